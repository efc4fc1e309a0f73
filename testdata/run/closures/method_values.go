// run

package main

import (
	"fmt"
)

type t struct{ n int }

func (v t) get() int       { return v.n }
func (v *t) inc(d int) int { v.n += d; return v.n }
func (v t) String() string { return fmt.Sprint("t", v.n) }

type e struct {
	t
	name string
}
type getter interface{ get() int }

func call(f func() int) int { return f() }

func main() {
	v := t{1}
	g, inc := v.get, v.inc
	v.n = 50
	fmt.Println(g(), inc(5), v.n, v.get())
	pv := &v
	pg := pv.get
	v.n = 9
	fmt.Println(pg(), call(v.get), call(pv.get))
	f1 := t.get
	f2 := (*t).inc
	f3 := (*t).get
	f4 := t.String
	fmt.Println(f1(v), f2(&v, 1), f3(pv), f4(v))
	fmt.Printf("%T %T %T %T\n", f1, f2, f3, g)
	ev := e{t{3}, "x"}
	h := ev.get
	i := ev.inc
	ev.t = t{40}
	fmt.Println(h(), i(2), ev.n, e.get(ev), (*e).inc(&ev, 1))
	var iface getter = v
	k := iface.get
	iface = t{1000}
	fmt.Println(k(), getter.get(iface))
	fs := []func() int{t{1}.get, (&t{2}).get, ev.get, func() int { return 4 }}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	m := map[string]func(*t, int) int{"inc": (*t).inc}
	fmt.Println(m["inc"](pv, 100), v)
	defer fmt.Println("deferred", v.get())
	defer func(f func() int) { fmt.Println(f()) }(v.get)
	v.n = -1
	s := fmt.Stringer.String
	fmt.Println(s(v))
}
