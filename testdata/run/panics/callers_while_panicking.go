// run

package main

import (
	"fmt"
	"runtime"
)

func show() {
	var pcs [20]uintptr
	n := runtime.Callers(1, pcs[:])
	fs := runtime.CallersFrames(pcs[:n])
	for {
		f, more := fs.Next()
		fmt.Println("  ", f.Function, f.Line)
		if !more {
			break
		}
	}
}

func try(f func()) {
	defer func() {
		recover()
		show()
	}()
	f()
}

var p *struct{ x int }
var a []int
var e any = 1
var z = 0

//go:noinline
func idx(i int) int { return a[i] }

func main() {
	try(func() { panic("x") })
	try(func() { idx(3) })
	try(func() { p.x = 1 })
	try(func() { _ = e.(string) })
	try(func() { fmt.Println(1 / z) })
}
