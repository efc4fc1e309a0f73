// run

package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

type point struct{ x, y int }

func (p *point) add(q *point) { p.x += q.x; p.y += q.y }
func sum(p *point) int        { return p.x + p.y }

type node struct {
	l, r *node
	v    int
}

func (n *node) total() int {
	if n == nil {
		return 0
	}
	return n.v + n.l.total() + n.r.total()
}

var sink any
var global *point
var out int

//go:noinline
func apply(f func(int) int, n int) int { return f(n) }

//go:noinline
func keep(p *point) { global = p }

//go:noinline
func ident(p *point) *point { return p }

//go:noinline
func variadic(xs ...int) int {
	t := 0
	for _, x := range xs {
		t += x
	}
	return t
}

//go:noinline
func anys(xs ...any) int { return len(xs) }

type shape interface{ area() int }
type sq struct{ a, b, c int }

func (s sq) area() int { return s.a * s.b }

func measure(name string, f func()) { fmt.Println(name, testing.AllocsPerRun(100, f)) }

func main() {
	measure("new", func() { p := new(point); p.x = 3; out += p.x })
	measure("lit", func() { p := &point{1, 2}; out += sum(p) })
	measure("method", func() { var p point; p.add(&point{1, 2}); out += p.x })
	measure("leak", func() { keep(&point{1, 2}) })
	measure("ident", func() { p := ident(&point{1, 2}); out += p.x })
	measure("ident leak", func() { keep(ident(&point{1, 2})) })
	measure("tree", func() {
		t := &node{&node{nil, nil, 1}, &node{nil, nil, 2}, 3}
		out += t.total()
	})
	measure("closure", func() {
		n := 0
		inc := func() { n++ }
		inc()
		inc()
		out += n
	})
	measure("closure passed", func() {
		n := 0
		out += apply(func(i int) int { n += i; return n }, 4)
	})
	measure("variadic", func() { out += variadic(1, 2, 3) })
	measure("anys", func() { out += anys(1, "a", 2.5) })
	measure("slice lit", func() {
		s := []int{1, 2, 3, 4}
		for _, v := range s {
			out += v
		}
	})
	measure("make const", func() {
		s := make([]int, 10)
		for i := range s {
			s[i] = i
		}
		out += len(s)
	})
	measure("loop", func() {
		for i := 0; i < 10; i++ {
			p := &point{i, i}
			out += sum(p)
		}
	})
	measure("loop keep last", func() {
		var last *point
		for i := 0; i < 10; i++ {
			p := &point{i, i}
			if last != nil {
				out += last.x
			}
			last = p
		}
	})
	measure("list", func() {
		var head *node
		for i := 0; i < 5; i++ {
			head = &node{l: head, v: i}
		}
		out += head.total()
	})
	measure("loopvar", func() {
		for i := 0; i < 5; i++ {
			func() { out += i; i += 0 }()
		}
	})
	measure("defer", func() {
		n := 0
		defer func() { out += n }()
		n = 5
	})
	measure("iface", func() { var s shape = sq{1, 2, 3}; out += s.area() })
	measure("builder", func() {
		var sb strings.Builder
		sb.WriteString("hello")
		sb.WriteString(" world")
		out += sb.Len()
	})
	measure("buffer", func() {
		var b bytes.Buffer
		b.WriteString("hello")
		out += b.Len()
	})
	measure("array var", func() {
		var a [100]int
		s := a[:]
		for i := range s {
			s[i] = i
		}
		out += s[5]
	})
	measure("concat", func() {
		s := "abc"
		for i := 0; i < 3; i++ {
			s += "x"
		}
		out += len(s)
	})
	fmt.Println(out)
}
