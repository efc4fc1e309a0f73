// run

package main

import (
	"fmt"
	"runtime"
	"time"
)

type N struct {
	name string
	next *N
}

func main() {
	log := make(chan string, 10)
	func() {
		b := &N{name: "b"}
		a := &N{name: "a", next: b}
		runtime.SetFinalizer(a, func(n *N) { log <- n.name })
		runtime.SetFinalizer(b, func(n *N) { log <- n.name })
	}()
	for i := 0; i < 4; i++ {
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println(<-log, <-log)
	func() {
		x, y := &N{name: "x"}, &N{name: "y"}
		x.next, y.next = y, x
		runtime.SetFinalizer(x, func(n *N) { log <- n.name })
	}()
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	fmt.Println(len(log))
}
