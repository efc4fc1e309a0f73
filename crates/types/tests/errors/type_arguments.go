package main

import "lib"
import "lib"
import foo "lib/other"
import . "lib/strs"
import _ "lib/strs"

func g[T any](x T) T              { return x }
func g2[T, U any](x T) U          { var u U; return u }
func num[T ~int | ~float64](x T) T { return x }
func cmp[T comparable](x, y T) bool { return x == y }
func sum[T any](x, y T) T          { return x + y }
func lt[T any](x, y T) bool        { return x < y }
func eq[T any](x, y T) bool        { return x == y }

type L[T any] struct{ v T }

func (l L[T]) get() T    { return l.v }
func (l *L[A]) set(a A)  { l.v = a }

type N interface{ ~int | ~string }
type Str interface{ String() string }

func str[T Str](t T) {}

type C[T comparable] struct{}

func main() {
	g(1, 2)
	g()
	g2(1)
	_ = g2[int](1)
	_ = g2[int, string]("a")
	_ = g[int, string](1)
	_ = num("a")
	_ = num[string]("a")
	_ = cmp([]int{}, []int{})
	_ = cmp(1, "a")
	_ = cmp(func() {}, nil)
	var l L
	var l2 L[int, string]
	var l3 L[int]
	l3.foo()
	l3.v = "a"
	var n N
	str(1)
	var c C[[]int]
	f := g
	var h func(int) string = g
	_ = g
	var k int[string]
	x := L[int]{v: "a"}
	_ = sum(1, 2.5)
	_ = sum(1, "a")
	g[int]("a")
	var e error = l3
	_ = e
	main[int]()
	undefined1[int]()
}
