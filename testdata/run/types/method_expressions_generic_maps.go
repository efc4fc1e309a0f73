// run

package main

import (
	"fmt"
	"strings"
	"time"
)

type op int

const (
	add op = iota
	sub
)

func (o op) apply(a, b int) int {
	return [...]func(int, int) int{add: func(a, b int) int { return a + b }, sub: func(a, b int) int { return a - b }}[o](a, b)
}
func (o *op) flip() { *o = 1 - *o }

type vec [2]int

func (v vec) plus(w vec) vec   { return vec{v[0] + w[0], v[1] + w[1]} }
func (v *vec) neg()            { v[0], v[1] = -v[0], -v[1] }
func (v vec) each(f func(int)) { f(v[0]); f(v[1]) }

type reg map[string]func(vec, vec) vec

func reduce(f func(vec, vec) vec, vs ...vec) (r vec) {
	for _, v := range vs {
		r = f(r, v)
	}
	return
}

type named interface{ String() string }
type str string

func (s str) String() string { return "<" + string(s) + ">" }

func main() {
	f := op.apply
	g := (*op).flip
	o := add
	g(&o)
	fmt.Println(f(add, 1, 2), f(o, 1, 2), op(0).apply(3, 4))
	r := reg{"plus": vec.plus, "minus": func(a, b vec) vec { b.neg(); return a.plus(b) }}
	fmt.Println(reduce(r["plus"], vec{1, 2}, vec{3, 4}), reduce(r["minus"], vec{1, 2}), reduce(vec.plus))
	n := (*vec).neg
	v := vec{1, 2}
	n(&v)
	sum := 0
	v.each(func(i int) { sum += i })
	vec.each(v, func(i int) { sum *= i })
	fmt.Println(v, sum)
	h := named.String
	fmt.Println(h(str("x")), h(time.Second))
	fmt.Printf("%T %T %T %T\n", f, g, n, h)
	ms := []func(vec) vec{v.plus, vec{10, 10}.plus, func(w vec) vec { return w }}
	v = vec{100, 100}
	for _, m := range ms {
		fmt.Print(m(vec{1, 1}), " ")
	}
	fmt.Println()
	fs := map[string]func(string) string{"up": strings.ToUpper, "trim": strings.TrimSpace, "title": func(s string) string { return str(s).String() }}
	for _, k := range []string{"up", "trim", "title"} {
		fmt.Print(fs[k](" a "), "|")
	}
	fmt.Println()
	eq := func(a, b any) bool { return a == b }
	fmt.Println(eq(vec{1, 2}, vec{1, 2}), eq(op(1), sub), eq(op(1), 1), eq(str("a"), "a"))
	defer (*strings.Builder).Reset(new(strings.Builder))
	func(fs ...func(op, int, int) int) {
		for _, f := range fs {
			fmt.Print(f(sub, 9, 4), " ")
		}
	}(op.apply, func(o op, a, b int) int { return o.apply(b, a) })
	fmt.Println()
}
