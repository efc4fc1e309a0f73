// check

//go:build go1.21

package main

type inner struct{ A int }
type outer struct {
	inner
	B int
}

type list[T any] []T
type alias[T any] = []T

func (l list[T]) mapped[U any](f func(T) U) []U { return nil }

func pairs(yield func(int, string) bool) {}

func main() {
	for i := range 10 {
		_ = i
	}
	n := 3
	for range n {
	}
	for k, v := range pairs {
		_, _ = k, v
	}
	_ = outer{A: 1, B: 2}
	_ = new(n + 1)
	_ = min(1, n)
	clear([]int{})
}
