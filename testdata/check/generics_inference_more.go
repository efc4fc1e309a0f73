// check

package main

func f[T any](a T) T            { return a }
func g[T any]() T               { var z T; return z }
func h[K comparable, V any](K)  {}
func s[T ~int | ~string](T)     {}
func p[T any](a, b T)           {}

type L[T any] struct{ v T }

func main() {
	var m L[int, string]
	_ = L[int]{"a"}
	_ = f
	x := f
	_, _, _ = l, m, x
}
