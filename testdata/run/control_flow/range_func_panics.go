// run

package main

import (
	"fmt"
)

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}
func panicky(yield func(int) bool) {
	defer func() { fmt.Println("cleanup") }()
	yield(1)
	panic("from iterator")
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, "->", recover()) }()
	f()
}

func main() {
	try("body", func() {
		for i := range panicky {
			panic(fmt.Sprint("body ", i))
		}
	})
	try("iter", func() {
		for range panicky {
		}
	})
	try("continued", func() {
		for range bad {
			break
		}
	})
}
