// run

package main

import (
	"fmt"
)

var trace []string

func b(name string, v bool) bool { trace = append(trace, name); return v }
func n(name string, v int) int   { trace = append(trace, name); return v }
func show(v any) {
	fmt.Println(v, trace)
	trace = nil
}
func get(name string, s []int) []int { trace = append(trace, name); return s }
func f3(a, b, c int) int             { return a*100 + b*10 + c }
func pair(name string) (int, int)    { trace = append(trace, name); return 1, 2 }

type t struct{ v int }

func (x t) m(i int) t { trace = append(trace, fmt.Sprint("m", i)); return t{x.v + i} }

func main() {
	show(b("a", true) || b("b", true))
	show(b("a", false) || b("b", true))
	show(b("a", false) && b("b", true))
	show(b("a", true) && b("b", false) || b("c", true))
	show(!(b("a", true) && (b("b", false) || b("c", false))))
	show(f3(n("x", 1), n("y", 2), n("z", 3)))
	show(n("l", 1) + n("m", 2)*n("n", 3) - n("o", 4))
	s := []int{1, 2, 3}
	show(get("s", s)[n("i", 1)])
	get("s", s)[n("i", 0)], get("t", s)[n("j", 1)] = n("u", 7), n("v", 8)
	show(s)
	show([]int{n("a", 1), n("b", 2)})
	show(map[int]int{n("k", 1): n("v", 2)})
	show(struct{ a, b int }{b: n("b", 1), a: n("a", 2)})
	show(t{}.m(n("1st", 1)).m(n("2nd", 2)).v)
	x, y := pair("p")
	show(x + y)
	defer func() { fmt.Println(trace) }()
	defer func(int) {}(n("defer arg", 1))
	show("after defer")
	switch n("tag", 2) {
	case n("c1", 1), n("c2", 2), n("c3", 3):
		show("case")
	}
	for i := n("init", 0); b("cond", i < 2); i += n("post", 1) {
	}
	show("loop")
	for range get("range once", s) {
	}
	show("range")
	if b("if1", false) {
	} else if b("if2", true) {
	} else if b("if3", true) {
	}
	show("else")
	m := map[string]int{}
	m["k"] += n("rhs", 5)
	show(m)
	var p *t
	func() {
		defer func() { recover() }()
		_ = p.v + n("not reached", 1)
	}()
	show("nil first")
	func() {
		defer func() { recover() }()
		s[n("idx", 10)] = n("value", 1)
	}()
	show("index panic after operands")
}
