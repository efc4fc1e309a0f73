// run

package main

import (
	"fmt"
	"strconv"
)

func curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}
func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }
func memo[K comparable, V any](f func(K) V) func(K) V {
	m := map[K]V{}
	return func(k K) V {
		if v, ok := m[k]; ok {
			return v
		}
		v := f(k)
		m[k] = v
		return v
	}
}
func gen[T any](xs ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, x := range xs {
			c <- x
		}
	}()
	return c
}
func collect[T any](c <-chan T) (out []T) {
	for v := range c {
		out = append(out, v)
	}
	return
}
func seq[T any](xs []T) func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i, x := range xs {
			if !yield(i, x) {
				return
			}
		}
	}
}

type option[T any] func(*T)

func apply[T any](t *T, opts ...option[T]) *T {
	for _, o := range opts {
		o(t)
	}
	return t
}

type cfg struct{ a, b int }

func withA(n int) option[cfg] { return func(c *cfg) { c.a = n } }

type result[T any] struct {
	v   T
	err error
}

func try[T any](f func() T) (r result[T]) {
	defer func() {
		if e := recover(); e != nil {
			r.err = fmt.Errorf("%v", e)
		}
	}()
	r.v = f()
	return
}
func mix[T any](a T, b ...T) int { return len(b) }

func main() {
	add := curry(func(a int, b string) string { return fmt.Sprint(a, b) })
	fmt.Println(add(1)("x"))
	fmt.Println(compose(strconv.Itoa, func(s string) int { return len(s) })(12345))
	calls := 0
	var fib func(int) int
	fib = memo(func(n int) int {
		calls++
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(50), calls)
	fmt.Println(collect(gen("a", "b")), collect(gen[int]()))
	for i, v := range seq([]string{"p", "q"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println(*apply(&cfg{}, withA(3), func(c *cfg) { c.b = 4 }))
	fmt.Println(try(func() int { return 5 }), try(func() string { panic("no") }).err)
	fmt.Println(mix(1, 2, 3), mix(1.5, 2), mix[any](1, "a", nil))
	fmt.Printf("%T %T\n", try[int], result[map[string]int]{})
	type local[T any] struct{ x T }
	fmt.Printf("%T %v\n", local[int]{1}, local[[]string]{})
}
