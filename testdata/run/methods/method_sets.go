// run

package main

import (
	"fmt"
)

type v struct{ n int }
type p struct{ n int }

func (x v) get() int  { return x.n }
func (x *v) inc()     { x.n++ }
func (x *p) get() int { return x.n }
func (x *p) inc()     { x.n++ }

type getter interface{ get() int }
type incer interface{ inc() }
type both interface {
	getter
	incer
}
type ev struct{ v }
type ep struct{ *p }
type epv struct{ *v }

func has(x any) string {
	_, g := x.(getter)
	_, i := x.(incer)
	_, b := x.(both)
	return fmt.Sprintf("%T:%v,%v,%v", x, g, i, b)
}

func main() {
	x, y := v{1}, p{2}
	for _, a := range []any{x, &x, y, &y, ev{x}, &ev{x}, ep{&y}, &ep{&y}, epv{&x}} {
		fmt.Println(has(a))
	}
	var b both = &x
	b.inc()
	c := x
	c.inc()
	fmt.Println(x.get(), c.get(), b.get())
	e := ev{x}
	e.inc()
	(&e).inc()
	fmt.Println(e.get(), x.get())
	f := epv{&x}
	f.inc()
	g := f
	g.inc()
	fmt.Println(x.get(), f.get())
	m := map[string]*v{"a": {5}}
	m["a"].inc()
	s := []v{{1}, {2}}
	s[0].inc()
	fmt.Println(m["a"].n, s)
	arr := [2]p{}
	arr[1].inc()
	pa := &arr
	pa[1].inc()
	fmt.Println(arr[1].get(), pa[0].get())
	h := (*v).inc
	h(&s[1])
	k := v.get
	var gs []getter
	for i := range s {
		gs = append(gs, s[i], &s[i])
	}
	s[0].n, s[1].n = 100, 200
	for _, g := range gs {
		fmt.Print(g.get(), " ")
	}
	fmt.Println(k(s[1]))
	inc := s[0].inc
	inc()
	inc()
	fmt.Println(s[0].n)
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *v
		fmt.Println(getter(np) != nil)
		getter(np).get()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e ep
		e.get()
	}()
}
