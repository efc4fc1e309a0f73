// run

package main

import (
	"runtime"
	"time"
)

type T struct{ a [4]int }

//go:noinline
func mk() {
	runtime.SetFinalizer(&T{}, func(t *T) { panic("in fin") })
}
func main() {
	mk()
	runtime.GC()
	time.Sleep(50 * time.Millisecond)
}
