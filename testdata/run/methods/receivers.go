// run

package main

import (
	"fmt"
)

type num int

func (n num) double() num { return n * 2 }
func (n *num) set(v int)  { *n = num(v) }

type vec []float64

func (v vec) scale(k float64) {
	for i := range v {
		v[i] *= k
	}
}
func (v *vec) add(x float64) *vec { *v = append(*v, x); return v }

type set map[string]bool

func (s set) add(k string) set { s[k] = true; return s }

type fn func(int) int

func (f fn) call(n int) int { return f(n) }

type ch chan int

func (c ch) send(v int) { c <- v }

type s struct {
	a int
	p *s
}

func (x s) val() int        { x.a++; return x.a }
func (x *s) ptr() int       { x.a++; return x.a }
func (x *s) isNil() bool    { return x == nil }
func (x *s) chain(n int) *s { x.a += n; return x }
func (s) anon() string      { return "anon" }
func (_ *s) blank() string  { return "blank" }

func main() {
	var n num = 4
	n.set(7)
	fmt.Println(n, n.double().double(), (&n).double())
	v := vec{1, 2}
	v.scale(3)
	v.add(1).add(2)
	fmt.Println(v)
	fmt.Println(set{}.add("x").add("y"), fn(func(i int) int { return i * i }).call(5))
	c := make(ch, 1)
	c.send(3)
	fmt.Println(<-c)
	x := s{a: 1}
	fmt.Println(x.val(), x.a, x.ptr(), x.a, (&x).val(), (*s).ptr(&x), s.val(x))
	x.chain(5).chain(6)
	fmt.Println(x.a, x.anon(), x.blank())
	var np *s
	fmt.Println(np.isNil(), (&x).isNil(), np.blank())
	x.p = &s{a: 100}
	x.p.ptr()
	fmt.Println(x.p.a, x.p.val(), x.p.isNil(), x.p.p.isNil())
	arr := []s{{a: 1}, {a: 2}}
	arr[0].ptr()
	for i := range arr {
		arr[i].ptr()
	}
	for _, e := range arr {
		e.ptr()
	}
	fmt.Println(arr[0].a, arr[1].a)
	m := map[string]*s{"k": {a: 5}}
	m["k"].ptr()
	fmt.Println(m["k"].a, map[string]s{"q": {a: 1}}["q"].val())
	f := func() s { return s{a: 10} }
	fmt.Println(f().val(), f().anon())
}
