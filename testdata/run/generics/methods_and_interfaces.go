// run

package main

import (
	"fmt"
)

type container[T any] interface {
	add(T)
	all() []T
	size() int
}
type bag[T comparable] struct {
	m map[T]int
	o []T
}
type seq[T any] []T

func newBag[T comparable](xs ...T) *bag[T] {
	b := &bag[T]{m: map[T]int{}}
	for _, x := range xs {
		b.add(x)
	}
	return b
}
func (b *bag[T]) add(x T) {
	if b.m[x] == 0 {
		b.o = append(b.o, x)
	}
	b.m[x]++
}
func (b *bag[T]) all() (out []T) {
	for _, x := range b.o {
		for range b.m[x] {
			out = append(out, x)
		}
	}
	return
}
func (b *bag[T]) size() int     { return len(b.all()) }
func (s *seq[T]) add(x T)       { *s = append(*s, x) }
func (s *seq[T]) all() []T      { return *s }
func (s *seq[T]) size() int     { return len(*s) }
func (s seq[T]) String() string { return fmt.Sprintf("seq%v", []T(s)) }

func fill[T any](c container[T], xs ...T) container[T] {
	for _, x := range xs {
		c.add(x)
	}
	return c
}

type observer[E any] func(E)
type bus[E any] struct{ subs []observer[E] }

func (b *bus[E]) on(f observer[E]) { b.subs = append(b.subs, f) }
func (b *bus[E]) emit(e E) {
	for _, s := range b.subs {
		s(e)
	}
}

type numeric interface {
	~int | ~int32 | ~float32 | ~float64
}
type point[T numeric] struct{ x, y T }

func (p point[T]) add(q point[T]) point[T]      { return point[T]{p.x + q.x, p.y + q.y} }
func (p point[T]) scale(k T) point[T]           { return point[T]{p.x * k, p.y * k} }
func (p *point[T]) move(dx T)                   { p.x += dx }
func convert[A, B numeric](p point[A]) point[B] { return point[B]{B(p.x), B(p.y)} }

type wrapper[T fmt.Stringer] struct{ inner T }

func (w wrapper[T]) String() string { return "[" + w.inner.String() + "]" }

type myInt int

func (m myInt) String() string { return fmt.Sprint("my", int(m)) }

func main() {
	var c container[string] = newBag("a", "b", "a")
	fmt.Println(c.all(), c.size(), fill(c, "b").all())
	s := &seq[int]{}
	fmt.Println(fill[int](s, 1, 2, 3).size(), s, *s)
	_, ok := any(s).(container[int])
	_, ok2 := any(s).(container[string])
	fmt.Println(ok, ok2)
	var b bus[point[int]]
	var sum point[int]
	b.on(func(p point[int]) { sum = sum.add(p) })
	b.on(func(p point[int]) { sum.move(p.y) })
	b.emit(point[int]{1, 2})
	b.emit(point[int]{3, 4})
	fmt.Println(sum, sum.scale(2), convert[int, float64](sum).scale(.5), point[myInt2]{1, 2}.scale(3))
	fmt.Println(wrapper[wrapper[myInt]]{wrapper[myInt]{5}})
	f := sum.add
	sum = point[int]{}
	fmt.Println(f(point[int]{1, 1}), point[float32].scale(point[float32]{1, 2}, 1.5))
	switch v := any(sum).(type) {
	case point[float64]:
		fmt.Println("float", v)
	case point[int]:
		fmt.Println("int", v.x)
	}
	m := map[point[int]]string{{1, 2}: "p"}
	fmt.Println(m[point[int]{1, 2}], any(point[int]{}) == any(point[float64]{}))
}

type myInt2 int
