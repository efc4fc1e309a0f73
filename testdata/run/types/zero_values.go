// run

package main

import (
	"fmt"
)

type s struct {
	b  bool
	i  int
	u  uint8
	f  float32
	c  complex64
	st string
	p  *s
	sl []int
	m  map[int]int
	ch chan int
	fn func()
	e  error
	a  [2]string
	in struct{ x, y int }
	an any
}

var g s
var ga [3]s

func ret() (a int, b string, c []int, d error, e s) { return }

func main() {
	var l s
	fmt.Printf("%+v\n", l)
	fmt.Println(g.b, g.i, g.u, g.f, g.c, g.st == "", g.p == nil, g.sl == nil, g.m == nil, g.ch == nil, g.fn == nil, g.e == nil, g.a, g.in, g.an == nil)
	fmt.Println(len(g.sl), cap(g.sl), len(g.m), len(g.ch), ga[2].in == struct{ x, y int }{})
	a, b, c, d, e := ret()
	fmt.Println(a, b == "", c == nil, d == nil, e.in)
	p := new(s)
	fmt.Println(p.i, *p.e1(), new(int) != nil, *new(string) == "")
	m := map[string]s{}
	fmt.Println(m["none"].in.x, m["none"].sl == nil)
	sl := make([]s, 2)
	sl[1].i = 5
	fmt.Println(sl[0].i, sl[1].i, sl[0].a[1] == "")
	for range g.sl {
	}
	for range g.m {
	}
	g.sl = append(g.sl, 1)
	delete(g.m, 1)
	fmt.Println(g.sl, g.m[5])
	var arr [2][3]int
	arr[1][2] = 1
	arr = [2][3]int{}
	fmt.Println(arr)
	if true {
		var i int
		i++
		fmt.Println(i)
	}
	for range 3 {
		var acc []int
		var n int
		acc = append(acc, n)
		n++
		fmt.Print(acc, n)
	}
	fmt.Println()
}

func (x *s) e1() *int { return &x.i }
