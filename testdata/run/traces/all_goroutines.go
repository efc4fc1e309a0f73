// run

package main

import (
	"runtime/debug"
	"time"
)

func main() {
	debug.SetTraceback("all")
	go func() { select {} }()
	time.Sleep(10 * time.Millisecond)
	panic("x")
}
