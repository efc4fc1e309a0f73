// run

package main

import (
	"fmt"
	"strings"
)

type node struct {
	l, r *node
	data []byte
	name string
}

func build(d int) *node {
	if d == 0 {
		return &node{data: make([]byte, 16), name: fmt.Sprint("leaf", d)}
	}
	return &node{build(d - 1), build(d - 1), []byte{byte(d)}, "n"}
}
func (n *node) count() int {
	if n == nil {
		return 0
	}
	return 1 + n.l.count() + n.r.count()
}
func (n *node) sum() int {
	if n == nil {
		return 0
	}
	s := len(n.name)
	for _, b := range n.data {
		s += int(b)
	}
	return s + n.l.sum() + n.r.sum()
}

type entry struct {
	key string
	val any
	fn  func() int
}

func main() {
	keep := build(10)
	total := 0
	for range 50 {
		t := build(8)
		total += t.count()
	}
	fmt.Println(total, keep.count(), keep.sum())
	m := map[string]*node{}
	for i := range 20000 {
		m[fmt.Sprint("k", i%500)] = &node{name: strings.Repeat("x", i%7)}
	}
	s := 0
	for _, n := range m {
		s += len(n.name)
	}
	fmt.Println(len(m), s)
	var es []entry
	for i := range 3000 {
		x := i
		es = append(es, entry{fmt.Sprint(i), []int{i, i * 2}, func() int { return x + i }})
		if len(es) > 1000 {
			es = append([]entry(nil), es[500:]...)
		}
	}
	s = 0
	for _, e := range es {
		s += e.val.([]int)[1] + e.fn() + len(e.key)
	}
	fmt.Println(len(es), s)
	str := ""
	for i := range 3000 {
		str += string(rune('a' + i%26))
	}
	sub := str[1000:1010]
	str = ""
	waste := 0
	for i := range 2000 {
		b := make([]byte, 10000)
		b[i] = 1
		waste += len(b)
	}
	fmt.Println(sub, waste)
	ch := make(chan *node, 100)
	go func() {
		for i := range 5000 {
			ch <- &node{name: fmt.Sprint(i)}
		}
		close(ch)
	}()
	n := 0
	for x := range ch {
		n += len(x.name)
	}
	fmt.Println(n)
	inner := func() *int { a := [100]int{50: 7}; return &a[50] }()
	build(12)
	fmt.Println(*inner)
	var ifs []any
	for i := range 10000 {
		ifs = append(ifs, i, fmt.Sprint(i), float64(i), [2]int{i, i}, &i)
	}
	c := 0
	for _, v := range ifs {
		switch x := v.(type) {
		case int:
			c += x
		case [2]int:
			c -= x[1]
		case *int:
			c += *x % 2
		}
	}
	fmt.Println(c)
}
