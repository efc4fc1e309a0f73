// run

package main

import (
	"fmt"
	"path/filepath"
	"runtime"
)

type T struct{}

func (T) m() { trace() }
func trace() {
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
	for i := 0; i < 5; i++ {
		pc, file, line, ok := runtime.Caller(i)
		if !ok {
			fmt.Println(i, ok)
			continue
		}
		fmt.Println(i, runtime.FuncForPC(pc).Name(), filepath.Base(file), line, ok)
	}
}
func main() {
	func() { T{}.m() }()
}
