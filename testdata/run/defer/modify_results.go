// run

package main

import (
	"errors"
	"fmt"
)

func a() (n int) { defer func() { n++ }(); return 10 }
func b() (n int, err error) {
	defer func() {
		if err != nil {
			n = -1
		}
	}()
	return 5, errors.New("x")
}
func c() (s []int)          { defer func() { s = append(s, 3) }(); s = []int{1}; return append(s, 2) }
func d() (m map[string]int) { defer func() { m["z"] = 1 }(); return map[string]int{} }
func e() (x struct{ a, b int }) {
	defer func() { x.b = 7 }()
	x.a = 1
	return struct{ a, b int }{5, 6}
}
func f() (r *int) { v := 1; defer func() { *r = 9 }(); return &v }
func g() (s string) {
	defer func() {
		if r := recover(); r != nil {
			s += fmt.Sprint(" recovered ", r)
		}
	}()
	s = "set"
	panic("p")
}
func h(n int) (out string) {
	for i := range n {
		defer func() { out += fmt.Sprint(i) }()
	}
	return "r"
}
func i() (n int) {
	defer func() {
		defer func() { n *= 2 }()
		n += 3
	}()
	n = 4
	return
}
func j() (x, y int) { defer func() { x, y = y, x }(); return 1, 2 }
func k() int {
	x := 1
	p := &x
	defer func() { *p = 100 }()
	return *p
}
func l() (err error) {
	defer wrap(&err, "l")
	return errors.New("base")
}
func wrap(err *error, where string) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", where, *err)
	}
}

type tx struct{ log []string }

func (t *tx) do(fail bool) (err error) {
	t.log = append(t.log, "begin")
	defer func() {
		if p := recover(); p != nil {
			t.log = append(t.log, "rollback-panic")
			err = fmt.Errorf("panic: %v", p)
		} else if err != nil {
			t.log = append(t.log, "rollback")
		} else {
			t.log = append(t.log, "commit")
		}
	}()
	if fail {
		return errors.New("failed")
	}
	if len(t.log) > 4 {
		var m map[int]int
		m[0] = 1
	}
	return nil
}

func main() {
	fmt.Println(a(), c(), d(), e(), *f(), g(), h(4), i(), k(), l())
	fmt.Println(b())
	fmt.Println(j())
	t := &tx{}
	fmt.Println(t.do(false), t.do(true), t.do(false), t.log)
	for n := range 3 {
		defer func(k int) { fmt.Println("main", n, k) }(n * n)
	}
}
