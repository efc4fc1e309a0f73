// run

package main

import (
	"fmt"
	"sort"
)

type num interface{ ~int | ~float64 }
type vec[T num] []T
type fn[T any] = func(T) T
type grid[T any] = [][]T
type strMap[V any] map[string]V
type either[L, R any] struct {
	l *L
	r *R
}

func left[L, R any](l L) either[L, R] { return either[L, R]{l: &l} }
func (e either[L, R]) fold(f func(L) string, g func(R) string) string {
	if e.l != nil {
		return f(*e.l)
	}
	return g(*e.r)
}
func (v vec[T]) dot(o vec[T]) (s T) {
	for i := range v {
		s += v[i] * o[i]
	}
	return
}
func (m strMap[V]) sorted() (out []string) {
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return
}
func flatten[T any](g grid[T]) (out []T) {
	for _, r := range g {
		out = append(out, r...)
	}
	return
}
func perms[T any](xs []T) [][]T {
	if len(xs) <= 1 {
		return [][]T{append([]T(nil), xs...)}
	}
	var out [][]T
	for i := range xs {
		rest := append(append([]T(nil), xs[:i]...), xs[i+1:]...)
		for _, p := range perms(rest) {
			out = append(out, append([]T{xs[i]}, p...))
		}
	}
	return out
}
func twice[T any](f fn[T]) fn[T] { return func(x T) T { return f(f(x)) } }

type visitor[R any] interface {
	num(float64) R
	add(a, b expr) R
}
type expr interface{ String() string }
type lit float64
type sum struct{ a, b expr }

func (l lit) String() string { return fmt.Sprint(float64(l)) }
func (s sum) String() string { return "(" + s.a.String() + "+" + s.b.String() + ")" }
func visit[R any](e expr, v visitor[R]) R {
	switch e := e.(type) {
	case lit:
		return v.num(float64(e))
	case sum:
		return v.add(e.a, e.b)
	}
	panic("bad")
}

type evaluator struct{}

func (evaluator) num(f float64) float64   { return f }
func (v evaluator) add(a, b expr) float64 { return visit[float64](a, v) + visit[float64](b, v) }

type depth struct{}

func (depth) num(float64) int     { return 1 }
func (d depth) add(a, b expr) int { return 1 + max(visit[int](a, d), visit[int](b, d)) }

func main() {
	fmt.Println(vec[int]{1, 2, 3}.dot(vec[int]{4, 5, 6}), vec[float64]{.5}.dot(vec[float64]{4}))
	fmt.Println(strMap[int]{"b": 1, "a": 2}.sorted(), flatten(grid[string]{{"a"}, {"b", "c"}}))
	fmt.Println(perms([]int{1, 2, 3}), len(perms([]string{"a", "b", "c", "d"})))
	fmt.Println(twice(func(s string) string { return s + "!" })("x"), twice(twice(func(i int) int { return i * 2 }))(1))
	e := left[int, string](5)
	fmt.Println(e.fold(func(i int) string { return fmt.Sprint("int ", i) }, func(s string) string { return s }))
	x := sum{lit(1), sum{lit(2), lit(3.5)}}
	fmt.Println(x, visit[float64](x, evaluator{}), visit[int](x, depth{}))
	fmt.Printf("%T %T %T\n", e, vec[int]{}, strMap[[]int]{})
}
