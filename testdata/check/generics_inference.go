// check

package main

func f[T any](a T) T            { return a }
func g[T any]() T               { var z T; return z }
func h[K comparable, V any](K)  {}
func s[T ~int | ~string](T)     {}
func p[T any](a, b T)           {}

type L[T any] struct{ v T }

func main() {
	g()
	f[int]("a")
	f[int, int](1)
	h(1)
	h[[]int, int](nil)
	s(1.5)
	s[float64](1)
	p(1, "a")
	var l L
	var m L[int, string]
	_ = L[int]{"a"}
	_ = f
	x := f
	_, _, _ = l, m, x
}
