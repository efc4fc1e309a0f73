// run

package main

import (
	"errors"
	"fmt"
)

type res struct{ name string }

func (r res) close()        { fmt.Println("close", r.name) }
func (r *res) pclose()      { fmt.Println("pclose", r.name) }
func trace(s string) func() { fmt.Println("enter", s); return func() { fmt.Println("leave", s) } }
func named() (n int, err error) {
	defer func() { n *= 2 }()
	defer func() {
		if n > 5 {
			err = errors.New("big")
		}
	}()
	return 7, nil
}
func unnamed() int {
	n := 1
	defer func() { n = 100 }()
	return n
}
func loop() (out []int) {
	for i := range 4 {
		defer func() { out = append(out, i) }()
		defer func(k int) { out = append(out, k*10) }(i)
	}
	return []int{-1}
}
func early(b bool) {
	defer fmt.Println("always")
	if b {
		return
	}
	defer fmt.Println("only when not early")
}

func main() {
	defer trace("main")()
	x := 1
	defer fmt.Println("arg", x)
	defer func() { fmt.Println("closure", x) }()
	x = 2
	fmt.Println(named())
	fmt.Println(unnamed(), loop())
	early(true)
	early(false)
	r := res{"a"}
	defer r.close()
	defer r.pclose()
	defer (&r).close()
	r.name = "b"
	for i := 0; i < 2; i++ {
		defer fmt.Print(i, "; ")
	}
	func() {
		defer fmt.Println("inner defer")
		fmt.Println("inner body")
	}()
	m := map[string]func(){"f": func() { fmt.Println("from map") }}
	defer m["f"]()
	m["f"] = nil
	if true {
		defer fmt.Println("in block")
	}
	switch {
	default:
		defer fmt.Println("in switch")
	}
	var f func()
	defer func() { fmt.Println("nil func:", recover()) }()
	defer f()
	defer copy([]int{1}, []int{2})
	mm := map[int]int{1: 1}
	defer delete(mm, 1)
	c := make(chan int)
	defer close(c)
	defer panicless(func() int { fmt.Println("evaluated now"); return 3 }())
	fmt.Println("end", len(mm))
}

func panicless(n int) { fmt.Println("panicless", n) }
