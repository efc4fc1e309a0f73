// run

package main

import (
	"fmt"
	"os"
)

type k struct {
	a int
	b string
	c any
}
type e struct{}

func main() {
	var a, b any = 1, 1
	fmt.Println(a == b, a == 1, a == int64(1), a == "1", a != nil, any(nil) == nil)
	a, b = k{1, "x", 2.5}, k{1, "x", 2.5}
	fmt.Println(a == b, a == any(k{1, "x", 2}), a == any(k{1, "y", 2.5}))
	var err error
	var p *os.PathError
	fmt.Println(err == nil, p == nil, error(p) == nil)
	x, y := 1, 1
	fmt.Println(&x == &x, &x == &y, any(&x) == any(&x))
	c1, c2 := make(chan int), make(chan int)
	c3 := c1
	fmt.Println(c1 == c2, c1 == c3, (<-chan int)(c1) == c3)
	fmt.Println([2]any{1, "a"} == [2]any{1, "a"}, [2]any{1, nil} == [2]any{1, 0})
	m := map[any]string{1: "int", int8(1): "int8", "1": "string", 1.0: "float", k{}: "struct", [1]int{1}: "array", nil: "nil", true: "bool", 'a': "rune"}
	fmt.Println(m[1], m[int8(1)], m["1"], m[1.0], m[k{}], m[[1]int{1}], m[nil], m[true], m['a'], m[int32(97)], m[uint(1)] == "")
	var s fmt.Stringer
	fmt.Println(s == nil, any(s) == nil, any(e{}) == any(e{}))
	fmt.Println("abc" < "abd", "Z" < "a", "é" > "z", "" < "\x00")
	var f func()
	var sl []int
	var mm map[int]int
	fmt.Println(f == nil, sl == nil, mm == nil, []int{} == nil, len(sl), len(mm))
	fmt.Println(complex(1, 2) == complex(1, 2.0), true != false)
	type T = struct{ n int }
	fmt.Println(T{1} == struct{ n int }{1})
}
