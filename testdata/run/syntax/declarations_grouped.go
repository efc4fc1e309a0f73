// run

package main

import (
	"fmt"
)

type (
	point struct{ x, y int }
	shape interface {
		area() float64
		fmt.Stringer
	}
	ints    = []int
	handler func(string) error
)

const (
	a, b = 1, "two"
	c    = a + 1
)

var (
	x, y     = 1, "s"
	z        float64
	p, q     *point
	f        func() = nil
	arr             = [...]string{2: "c"}
	m        map[string]int
	i1, i2   int = 3, 4
	_            = fmt.Sprint
	_, third     = func() (int, int) { return 1, 3 }()
)

func (p point) area() float64  { return float64(p.x * p.y) }
func (p point) String() string { return fmt.Sprintf("(%d,%d)", p.x, p.y) }

func main() {
	var s shape = point{2, 3}
	var (
		l1 = 5
		l2 string
	)
	const (
		k1 = iota + 10
		k2
	)
	type local struct {
		ints
		n int
	}
	v := local{ints{1, 2}, 3}
	fmt.Println(s, s.area(), a, b, c, x, y, z, p == q, f == nil, arr, len(m), i1, i2, third, l1, l2 == "", k1, k2, v, v.ints[1])
	var h handler = func(s string) error { return fmt.Errorf("h:%s", s) }
	fmt.Println(h("x"))
	var ptr *shape = &s
	fmt.Println((*ptr).area())
	var e1, e2 = 1, "e"
	var n1, n2 = len(arr), cap(arr)
	fmt.Println(e1, e2, n1, n2)
	type T = struct{ A, B int }
	fmt.Println(T{1, 2}, []T{{3, 4}})
}
