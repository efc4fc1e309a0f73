// run

package main

import (
	"fmt"
	"path"
	"runtime"
)

type frame uintptr

func (f frame) pc() uintptr { return uintptr(f) - 1 }
func (f frame) line() int {
	fn := runtime.FuncForPC(f.pc())
	if fn == nil {
		return 0
	}
	_, line := fn.FileLine(f.pc())
	return line
}
func (f frame) name() string { return runtime.FuncForPC(f.pc()).Name() }
func (f frame) file() string {
	file, _ := runtime.FuncForPC(f.pc()).FileLine(f.pc())
	return path.Base(file)
}

func callers(skip int) []uintptr {
	var pcs [16]uintptr
	n := runtime.Callers(skip, pcs[:])
	return pcs[:n]
}

func New(skip int) []uintptr { return callers(skip) }

func wrap(skip int) []uintptr { return New(skip) }

func show(pcs []uintptr) {
	for _, pc := range pcs {
		f := frame(pc)
		fmt.Println(" ", f.name(), f.line(), f.file())
	}
	fs := runtime.CallersFrames(pcs)
	for {
		f, more := fs.Next()
		fmt.Println("  F", f.Function, f.Line)
		if !more {
			break
		}
	}
}

func main() {
	for skip := 0; skip < 7; skip++ {
		fmt.Println(skip)
		show(wrap(skip))
	}
	func() {
		fmt.Println("closure")
		show(wrap(3))
		defer func() {
			recover()
			show(wrap(1))
		}()
		panic(1)
	}()
}
