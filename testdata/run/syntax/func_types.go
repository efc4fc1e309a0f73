// run

package main

import (
	"fmt"
)

type op func(a, b int) int

func (o op) twice(a, b int) int { return o(o(a, b), b) }

type handler interface{ handle(string) string }
type handlerFunc func(string) string

func (f handlerFunc) handle(s string) string { return f(s) }

func apply(f func(int, int) int, xs ...int) int {
	acc := xs[0]
	for _, x := range xs[1:] {
		acc = f(acc, x)
	}
	return acc
}
func multi() (a, b int, err error)        { a, b = 1, 2; return }
func named(a, b int, s string) (r string) { r = fmt.Sprint(a, b, s); return r + "!" }
func maker() func() func() int {
	return func() func() int { n := 0; return func() int { n++; return n } }
}
func unnamed(int, string) bool              { return true }
func blank(_ int, _ string, b int) int      { return b }
func variadic(pre string, xs ...any) string { return fmt.Sprint(pre, len(xs), xs == nil, xs) }

func main() {
	add := op(func(a, b int) int { return a + b })
	fmt.Println(add.twice(1, 5), apply(add, 1, 2, 3, 4), apply(func(a, b int) int { return a * b }, 2, 3, 4))
	fmt.Println(multi())
	fmt.Println(named(1, 2, "x"), maker()()(), unnamed(1, ""), blank(1, "", 3))
	var h handler = handlerFunc(func(s string) string { return "<" + s + ">" })
	fmt.Println(h.handle("q"))
	fmt.Println(variadic("a"), variadic("b", 1, 2), variadic("c", []any{3, 4}...), variadic("d", nil), variadic("e", nil...))
	var f func()
	fmt.Println(f == nil)
	f = func() { fmt.Println("called") }
	f()
	fmt.Printf("%T %T %T %T\n", add, multi, apply, maker)
	table := map[string]op{"+": add, "-": func(a, b int) int { return a - b }}
	fmt.Println(table["+"](3, 4), table["-"](3, 4))
	fmt.Println(fmt.Sprint(multi()))
}
