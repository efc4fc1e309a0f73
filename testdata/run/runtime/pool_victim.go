// run

package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(-1)
	p := sync.Pool{New: func() any { return "new" }}
	p.Put("x")
	runtime.GC()
	fmt.Println(p.Get())
	p.Put("y")
	runtime.GC()
	runtime.GC()
	fmt.Println(p.Get())
}
