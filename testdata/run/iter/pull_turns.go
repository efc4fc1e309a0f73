// run

package main

import (
	"fmt"
	"iter"
	"runtime"
)

func numbers(n int, trace bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		if trace {
			defer fmt.Println("  ended")
		}
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	f()
	fmt.Println(name, "returns")
}

func main() {
	before := runtime.NumGoroutine()
	extra := func() int { return runtime.NumGoroutine() - before }
	next, stop := iter.Pull(numbers(3, true))
	fmt.Println("made", extra())
	for {
		v, ok := next()
		fmt.Println(v, ok, extra())
		if !ok {
			break
		}
	}
	stop()
	fmt.Println(next())

	next, stop = iter.Pull(numbers(3, true))
	fmt.Println(next())
	stop()
	fmt.Println("stopped", extra())
	_, stop = iter.Pull(numbers(3, true))
	stop()
	fmt.Println("never asked", extra())

	// The iterator keeps its yield function, and calls it at the wrong time.
	var kept func(int) bool
	next, stop = iter.Pull(func(yield func(int) bool) {
		kept = yield
		yield(1)
	})
	fmt.Println(next())
	try("yield outside", func() { kept(2) })
	stop()
	fmt.Println(kept(3))

	var inner func() (int, bool)
	inner, stop = iter.Pull(func(yield func(int) bool) {
		yield(1)
		inner()
	})
	fmt.Println(inner())
	try("next inside", func() { inner() })
	fmt.Println(inner())

	next, stop = iter.Pull(func(yield func(int) bool) {
		defer fmt.Println("unwinding")
		yield(1)
		panic("broken")
	})
	fmt.Println(next())
	try("next", func() { next() })
	fmt.Println(next())
	next, stop = iter.Pull(func(yield func(int) bool) {
		defer func() { panic("while stopping") }()
		yield(1)
	})
	next()
	try("stop", stop)
	try("stop again", stop)

	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("left by Goexit")
		next, _ := iter.Pull(func(yield func(int) bool) { runtime.Goexit() })
		next()
		fmt.Println("not reached")
	}()
	<-done

	next2, stop2 := iter.Pull2(func(yield func(string, int) bool) {
		for i, s := range []string{"a", "b"} {
			if !yield(s, i) {
				fmt.Println("no more")
				return
			}
		}
	})
	fmt.Println(next2())
	stop2()
	fmt.Println(next2())
	fmt.Println("left", extra())
}
