// run

package main

import (
	"fmt"
	"strconv"
	"sync"
)

type iterator[T any] func(yield func(T) bool)

func rangeOf(n int) iterator[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}
func (it iterator[T]) filter(f func(T) bool) iterator[T] {
	return func(yield func(T) bool) {
		for v := range it {
			if f(v) && !yield(v) {
				return
			}
		}
	}
}
func (it iterator[T]) take(n int) iterator[T] {
	return func(yield func(T) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range it {
			if !yield(v) {
				return
			}
			if i++; i == n {
				return
			}
		}
	}
}
func mapIt[T, U any](it iterator[T], f func(T) U) iterator[U] {
	return func(yield func(U) bool) {
		for v := range it {
			if !yield(f(v)) {
				return
			}
		}
	}
}
func toSlice[T any](it iterator[T]) (out []T) {
	for v := range it {
		out = append(out, v)
	}
	return
}
func clamp[T int | float64](v, lo, hi T) T { return min(max(v, lo), hi) }
func abs[T ~int | ~float64](v T) T {
	if v < 0 {
		return -v
	}
	return v
}
func equal[T comparable](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

type atomicLike[T any] struct {
	v  T
	mu sync.RWMutex
}

func (a *atomicLike[T]) update(f func(T) T) T {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.v = f(a.v)
	return a.v
}

func main() {
	fmt.Println(toSlice(mapIt(rangeOf(20).filter(func(i int) bool { return i%3 == 0 }).take(4), func(i int) string { return fmt.Sprint("n", i) })))
	fmt.Println(clamp(15, 0, 10), clamp(-1.5, -1, 1), abs(-3), abs(2.5))
	fmt.Println(equal([]int{1}, []int{1}), equal([]any{1, "a"}, []any{1, "b"}), equal[string](nil, []string{}))
	fmt.Println(must(strconv.Atoi("12")))
	var a atomicLike[map[string]int]
	a.update(func(m map[string]int) map[string]int { return map[string]int{"x": 1} })
	fmt.Println(a.update(func(m map[string]int) map[string]int { m["x"]++; return m }))
	defer func() { fmt.Println("panic:", recover()) }()
	must(strconv.Atoi("zz"))
}
