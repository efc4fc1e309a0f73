// run

package main

import (
	"fmt"
)

type T struct{ v int }

func (t T) get() int   { return t.v + viaMethod }
func (t *T) pget() int { return viaPtr }

var (
	first      = T{1}.get()
	viaMethod  = note("viaMethod", 10)
	second     = (*T).pget(nil)
	viaPtr     = note("viaPtr", 20)
	third      = func() int { return viaClosure + 1 }()
	viaClosure = note("viaClosure", 30)
	fn         = indirect
	fourth     = fn()
	viaRef     = note("viaRef", 40)
	arr        = [...]int{p, q, r}
	p          = q + 1
	q          = r + 1
	r          = note("r", 1)
	m          = map[string]int{"a": z, "b": y}
	y          = note("y", 2)
	z          = note("z", 3)
	u, v       = v2, u2
	u2         = note("u2", 7)
	v2         = note("v2", 8)
	mv         = T{5}.get
)

func indirect() int { return viaRef }
func note(s string, n int) int {
	fmt.Print(s, " ")
	return n
}

func main() {
	fmt.Println()
	fmt.Println(first, second, third, fourth, arr, m, u, v, mv())
}
