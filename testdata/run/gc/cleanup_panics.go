// run

package main

import (
	"runtime"
	"time"
)

type R struct{ p [3]int }

func main() {
	r := &R{}
	runtime.AddCleanup(r, func(s string) { panic(s) }, "cleanup boom")
	r = nil
	runtime.GC()
	time.Sleep(time.Second)
}
