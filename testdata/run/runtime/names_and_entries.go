// run

// What runtime.Caller and FuncForPC say of methods, literals, literals in literals, generic functions.
package main

import (
	"fmt"
	"path/filepath"
	"runtime"
)

type T struct{}
type G[V any] struct{ v V }

func (T) Val()       { where() }
func (*T) Ptr()      { where() }
func (g G[V]) M()    { where() }
func (g *G[V]) P()   { func() { where() }() }
func Gen[A any](a A) { where(); func() { where() }() }
func where() {
	pc, file, line, ok := runtime.Caller(1)
	f := runtime.FuncForPC(pc)
	fl, ln := f.FileLine(f.Entry())
	fmt.Println(f.Name(), filepath.Base(file), line, ok, filepath.Base(fl), ln)
}

type I interface{ Val() }

var v = func() int { where(); return 1 }()

func init() { where() }
func main() {
	where()
	func() { where(); func() { where() }() }()
	T{}.Val()
	(&T{}).Ptr()
	var i I = T{}
	i.Val()
	m := T{}.Val
	m()
	e := (*T).Ptr
	e(&T{})
	G[int]{}.M()
	(&G[string]{}).P()
	Gen(1)
	Gen("x")
	defer where()
	defer func() { where() }()
	done := make(chan bool)
	go func() { defer close(done); where() }()
	<-done
	for _, f := range []func(){where, T{}.Val, main, func() {}, Gen1} {
		_ = f
	}
	pcs := make([]uintptr, 10)
	n := runtime.Callers(0, pcs)
	fr := runtime.CallersFrames(pcs[:n])
	for {
		f, more := fr.Next()
		fmt.Println(f.Function, filepath.Base(f.File), f.Line)
		if !more {
			break
		}
	}
	fmt.Println(runtime.FuncForPC(0) == nil)
}
func Gen1() {}
