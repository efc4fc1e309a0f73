// run

package main

import (
	"fmt"
	"math"
	"sort"
)

type shape interface {
	area() float64
	perimeter() float64
}
type named interface{ name() string }
type rect struct{ w, h float64 }
type circle struct{ r float64 }
type poly []struct{ x, y float64 }
type scaled struct {
	shape
	k float64
}

func (r rect) area() float64         { return r.w * r.h }
func (r rect) perimeter() float64    { return 2 * (r.w + r.h) }
func (r rect) name() string          { return "rect" }
func (c *circle) area() float64      { return math.Pi * c.r * c.r }
func (c *circle) perimeter() float64 { return 2 * math.Pi * c.r }
func (p poly) area() (a float64) {
	for i, q := range p {
		n := p[(i+1)%len(p)]
		a += q.x*n.y - n.x*q.y
	}
	return math.Abs(a) / 2
}
func (p poly) perimeter() (l float64) {
	for i, q := range p {
		n := p[(i+1)%len(p)]
		l += math.Hypot(q.x-n.x, q.y-n.y)
	}
	return
}
func (s scaled) area() float64 { return s.shape.area() * s.k * s.k }

type visitor interface{ visit(shape) visitor }
type counter struct{ n map[string]int }

func (c counter) visit(s shape) visitor {
	c.n[fmt.Sprintf("%T", s)]++
	if sc, ok := s.(scaled); ok {
		return c.visit(sc.shape)
	}
	return c
}

type expr interface {
	eval(map[string]float64) float64
}
type (
	num  float64
	vari string
	bin  struct {
		op   byte
		l, r expr
	}
)

func (n num) eval(map[string]float64) float64    { return float64(n) }
func (v vari) eval(e map[string]float64) float64 { return e[string(v)] }
func (b bin) eval(e map[string]float64) float64 {
	l, r := b.l.eval(e), b.r.eval(e)
	return map[byte]func() float64{'+': func() float64 { return l + r }, '*': func() float64 { return l * r }, '-': func() float64 { return l - r }}[b.op]()
}

func main() {
	shapes := []shape{rect{3, 4}, &circle{1}, poly{{0, 0}, {4, 0}, {0, 3}}, scaled{rect{1, 1}, 3}, scaled{scaled{&circle{2}, 2}, .5}}
	total := 0.0
	for _, s := range shapes {
		n := "?"
		if x, ok := s.(named); ok {
			n = x.name()
		}
		fmt.Printf("%T %s %.3f %.3f\n", s, n, s.area(), s.perimeter())
		total += s.area()
	}
	fmt.Printf("%.4f\n", total)
	sort.Slice(shapes, func(i, j int) bool { return shapes[i].area() < shapes[j].area() })
	fmt.Printf("%T %T\n", shapes[0], shapes[4])
	c := counter{map[string]int{}}
	var v visitor = c
	for _, s := range shapes {
		v = v.visit(s)
	}
	fmt.Println(c.n)
	e := bin{'+', num(1), bin{'*', vari("x"), bin{'-', vari("y"), num(2)}}}
	fmt.Println(e.eval(map[string]float64{"x": 3, "y": 7}), expr(e).eval(nil))
	fmt.Println(expr(num(1)) == expr(num(1)), expr(vari("a")) == expr(num(1)), shape(rect{1, 2}) == shape(rect{1, 2}), e == bin{'+', num(1), e.r})
}
