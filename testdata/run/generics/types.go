// run

package main

import (
	"fmt"
	"strings"
)

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) *stack[T] { s.items = append(s.items, v); return s }
func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

type pair[K comparable, V any] struct {
	key K
	val V
}

func (p pair[K, V]) String() string { return fmt.Sprintf("%v=>%v", p.key, p.val) }

type list[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *list[T]) add(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *list[T]) each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}

type tree[T any] struct {
	cmp  func(a, b T) int
	root *tnode[T]
}
type tnode[T any] struct {
	v    T
	l, r *tnode[T]
}

func (t *tree[T]) insert(v T) bool {
	p := &t.root
	for *p != nil {
		switch c := t.cmp(v, (*p).v); {
		case c < 0:
			p = &(*p).l
		case c > 0:
			p = &(*p).r
		default:
			return false
		}
	}
	*p = &tnode[T]{v: v}
	return true
}
func (n *tnode[T]) walk(f func(T)) {
	if n != nil {
		n.l.walk(f)
		f(n.v)
		n.r.walk(f)
	}
}

type set[T comparable] map[T]struct{}

func (s set[T]) add(v T) set[T] { s[v] = struct{}{}; return s }

type matrix[T ~int | ~float64] [2][2]T

func (m matrix[T]) mul(o matrix[T]) (r matrix[T]) {
	for i := range 2 {
		for j := range 2 {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

func main() {
	var s stack[string]
	s.push("a").push("b")
	fmt.Println(s.pop())
	fmt.Println(s.pop())
	fmt.Println(s.pop())
	p := pair[string, int]{"k", 1}
	fmt.Println(p, &p, []pair[int, bool]{{1, true}})
	fmt.Printf("%T %T %T %+v\n", p, s, pair[string, []pair[int, string]]{}.val, struct{ a pair[int, int] }{})
	var l list[pair[string, int]]
	l.add(p)
	l.add(pair[string, int]{"z", 2})
	l.each(func(p pair[string, int]) { fmt.Print(p, " ") })
	fmt.Println(l.n)
	t := tree[string]{cmp: strings.Compare}
	for _, w := range strings.Fields("the cat sat on the mat") {
		t.insert(w)
	}
	t.root.walk(func(s string) { fmt.Print(s, " ") })
	fmt.Println(t.insert("cat"))
	fmt.Println(len(set[int]{}.add(1).add(1).add(2)))
	fmt.Println(matrix[int]{{1, 1}, {1, 0}}.mul(matrix[int]{{1, 1}, {1, 0}}), matrix[float64]{{.5}}.mul(matrix[float64]{{2}}))
	f := l.add
	f(pair[string, int]{})
	g := (*stack[int]).push
	fmt.Println(l.n, len(g(&stack[int]{}, 4).items))
}
