// run

// Two small objects without pointers share a block, which lives as long as either: the first one of a program lies beside one that
// is never given up, so its finalizer does not run.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type file struct{ fd int }

func open(fd int) *file {
	f := &file{fd}
	runtime.SetFinalizer(f, func(f *file) { fmt.Println("closed", f.fd) })
	return f
}

func main() {
	fmt.Println(open(3).fd)
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	fmt.Println("the first one stays open")
}
