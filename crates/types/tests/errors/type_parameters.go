package main

import "unsafe"

type S struct {
	a int
	*T
	U
}
type T struct{ b int; d int }
type U struct{ c int; d int }
type V struct { S; W }
type W struct { c int }
type Num interface { ~int | ~float64 }
type Num2 interface { int | string }
type G[T any] struct{ x T }
func (g G[T]) m(x T) {}
func (g *G[T]) pm() {}
type E interface { M() }
type M1 struct{}
func (M1) M() {}

func gen[T Num](a, b T) T {
	_ = a < b
	_ = a == b
	_ = a & b
	_ = a % b
	_ = a << 1
	var s string = a
	_ = s
	_ = a + 1
	_ = a + 1.5
	_ = string(a)
	_ = int(a)
	a.foo()
	switch a.(type) {}
	_ = a.(int)
	_ = nil == a
	a = nil
	a = 1
	a = 1.5
	a = "x"
	for range a {}
	_ = len(a)
	_ = a[0]
	a()
	return 1
}

func gen2[T any](a T) {
	_ = a == a
	_ = a + a
	var x any = a
	_ = x.(T)
	var i interface{ M() } = a
	_ = i
	_ = a.x
	_ = T{}
	_ = make(T)
	_ = []T{1}
	_ = map[T]int{}
}

func gen3[T []int | map[int]int](a T) {
	_ = a[0]
	_ = len(a)
	_ = cap(a)
	for range a {}
	_ = a[0:1]
	a[0] = 1
	_ = append(a, 1)
}

func main() {
	var v V
	_ = v.c
	_ = v.d
	_ = v.b
	_ = S{a: 1, b: 2}
	_ = V{a: 1}
	_ = V{c: 1}
	_ = S{1, nil}
	var s S
	s.T.b.c = 1
	gen("a", "b")
	gen(1, 2.5)
	gen[string]("a", "b")
	gen(1, "a")
	var g G
	var g2 G[int]
	g2.m("a")
	G[int]{}.pm()
	G[int].m(g2, 1)
	G[int].pm(g2)
	G.m()
	var e E = M1{}
	var e2 E = &M1{}
	e = 1
	e = "a"
	e = nil
	e = struct{}{}
	e = func() {}
	_, _ = e, e2
	_ = unsafe.Sizeof()
	_ = unsafe.Sizeof(1, 2)
	_ = unsafe.Offsetof(s)
	_ = unsafe.Offsetof(s.a)
	_ = unsafe.Offsetof(s.b)
	_ = unsafe.Foo
	_ = unsafe.Pointer(1)
	_ = unsafe.Slice(1, 2)
	_ = unsafe.String(1, 2)
	_ = unsafe.Add(1, 2)
	var n Num
	var n2 []Num2
	_ = n
	_ = n2
	gen2[Num](nil)
	gen3(s)
	gen3([]int{})
	_ = g
}
