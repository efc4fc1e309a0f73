// run

package main

import "fmt"

type T struct{ m map[string]int }

func (t *T) set(k string) { t.m[k]++ }

func cleanup(n int) {
	fmt.Println("cleanup", n)
	panic(fmt.Sprint("again ", n))
}

func main() {
	t := &T{}
	defer t.set("never")
	defer cleanup(1)
	defer panic("a predeclared function")
	panic("first")
}
