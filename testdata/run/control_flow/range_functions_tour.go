// run
package main

import (
	"fmt"
	"iter"
)

func seq(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("seq done")
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Println("stopped at", i)
				return
			}
		}
	}
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

var saved func(int) bool

func leak(yield func(int) bool) { saved = yield; yield(7) }

func swallow(yield func(int) bool) {
	defer func() { fmt.Println("swallowed", recover()) }()
	yield(1)
}

func nested() (r string) {
	defer func() { r += " deferred" }()
outer:
	for i := range seq(5) {
		for j := range seq(5) {
			switch {
			case j == 1:
				continue
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Println(i, j)
		}
	}
	for i := range seq(3) {
		for j := range seq(3) {
			if i*j == 1 {
				return fmt.Sprint("ret ", i, j)
			}
		}
	}
	return "none"
}

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, isErr := r.(error)
		fmt.Println(name, "->", r, isErr)
	}()
	f()
}

func gotos() {
	for i := range seq(4) {
		if i == 2 {
			goto done
		}
		defer fmt.Println("deferred in loop", i)
	}
done:
	fmt.Println("at done")
}

func main() {
	fmt.Println(nested())
	gotos()
	try("continue after false", func() {
		for range bad {
			break
		}
	})
	try("after loop", func() {
		for x := range leak {
			fmt.Println("leak", x)
		}
		saved(8)
	})
	try("panic through", func() {
		for x := range seq(3) {
			panic(fmt.Sprint("p", x))
		}
	})
	try("swallow", func() {
		for range swallow {
			panic("inner")
		}
		fmt.Println("after")
	})
	try("nil func", func() {
		var f iter.Seq[int]
		for range f {
		}
	})
	try("pull", func() {
		next, stop := iter.Pull(seq(3))
		fmt.Println(next())
		fmt.Println(next())
		stop()
		fmt.Println(next())
		stop()
	})
	try("pull panic", func() {
		next, stop := iter.Pull(func(yield func(int) bool) { yield(1); panic("in seq") })
		defer stop()
		fmt.Println(next())
		next()
	})
	try("pull2", func() {
		next, stop := iter.Pull2(func(yield func(int, string) bool) {
			for i, s := range []string{"a", "b"} {
				if !yield(i, s) {
					return
				}
			}
		})
		defer stop()
		for {
			i, s, ok := next()
			if !ok {
				break
			}
			fmt.Println(i, s)
		}
	})
	func() {
		for i := range seq(2) {
			defer func() { fmt.Println("rec", recover(), i) }()
		}
		panic("last")
	}()
	try("exhausted", func() {
		f := func(yield func() bool) {
			if yield() {
				for yield() {
				}
			}
		}
		n := 0
		for range f {
			n++
			if n == 3 {
				return
			}
		}
	})
	var k int
	var arr [3]int
	for k, arr[k] = range func(y func(int, int) bool) { y(1, 5); y(2, 6) } {
	}
	fmt.Println(k, arr)
}
