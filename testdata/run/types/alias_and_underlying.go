// run

package main

import (
	"fmt"
)

type A = int
type B = []A
type C = map[string]B
type D = struct{ X A }
type E = func(A) B
type F = error
type G = *D
type named D
type H = named

func (n named) get() int { return n.X }

func take(b []int) int   { return len(b) }
func ret() (e F)         { return fmt.Errorf("alias error") }
func gen[T any](v T) []T { return []T{v} }

type GA[T any] = map[string]T

func main() {
	var a A = 5
	var i int = a
	b := B{1, 2, a}
	c := C{"k": b}
	d := D{X: 3}
	var e E = func(n A) B { return make(B, n) }
	var g G = &d
	h := H{X: 9}
	fmt.Println(i, take(b), c, d, len(e(4)), g.X, h.get(), ret())
	fmt.Printf("%T %T %T %T %T %T %T\n", a, b, c, d, e, g, h)
	var s struct{ X int } = d
	n := named(s)
	n = s
	fmt.Println(n.get(), s == d, named(d) == n)
	ga := GA[bool]{"t": true}
	fmt.Printf("%T %v %T\n", ga, ga, gen(ga))
	var x interface{} = d
	_, ok := x.(struct{ X int })
	_, ok2 := x.(named)
	fmt.Println(ok, ok2)
	var any1 any = any(1)
	var r rune = 'x'
	var i32 int32 = r
	var by byte = 1
	var u8 uint8 = by
	fmt.Println(any1, i32, u8)
}
