// run

package main

import (
	"fmt"
)

type grid [3][3]int

func change(a [3]int) [3]int { a[0] = 99; return a }
func changeP(a *[3]int)      { a[0] = 77 }
func (g grid) transposed() (r grid) {
	for i := range g {
		for j := range g[i] {
			r[j][i] = g[i][j]
		}
	}
	return
}

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[1] = 20
	fmt.Println(a, b, a == b, a == [3]int{1, 2, 3}, a != b)
	c := change(a)
	fmt.Println(a, c)
	changeP(&a)
	fmt.Println(a, len(a), cap(a), len(&a))
	g := grid{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
	h := g.transposed()
	fmt.Println(g, h, g == h, g == h.transposed())
	g[1] = [3]int{}
	fmt.Println(g)
	row := g[0]
	row[0] = -1
	g[2][2]++
	fmt.Println(g, row)
	for i, v := range a {
		a[2] = 100
		if i == 2 {
			fmt.Println("range copy", v)
		}
	}
	for i, v := range &a {
		a[2] = 200
		if i == 2 {
			fmt.Println("range pointer", v)
		}
	}
	s := a[:]
	s[0] = 5
	fmt.Println(a, s[1:], a[1:2], (&a)[:1])
	m := map[[2]int]string{{1, 2}: "x"}
	m[[2]int{3, 4}] = "y"
	fmt.Println(m[[2]int{1, 2}], len(m))
	var zero [4]string
	fmt.Printf("%q %v %d\n", zero, zero == [4]string{}, len(zero[0]))
	st := struct{ a [2]int }{[2]int{1, 2}}
	st2 := st
	st2.a[0] = 9
	fmt.Println(st, st2, [0]int{}, len([0]int{}))
	ps := []*[3]int{&a, &b}
	ps[0][1] = 1234
	fmt.Println(a[1], *ps[1])
}
