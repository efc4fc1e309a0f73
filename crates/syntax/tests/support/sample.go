//go:build vole

// Package sample uses most of Go's syntax.
package sample

import (
	"fmt"
	str "strings"
	. "math"
	_ "os"
)

const (
	A, B = iota, "b" + `raw
string`
	C, D
)

const Big uint64 = 1<<64 - 1

var (
	x, y   int = 0x_1F, 0b101
	z          = 1.5e-3 + 2i + 0x1p-2 + 'a' + '\u00e9'
	m          = map[string][]int{"a": {1, 2}, "b": nil}
	matrix     = [...][2]float64{{1, 2}, 1: {3, 4}}
	ch         chan<- (<-chan int)
	fn         func(int, ...string) (n int, err error)
)

type (
	Point struct {
		X, Y float64 `json:"x"`
		*fmt.Stringer
		str.Builder
		inner struct{ a, b int }
	}
	Number interface {
		~int | ~int64 | float64
		fmt.Stringer
		Less(than Number) bool
	}
	List[T any] struct {
		head *node[T]
		size int
	}
	node[T any] struct {
		value T
		next  *node[T]
	}
	Pair[K comparable, V any] struct{ Key K; Value V }
	Alias = Pair[string, []int]
	Array [A + 4]int
)

//go:noinline
func (l *List[T]) Each(yield func(T) bool) {
	for n := l.head; n != nil; n = n.next {
		if !yield(n.value) {
			return
		}
	}
}

func Map[T, U any](in []T, f func(T) U) (out []U) {
	for _, v := range in {
		out = append(out, f(v))
	}
	return
}

func (p Point) Convert[T Number](t T) T { return t }

func control(args ...any) (result int, err error) {
outer:
	for i, j := 0, len(args)-1; i < j; i, j = i+1, j-1 {
		switch v := args[i].(type) {
		case nil:
			continue outer
		case interface{ Error() string }:
			break outer
		default:
			_ = v
		}
		switch i {
		case 1:
			fallthrough
		default:
		}
	}
	for range 10 {
		x++
		y--
	}
	for k := range m {
		delete(m, k)
	}
	if n, ok := args[0].(int); !ok {
		for {
			goto done
		done:
		}
	} else if n > 3 && n&^1 == 2 || n<<2 >= -n%5 {
		result = n
	} else {
		result, err = fn(n, str.Fields("a b")...)
	}
	select {
	case v, ok := <-make(chan int):
		_, _ = v, ok
	case ch <- nil:
	default:
	}
	switch x := Sqrt(2); {
	case x < 1.5, x > 3:
		x *= 2
		x, y = float64(y), int(x)
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	go control(args[1:]...)
	var local [3]struct{ a int }
	local[0].a |= 1
	s := args[1:2:3]
	p := &Point{X: 1, Y: -(*new(float64))}
	f := (*Point).String
	_ = Map[int, string](nil, func(i int) string { return fmt.Sprint(i, s, p, f) })
	{
		type T = Pair[int, func(a, b int) bool]
		const c = len([10]T{}) ^ 3
	}
	return <-make(<-chan int), nil
}
