// check

package main

import (
	"fmt"
)

type T struct{}
type P *T
type I interface{}

func (t T) a()   {}
func (T) f()     {}

type S struct{ f int }

func main() {
	var t T
	t.a(1)
	x := t.a
	x = 5
}
