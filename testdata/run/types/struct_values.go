// run

package main

import (
	"fmt"
)

type inner struct{ a, b int }
type outer struct {
	inner
	in   inner
	p    *inner
	s    []int
	name string
	_    int
}

func mod(o outer) outer { o.a = 100; o.in.a = 200; o.p.a = 300; o.s[0] = 400; return o }
func ret() inner        { return inner{7, 8} }

func main() {
	o := outer{inner: inner{1, 2}, in: inner{3, 4}, p: &inner{5, 6}, s: []int{1}, name: "n"}
	q := mod(o)
	fmt.Println(o.a, o.in.a, o.p.a, o.s[0], q.a, q.in.a, q.p.a, q.s[0])
	x, y := inner{1, 2}, inner{1, 2}
	fmt.Println(x == y, x != inner{2, 1}, &x == &y, ret().b, ret() == inner{7, 8})
	arr := []inner{{1, 2}, {3, 4}}
	for _, e := range arr {
		e.a = 0
	}
	for i := range arr {
		arr[i].b *= 10
	}
	pa := &arr[0]
	pa.a = 55
	fmt.Println(arr)
	m := map[string]inner{"k": {1, 2}}
	v := m["k"]
	v.a = 9
	fmt.Println(m, v, m["none"], m["k"].b)
	mp := map[string]*inner{"k": {1, 2}}
	mp["k"].a = 9
	fmt.Println(*mp["k"])
	anon := []struct {
		n string
		v int
	}{{"a", 1}, {"b", 2}}
	for _, t := range anon {
		fmt.Print(t.n, t.v, " ")
	}
	fmt.Println()
	pp := &o.in
	pp.a++
	(*pp).b--
	fmt.Println(o.in, new(inner).a, (&inner{3, 4}).b)
	x, y = y, x
	x.a, x.b = x.b, x.a
	fmt.Println(x, y)
	var e1, e2 struct{}
	fmt.Println(e1 == e2)
	type node struct {
		v    int
		next *node
	}
	var head *node
	for i := range 4 {
		head = &node{i, head}
	}
	for n := head; n != nil; n = n.next {
		fmt.Print(n.v, " ")
	}
	fmt.Println()
}
