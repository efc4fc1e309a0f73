// run

package main

import (
	"errors"
	"fmt"
	"time"
)

type E int
type pt struct{ X, Y float64 }
type all struct {
	B  bool
	I8 int8
	U  uint
	F  float32
	C  complex64
	S  string
	R  rune
	By byte
	Sl []byte
	Ar [2]string
	M  map[string]pt
	P  *pt
	Fn func()
	A  any
	E  E
	St struct{ Z int }
	er error
}

func main() {
	v := all{S: "q\"\t", Sl: []byte("hi"), M: map[string]pt{"k": {1, 2.5}}, A: E(3), E: 4}
	fmt.Printf("%#v\n", v)
	fmt.Printf("%#v %#v %#v %#v\n", []string{"a"}, []E{1}, []pt{{1, 2}}, [][]string{{"x"}, nil})
	fmt.Printf("%#v %#v %#v\n", map[E]string{2: "b", 1: "a"}, map[pt]int{{1, 2}: 3}, []any{E(1), nil, "x", []int(nil)})
	fmt.Printf("%#v %#v %#v %#v %#v\n", 1.0, 1e6, 1e21, float32(2.5), 0.1)
	fmt.Printf("%#v %#v %#v %#v\n", "a`b", `x\y`, 'x', byte('x'))
	fmt.Printf("%#v %#v %#v\n", struct{}{}, [0]int{}, struct {
		a int `json:"x"`
		b any
	}{1, true})
	fmt.Printf("%#v %#v %#v\n", true, 1+2i, errors.New("e") == nil)
	fmt.Printf("%#v %#v\n", time.Duration(5), []time.Duration{1})
	fmt.Printf("%#v %#v %#v\n", (*pt)(nil), (func())(nil), (chan int)(nil))
	fmt.Printf("%#v %#v\n", &pt{1, 2}, &[]pt{{}})
	fmt.Printf("%#x %#o %#q %#U %#b %#e %#.3g\n", 255, 8, "x", 'é', 5, 1.0, 1.0)
	fmt.Printf("%#8x|%-#8x|%#08x|%#x|%# x\n", 255, 255, 255, "hi", "hi")
	fmt.Printf("%T %T %T %T\n", v.Fn, v.M, v.St, struct {
		a int `json:"x"`
		E
	}{})
}
