// run

package main

import (
	"fmt"
)

type list struct {
	head, tail *node
	n          int
}
type node struct {
	val        string
	prev, next *node
}
type tree struct {
	left, right *tree
	key         int
}

func (l *list) push(s string) *list {
	n := &node{val: s, prev: l.tail}
	if l.tail == nil {
		l.head = n
	} else {
		l.tail.next = n
	}
	l.tail = n
	l.n++
	return l
}
func (t *tree) insert(k int) *tree {
	if t == nil {
		return &tree{key: k}
	}
	if k < t.key {
		t.left = t.left.insert(k)
	} else {
		t.right = t.right.insert(k)
	}
	return t
}
func (t *tree) walk(f func(int)) {
	if t != nil {
		t.left.walk(f)
		f(t.key)
		t.right.walk(f)
	}
}
func (t *tree) depth() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.left.depth(), t.right.depth())
}

func main() {
	var l list
	l.push("a").push("b").push("c")
	for n := l.head; n != nil; n = n.next {
		fmt.Print(n.val, " ")
	}
	for n := l.tail; n != nil; n = n.prev {
		fmt.Print(n.val, " ")
	}
	fmt.Println(l.n)
	var t *tree
	for _, k := range []int{5, 2, 8, 1, 9, 3, 7} {
		t = t.insert(k)
	}
	var keys []int
	t.walk(func(k int) { keys = append(keys, k) })
	fmt.Println(keys, t.depth())
	pp := &t.left
	*pp = nil
	fmt.Println(t.depth(), t.left == nil)
	ring := &node{val: "x"}
	ring.next, ring.prev = ring, ring
	fmt.Println(ring.next.next.prev.val)
	type pair struct {
		k string
		v *int
	}
	x := 5
	ps := []pair{{"p", &x}, {"q", new(int)}}
	*ps[0].v++
	*ps[1].v = x * 2
	fmt.Println(x, *ps[1].v)
	ptr := &ps[1].v
	*ptr = &x
	fmt.Println(*ps[1].v, **ptr)
	e := &ps[0]
	ps = append(ps, pair{})
	e.k = "changed"
	fmt.Println(ps[0].k, e.k)
}
