// run

package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

func describe[T any](v T) string {
	switch x := any(v).(type) {
	case int, int8:
		return fmt.Sprintf("int-like %v", x)
	case string:
		return "string " + x
	case []T:
		return "slice of T"
	case fmt.Stringer:
		return "stringer " + x.String()
	case nil:
		return "nil"
	case error:
		return "error " + x.Error()
	}
	return fmt.Sprintf("%T", v)
}
func isZero[T comparable](v T) bool { var z T; return v == z }
func coalesce[T comparable](xs ...T) (z T) {
	for _, x := range xs {
		if x != z {
			return x
		}
	}
	return
}
func ternary[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}
func ptrOr[T any](p *T, d T) T {
	if p == nil {
		return d
	}
	return *p
}
func cast[T any](v any) (T, bool) { x, ok := v.(T); return x, ok }
func makeSlice[T any](n int, f func(int) T) []T {
	s := make([]T, n)
	for i := range s {
		s[i] = f(i)
	}
	return s
}
func lenOf[T ~string | ~[]byte](x T) int { return len(x) }
func first[T any, S ~[]T](s S) (v T, ok bool) {
	for _, v = range s {
		return v, true
	}
	return
}
func chans[T any](n int, xs ...T) chan T {
	c := make(chan T, n)
	for _, x := range xs {
		c <- x
	}
	close(c)
	return c
}
func array[T any](v T) [3]T                                { return [3]T{v, v} }
func nested[K comparable, V any](k K, v V) map[K][]map[K]V { return map[K][]map[K]V{k: {{k: v}}} }
func fnOf[T any](v T) func() T                             { return func() T { return v } }

type dur time.Duration

func main() {
	fmt.Println(describe(1), describe("x"), describe(time.Second), describe[error](nil), describe(errors.New("e")), describe([]int{}), describe(2.5), describe(int8(3)))
	fmt.Println(isZero(0), isZero("a"), isZero(struct{ a int }{}), isZero[any](nil), isZero(time.Duration(0)), isZero([2]string{"", "x"}))
	fmt.Println(coalesce("", "b", "c"), coalesce(0, 0), ternary(true, 1, 2), ternary[any](false, 1, "s"), ptrOr(nil, 5), ptrOr(new(int), 5))
	fmt.Println(cast[int]("x"))
	fmt.Println(cast[string]("x"))
	fmt.Println(cast[fmt.Stringer](time.Second))
	fmt.Println(makeSlice(3, func(i int) string { return strings.Repeat("*", i) }), lenOf("héy"), lenOf([]byte{1}))
	fmt.Println(first([]int{7}))
	fmt.Println(first[string]([]string(nil)))
	for v := range chans(3, 1.5, 2) {
		fmt.Print(v, " ")
	}
	fmt.Println(array("z"), nested("k", 1), fnOf(dur(5))())
	fmt.Printf("%T %T %T %T\n", array(1), nested(1, true), fnOf[any], chans[[]int])
}
