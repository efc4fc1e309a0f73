// run

package main

import (
	"fmt"
	"strings"
)

type number interface {
	~int | ~int64 | ~float64
}

func sum[T number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}
func mapf[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}
func filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, e := range s {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}
func reduce[T, A any](xs []T, init A, f func(A, T) A) A {
	for _, x := range xs {
		init = f(init, x)
	}
	return init
}
func keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }
func ptr[T any](v T) *T                             { return &v }
func zero[T any]() T                                { var z T; return z }
func index[T comparable](xs []T, x T) int {
	for i, v := range xs {
		if v == x {
			return i
		}
	}
	return -1
}
func typeName[T any](T) string { var z T; return fmt.Sprintf("%T", z) }

type myInt int
type ids []myInt

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2), sum[myInt](1, 2), sum[float64]())
	fmt.Println(mapf([]int{1, 2}, func(i int) string { return fmt.Sprint(i, "!") }), mapf([]string{"a"}, strings.ToUpper))
	f := filter(ids{1, 2, 3, 4}, func(i myInt) bool { return i%2 == 0 })
	fmt.Printf("%T %v\n", f, f)
	fmt.Println(reduce([]string{"a", "bb"}, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Println(keys(map[string]int{"a": 1}), *ptr(5), *ptr("x"), zero[int](), zero[*int]() == nil, zero[[2]string]())
	fmt.Println(index([]string{"a", "b"}, "b"), index([]any{1, "a"}, any("a")), index([][2]int{{1, 2}}, [2]int{1, 2}))
	fmt.Println(typeName(1), typeName("x"), typeName([]int{}), typeName(myInt(1)), typeName(struct{ a int }{}))
	g := sum[int]
	fmt.Printf("%T %d\n", g, g(4, 5))
	h := mapf[int, float64]
	fmt.Println(h([]int{1}, func(i int) float64 { return float64(i) / 2 }))
	var op func(...float64) float64 = sum
	fmt.Println(op(1, 2.5))
}
