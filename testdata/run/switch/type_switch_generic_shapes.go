// run

package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

type num interface{ val() float64 }
type i int
type f float64
type pair[T any] struct{ a, b T }
type fn func() num

func (x i) val() float64       { return float64(x) }
func (x f) val() float64       { return float64(x) }
func (p pair[T]) val() float64 { return 2 }

func kind(v any) string {
	switch t := v.(type) {
	case i, f:
		return fmt.Sprintf("num %T %v", t, t.(num).val())
	case pair[int]:
		return fmt.Sprint("pair int ", t.a+t.b)
	case pair[string]:
		return "pair string " + t.a + t.b
	case num:
		return fmt.Sprintf("other num %T", t)
	case fn:
		return "fn " + kind(t())
	case func() num:
		return "func " + kind(t())
	case []any:
		var s []string
		for _, e := range t {
			s = append(s, kind(e))
		}
		return "[" + strings.Join(s, "; ") + "]"
	case map[string]any:
		return fmt.Sprint("map of ", len(t), " ", kind(t["x"]))
	case **int:
		return fmt.Sprint("ptr ptr ", **t)
	case chan<- int:
		return "send chan"
	case <-chan int:
		return "recv chan"
	case struct{}:
		return "empty"
	case interface{ Error() string }:
		return "err " + t.Error()
	case error:
		return "unreachable"
	case any:
		return fmt.Sprintf("any %T", t)
	default:
		return "nil"
	}
}

type visitorFn func(node any) (visit bool)

func walk(n any, v visitorFn) {
	if !v(n) {
		return
	}
	switch n := n.(type) {
	case []any:
		for _, c := range n {
			walk(c, v)
		}
	case map[string]any:
		keys := make([]string, 0, len(n))
		for k := range n {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			walk(n[k], v)
		}
	case *any:
		walk(*n, v)
	}
}

func main() {
	x := 5
	p := &x
	for _, v := range []any{i(1), f(2.5), pair[int]{1, 2}, pair[string]{"a", "b"}, pair[bool]{}, fn(func() num { return i(7) }), func() num { return f(1) },
		[]any{i(1), nil, "s"}, map[string]any{"x": []any{}}, &p, make(chan<- int), (<-chan int)(make(chan int)), struct{}{}, errors.New("boom"), nil, 'x', p == nil, [0]int{}} {
		fmt.Println(kind(v))
	}
	var nested any = []any{1, map[string]any{"b": 2, "a": []any{3}}, "skip"}
	sum, depth := 0, 0
	walk(&nested, func(n any) bool {
		depth++
		switch n := n.(type) {
		case int:
			sum += n
		case string:
			return false
		}
		return true
	})
	fmt.Println(sum, depth)
}
