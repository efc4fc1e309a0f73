// run

// optimised

// Appends to what other places hold, and in functions that are inlined.
package main

import "fmt"

var g []int

type P struct {
	x []int
	n int
}
type Q struct {
	x    []int
	a, b int
}
type R struct{ p P }
type M struct {
	a []int
	s string
}

//go:noinline
func fn() []int { return nil }

//go:noinline
func y1(p *P, pp *[]int, m map[int][]int, arr [][]int) {
	t := append(p.x, 1)
	fmt.Println("p.x", cap(t))
	t = append(*pp, 1)
	fmt.Println("*pp", cap(t))
	t = append(m[1], 1)
	fmt.Println("m", cap(t))
	t = append(arr[0], 1)
	fmt.Println("arr", cap(t))
	t = append(fn(), 1)
	fmt.Println("fn", cap(t))
	t = append(append([]int(nil), 1), 2, 3, 4, 5, 6)
	fmt.Println("nest", cap(t))
	t = append(g[:0], 3)
	fmt.Println("g[:0]", cap(t))
}

//go:noinline
func y2() {
	var p P
	p.x = append(p.x, 1)
	fmt.Println("P", cap(p.x))
	var q Q
	q.x = append(q.x, 1)
	fmt.Println("Q", cap(q.x))
	var r R
	r.p.x = append(r.p.x, 1)
	fmt.Println("R", cap(r.p.x))
	var m M
	m.a = append(m.a, 1)
	fmt.Println("M", cap(m.a))
	z := struct{ s []int }{}
	z.s = append(z.s, 2)
	fmt.Println("z", cap(z.s))
}

//go:noinline
func y4(x []int, p P) {
	x = append(x, 1)
	x = append(x, 1)
	fmt.Println("y4", cap(x))
	p.x = append(p.x, 1)
	fmt.Println(cap(p.x))
}

//go:noinline
func y5(x []int) []int {
	x = append(x, 1)
	fmt.Println("y5", cap(x))
	x = append(x, 1)
	x = append(x, 1)
	return x
}

//go:noinline
func y6(x []int) (n int) {
	for i := 0; i < 4; i++ {
		y := append(x, i)
		n += cap(y)
		fmt.Print(cap(y), " ")
	}
	fmt.Println("y6")
	return
}

type big struct {
	a [3]int
	s []int
}

func ap(s []int, v int) []int { s = append(s, v); return s }

//go:noinline
func y7() {
	var s []int
	s = ap(s, 1)
	s = ap(s, 2)
	fmt.Println("y7", cap(s))
	var t []int
	for i := range 3 {
		t = ap(t, i)
	}
	fmt.Println(cap(t))
}
func mk() []int { return append([]int{}, 1) }

//go:noinline
func y8() {
	a := mk()
	b := mk()
	fmt.Println("y8", cap(a), cap(b))
	for range 3 {
		fmt.Println(cap(mk()))
	}
}
func filter(in []int, f func(int) bool) []int {
	var out []int
	for _, v := range in {
		if f(v) {
			out = append(out, v)
		}
	}
	return out
}

//go:noinline
func y9(in []int) {
	e := filter(in, func(i int) bool { return i%2 == 0 })
	fmt.Println("y9", len(e), cap(e))
	o := filter(in, func(i int) bool { return i%2 == 1 })
	n := 0
	for _, v := range o {
		n += v
	}
	fmt.Println(len(o), cap(o))
}

//go:noinline
func y10(in []int) []int { e := filter(in, func(i int) bool { return i%2 == 0 }); return e }
func Map[T, U any](in []T, f func(T) U) []U {
	var out []U
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

//go:noinline
func y11(in []int) {
	e := Map(in, func(i int) int { return i })
	fmt.Println("y11", cap(e))
	for _, v := range Map(in, func(i int) string { return "x" }) {
		fmt.Print(v)
	}
	fmt.Println()
	x := Map(in, func(i int) string { return "x" })
	fmt.Println(cap(x))
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }
func (s *Stack[T]) Cap() int { return cap(s.items) }

//go:noinline
func y12() {
	s := Stack[int]{}
	s.Push(1)
	fmt.Println("y12", s.Cap())
	q := &Stack[string]{}
	q.Push("a")
	fmt.Println(q.Cap())
}

type VS struct{ items []int }

func (s VS) With(v int) VS { s.items = append(s.items, v); return s }

//go:noinline
func y13() {
	var v VS
	v = v.With(1)
	fmt.Println("y13", cap(v.items))
	v = v.With(2)
	fmt.Println(cap(v.items))
}

//go:noinline
func y14() {
	var s []int
	a, b := 1, 2
	s = append(s, a)
	s = append(s, b)
	s2 := s
	s2 = append(s2, 5)
	fmt.Println("y14", cap(s2), len(s))
}

//go:noinline
func y15() {
	words := []string{}
	cur := []byte{}
	for _, c := range []byte("ab cd") {
		if c == ' ' {
			words = append(words, string(cur))
			cur = cur[:0]
		} else {
			cur = append(cur, c)
		}
	}
	fmt.Println("y15", cap(words), cap(cur))
}
func main() {
	y1(&P{}, new([]int), map[int][]int{}, make([][]int, 1))
	y2()
	y4(nil, P{})
	fmt.Println(cap(y5(nil)))
	y6(nil)
	y7()
	y8()
	y9([]int{1, 2, 3, 4, 5, 6})
	fmt.Println(cap(y10([]int{1, 2, 3, 4, 5, 6})))
	y11([]int{1, 2, 3})
	y12()
	y13()
	y14()
	y15()
}
