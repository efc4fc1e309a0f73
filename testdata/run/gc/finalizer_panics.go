// run

package main

import (
	"fmt"
	"runtime"
	"time"
)

type R struct{ p [3]int }

func main() {
	r := &R{}
	runtime.SetFinalizer(r, func(r *R) { panic(fmt.Sprint("boom in finalizer ", r.p)) })
	r = nil
	runtime.GC()
	time.Sleep(time.Second)
	fmt.Println("not reached")
}
