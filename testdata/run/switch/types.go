// run

package main

import (
	"fmt"
	"strings"
)

type shape interface{ area() float64 }
type sq struct{ s float64 }
type circ struct{ r float64 }
type myErr string
type num int

func (s sq) area() float64    { return s.s * s.s }
func (c *circ) area() float64 { return 3 * c.r * c.r }
func (e myErr) Error() string { return string(e) }

func kind(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("int-ish %v", x)
	case num:
		return fmt.Sprint("num ", x+1)
	case string:
		return "string " + x + x
	case []int:
		return fmt.Sprint("slice ", len(x))
	case [2]int:
		return fmt.Sprint("array ", x[1])
	case map[string]int:
		return fmt.Sprint("map ", x["a"])
	case func(int) int:
		return fmt.Sprint("func ", x(4))
	case *int:
		return fmt.Sprint("ptr ", *x)
	case chan int:
		return fmt.Sprint("chan ", cap(x))
	case shape:
		return fmt.Sprint("shape ", x.area())
	case error:
		return "error " + x.Error()
	case struct{ a int }:
		return fmt.Sprint("anon ", x.a)
	case bool:
		if x {
			return "T"
		}
		return "F"
	case interface{ Len() int }:
		return fmt.Sprint("len ", x.Len())
	default:
		return fmt.Sprintf("other %T", x)
	}
}

func main() {
	n := 7
	for _, v := range []any{nil, 1, int64(2), num(3), "s", []int{1}, [2]int{1, 5}, map[string]int{"a": 4},
		func(i int) int { return i * i }, &n, make(chan int, 3), sq{2}, &circ{1}, circ{1}, myErr("e"), struct{ a int }{6},
		true, uint8(1), 2.5, strings.NewReader("abc"), (*circ)(nil) == nil, [3]int{}, struct{}{}} {
		fmt.Println(kind(v))
	}
	var s shape = sq{3}
	switch t := s.(type) {
	case sq:
		t.s = 10
		fmt.Println(t.s, s.area())
	case *circ:
		fmt.Println(t.r)
	}
	switch s.(type) {
	case fmt.Stringer:
		fmt.Println("stringer")
	default:
		fmt.Println("plain")
	}
	switch x := any(n); y := x.(type) {
	case int:
		fmt.Printf("%T %v\n", y, y)
	}
	var nilShape shape
	switch nilShape.(type) {
	case nil:
		fmt.Println("nil shape")
	}
	switch any((*int)(nil)).(type) {
	case nil:
		fmt.Println("untyped")
	case *int:
		fmt.Println("typed nil")
	}
}
