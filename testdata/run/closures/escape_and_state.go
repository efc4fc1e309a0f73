// run

package main

import (
	"fmt"
	"strings"
)

type button struct{ handlers []func(string) }

func (b *button) on(f func(string)) func() {
	b.handlers = append(b.handlers, f)
	i := len(b.handlers) - 1
	return func() { b.handlers[i] = nil }
}
func (b *button) click(s string) {
	for _, h := range b.handlers {
		if h != nil {
			h(s)
		}
	}
}
func accumulate(fs ...func(int) int) func(int) []int {
	return func(n int) (out []int) {
		for _, f := range fs {
			n = f(n)
			out = append(out, n)
		}
		return
	}
}
func yCombinator(f func(func(int) int) func(int) int) func(int) int {
	type rec func(rec) func(int) int
	r := func(r rec) func(int) int {
		return f(func(n int) int { return r(r)(n) })
	}
	return r(r)
}
func tokens(s string) (func() (string, bool), func()) {
	pos := 0
	next := func() (string, bool) {
		if pos >= len(s) {
			return "", false
		}
		pos++
		return s[pos-1 : pos], true
	}
	return next, func() { pos = 0 }
}
func timed(log *[]string, name string) func() {
	*log = append(*log, "start "+name)
	return func() { *log = append(*log, "end "+name) }
}
func multi() (a func() int, b func(int), c *int) {
	x := 0
	a = func() int { return x }
	b = func(n int) { x += n }
	c = &x
	return
}
func params(n int, s []string, m map[string]int) func() string {
	defer func() { n *= 100 }()
	return func() string {
		n++
		s = append(s, fmt.Sprint(n))
		m["calls"]++
		return strings.Join(s, ",")
	}
}

func main() {
	var b button
	var got []string
	off := b.on(func(s string) { got = append(got, "1:"+s) })
	b.on(func(s string) { got = append(got, "2:"+s) })
	b.click("a")
	off()
	b.click("b")
	fmt.Println(got)
	k := 2
	f := accumulate(func(n int) int { return n + k }, func(n int) int { k++; return n * k })
	fmt.Println(f(1), f(1))
	fmt.Println(yCombinator(func(self func(int) int) func(int) int {
		return func(n int) int {
			if n == 0 {
				return 1
			}
			return n * self(n-1)
		}
	})(10))
	next, reset := tokens("xyz")
	next()
	next()
	reset()
	t, ok := next()
	fmt.Println(t, ok)
	var log []string
	func() {
		defer timed(&log, "outer")()
		defer timed(&log, "inner")()
		log = append(log, "body")
	}()
	fmt.Println(log)
	get, add, p := multi()
	add(5)
	*p *= 3
	add(1)
	fmt.Println(get(), *p)
	m := map[string]int{}
	g := params(1, []string{"s"}, m)
	g()
	fmt.Println(g(), m)
	var chain func(int) func() func(int) int
	chain = func(a int) func() func(int) int {
		return func() func(int) int { a++; return func(b int) int { return a * b } }
	}
	c := chain(4)
	fmt.Println(c()(10), c()(10))
	x := []func(){}
	v := 0
	for range 3 {
		v++
		w := v
		x = append(x, func() { v += w })
	}
	for _, h := range x {
		h()
	}
	fmt.Println(v)
}
