// check

package main

import (
	"fmt"
)

type T struct{}
type P *T
type I interface{}

func (t T) a()   {}
func (t *T) a()  {}
func (i I) m()   {}
func (p P) m()   {}
func (int) m()   {}
func (t **T) m() {}
func (t U) m()   {}
func (t []T) m() {}
func (T) f()     {}

type S struct{ f int }

func (S) f() {}
func (fmt.Stringer) m() {}
func main() {
	T.nope()
	var t T
	t.a(1)
	x := t.a
	x = 5
}
