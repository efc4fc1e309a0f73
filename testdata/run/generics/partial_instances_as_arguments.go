// run

// Generic functions with some of their type arguments as arguments of calls.
package main

import (
	"fmt"
	"slices"
	"strings"
)

func Equal[S ~[]E, E comparable](s1, s2 S) bool { return slices.Equal(s1, s2) }

func Map[S ~[]E, E, F any](s S, f func(E) F) []F {
	var out []F
	for _, x := range s {
		out = append(out, f(x))
	}
	return out
}

func Pair[A, B any](a A, b B) string { return fmt.Sprintf("%T %T", a, b) }

func Keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

func apply[T, R any](x T, f func(T) R) R          { return f(x) }
func two[A, B, R any](a A, b B, f func(A, B) R) R { return f(a, b) }
func same[T any](a, b T, eq func(T, T) bool) bool { return eq(a, b) }
func each[E, R any](s []E, f func(E) R) (out []R) {
	for _, x := range s {
		out = append(out, f(x))
	}
	return
}

func chunks[Slice ~[]E, E comparable](s1, s2 []Slice) bool {
	return slices.EqualFunc(s1, s2, slices.Equal[Slice]) && slices.EqualFunc(s1, s2, Equal[Slice])
}

type names []string

func main() {
	x := [][]int{{1, 2}, {3}}
	fmt.Println(chunks(x, x), chunks([]names{{"a"}}, []names{{"b"}}))
	fmt.Println(slices.EqualFunc(x, x, Equal[[]int]), same(names{"a"}, names{"a"}, Equal[names]))
	fmt.Println(apply(map[string]int{"a": 1}, Keys[map[string]int]))
	fmt.Println(two([]int{1, 2}, func(i int) string { return strings.Repeat("x", i) }, Map[[]int]))
	fmt.Println(two([]int{1, 2}, func(i int) float64 { return float64(i) / 4 }, Map[[]int, int]))
	fmt.Println(two(1, "s", Pair[int]), two(1, "s", Pair))
	fmt.Println(each([]map[string]bool{{"a": true}, nil}, Keys[map[string]bool]))
	fmt.Println(slices.IndexFunc(x, func(s []int) bool { return slices.Contains(s, 3) }), slices.CompactFunc(x, slices.Equal[[]int]))
}
