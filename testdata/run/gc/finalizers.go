// run

package main

import (
	"fmt"
	"runtime"
	"time"
)

type node struct {
	name string
	next *node
}

var kept *node

//go:noinline
func make3() {
	c := &node{"c", nil}
	b := &node{"b", c}
	a := &node{"a", b}
	for _, n := range []*node{a, b, c} {
		runtime.SetFinalizer(n, func(n *node) { fmt.Println("final", n.name) })
	}
}

//go:noinline
func resurrect() {
	n := &node{"r", nil}
	runtime.SetFinalizer(n, func(n *node) { kept = n; fmt.Println("kept") })
}

//go:noinline
func clean() {
	n := &node{"cl", nil}
	runtime.AddCleanup(n, func(s string) { fmt.Println("cleanup", s) }, "arg")
}

//go:noinline
func both() runtime.Cleanup {
	m := &node{"cl2", nil}
	c := runtime.AddCleanup(m, func(s int) { fmt.Println("never") }, 3)
	runtime.SetFinalizer(m, func(x any) { fmt.Printf("any %T\n", x) })
	return c
}

//go:noinline
func wrong(done chan bool) {
	n := &node{"w", nil}
	runtime.SetFinalizer(n, func(n *node) (int, error) { done <- true; return 1, nil })
}

func gc() {
	runtime.GC()
	time.Sleep(20 * time.Millisecond)
}

func main() {
	make3()
	for range 4 {
		gc()
	}
	resurrect()
	gc()
	fmt.Println(kept.name)
	kept = nil
	gc()
	clean()
	gc()
	c := both()
	c.Stop()
	gc()
	gc()
	done := make(chan bool)
	wrong(done)
	runtime.GC()
	fmt.Println(<-done, runtime.NumGoroutine())
	x := &node{"x", nil}
	runtime.SetFinalizer(x, func(*node) { fmt.Println("early") })
	gc()
	runtime.KeepAlive(x)
	runtime.SetFinalizer(x, nil)
	x = nil
	gc()
	fmt.Println("end")
}
