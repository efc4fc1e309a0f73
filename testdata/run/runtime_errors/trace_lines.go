// run

package main

import (
	"fmt"
	"runtime"
)

// where prints the function and line of its caller's caller.
func where() {
	pcs := make([]uintptr, 1)
	runtime.Callers(3, pcs)
	f, _ := runtime.CallersFrames(pcs).Next()
	fmt.Println(f.Function, f.Line)
}

type T struct{ n int }

func (t T) A(x ...int) T { where(); return t }
func (t *T) B() *T       { where(); return t }
func f(x ...int) int     { where(); return 1 }

type I interface{ A(...int) T }

func main() {
	t := T{1}
	t.
		A().
		A(
			1,
			2,
		).
		A()
	p := &t
	p.
		B().
		B()
	f(
		f(),
		f(
			1),
	)
	var i I = t
	i.
		A(
			1)
	_ = f() +
		f()
	_ = []int{
		f(),
		f(),
	}
	func() {
		f()
	}()
	defer func() {
		f()
	}()
	if f() == 1 &&
		f() == 1 {
		f()
	}
	switch f() {
	case f(),
		f():
	}
	for i := f(); i < f()+1; i += f() {
		if i > 0 {
			break
		}
	}
}
