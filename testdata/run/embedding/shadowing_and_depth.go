// run

package main

import (
	"fmt"
	"strings"
)

type A struct{ x, y, z int }
type B struct {
	A
	y string
}
type C struct {
	B
	A2
	z float64
}
type A2 struct{ w, q int }
type D struct {
	*C
	q string
}

func (A) who() string      { return "A" }
func (B) who() string      { return "B" }
func (A) only() string     { return "A.only" }
func (c *C) set(v float64) { c.z = v }
func (A2) extra() string   { return "A2" }

type I interface {
	who() string
	only() string
	extra() string
}
type E struct{ I }
type F struct {
	E
	name string
}

func (f F) who() string { return "F(" + f.E.who() + ")" }

type stack struct{ items []int }

func (s *stack) push(i int) { s.items = append(s.items, i) }
func (s stack) len() int    { return len(s.items) }

type counted struct {
	stack
	n int
}

func (c *counted) push(i int) { c.n++; c.stack.push(i) }

func main() {
	c := C{B: B{A{1, 2, 3}, "by"}, A2: A2{4, 5}, z: 1.5}
	fmt.Println(c.x, c.y, c.z, c.A.y, c.B.A.z, c.w, c.q, c.who(), c.only(), c.A.who(), c.extra())
	d := D{&c, "dq"}
	d.set(9)
	d.x = 100
	d.A.y++
	fmt.Println(d.z, c.z, d.q, d.A2.q, c.x, d.y, c.A.y, d.who())
	fmt.Printf("%v %+v\n", c, c)
	var i I = d
	e := E{i}
	f := F{e, "f"}
	fmt.Println(i.who(), e.who(), f.who(), f.only(), f.extra())
	i = f
	fmt.Println(i.who(), i.(F).I.(D).x)
	var k counted
	k.push(1)
	k.push(2)
	k.stack.push(3)
	fmt.Println(k.n, k.len(), k.items)
	type inline struct {
		struct1
		*strings.Builder
	}
	in := inline{struct1{7}, &strings.Builder{}}
	in.WriteString("built")
	fmt.Println(in.v, in.String(), in.Len())
	cp := c
	cp.A.x = -1
	dp := d
	dp.x = -2
	fmt.Println(c.x, cp.x, d.x)
	g := d.only
	d.C = &C{}
	fmt.Println(g(), d.x)
}

type struct1 struct{ v int }
