// run
package main

import "fmt"

var gs = []int{1}
var gc = 1i
var gx = 1.0
var gstr = "a"

func fs() int { gs = []int{1, 2, 3}; gc = 3i; gx = 3; gstr = "abc"; return 2 }

//go:noinline
func show(a ...any) { fmt.Println(a...) }

//go:noinline
func two(a, b int) { fmt.Println(a, b) }

//go:noinline
func twoc(a complex128, b int) { fmt.Println(a, b) }

func reset() { gs = []int{1}; gc = 1i; gx = 1; gstr = "a" }

type S struct{ s []int; n int }

func (s *S) grow() int { s.s = append(s.s, 1, 2); s.n = 9; return 1 }

func main() {
	{
		a, b, c := len(gs), fs(), len(gs)
		fmt.Println("len", a, b, c)
	}
	reset()
	{
		a, b, c := cap(gs), fs(), cap(gs)
		fmt.Println("cap", a, b, c)
	}
	reset()
	{
		a, b, c := real(gc), fs(), imag(gc)
		fmt.Println("re", a, b, c)
	}
	reset()
	{
		a, b, c := imag(gc), fs(), complex(gx, 1)
		fmt.Println("im", a, b, c)
	}
	reset()
	{
		a, b, c := complex(gx, 0), fs(), complex(gx, 1)
		fmt.Println("cplx", a, b, c)
	}
	reset()
	{
		a, b, c := len(gstr), fs(), len(gstr)
		fmt.Println("lenstr", a, b, c)
	}
	reset()
	{
		a, b, c := gstr, fs(), gs[0]
		fmt.Println("str", a, b, c)
	}
	reset()
	{
		a, b, c := min(gx, 7), fs(), max(gx, 0)
		fmt.Println("min", a, b, c)
	}
	reset()
	{
		a, b := len(gs)+1, fs()
		fmt.Println("len+1", a, b)
	}
	reset()
	{
		a, b := -gx, fs()
		fmt.Println("-", a, b)
	}
	reset()
	two(len(gs), fs())
	reset()
	two(cap(gs), fs())
	reset()
	two(len(gs)+1, fs())
	reset()
	twoc(complex(gx, 1), fs())
	reset()
	show(len(gs), fs(), len(gs))
	reset()
	show(gs, fs(), gstr, gx)
	reset()
	show(len(gstr), fs())
	reset()
	show(min(gx, 5), fs())
	reset()
	x := []int{1}
	f := func() int { x = []int{1, 2, 3}; return 5 }
	show(len(x), f())
	x = []int{1}
	two(len(x), f())
	x = []int{1}
	{
		a, b := len(x), f()
		fmt.Println(a, b)
	}
	x = []int{1}
	{
		a, b := x[0:len(x)], f()
		fmt.Println(a, b)
	}
	s := &S{}
	two(len(s.s), s.grow())
	s = &S{}
	{
		a, b := len(s.s), s.grow()
		fmt.Println(a, b)
	}
	s = &S{}
	two(s.n, s.grow())
	s = &S{}
	fmt.Println(len(s.s), s.grow(), len(s.s))
	s = &S{}
	arr := []int{len(s.s), s.grow(), cap(s.s)}
	fmt.Println(arr)
	s = &S{}
	fmt.Println(len(s.s)+s.grow(), s.n)
	s = &S{}
	t := struct{ a, b int }{len(s.s), s.grow()}
	fmt.Println(t)
	s = &S{s: []int{1, 2, 3}}
	arr[len(s.s)-2] = s.grow()
	fmt.Println(arr)
	m := map[int]int{}
	s = &S{}
	m[len(s.s)] = s.grow()
	fmt.Println(m)
	var i any = gs
	g := func() int { i = 5; return 1 }
	a, b := len(i.([]int)), g()
	fmt.Println(a, b)
	reset()
	switch len(gs) + fs() {
	default:
		fmt.Println(len(gs))
	}
	return
}
