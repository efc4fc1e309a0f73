// run

package main

import (
	"fmt"
	"runtime"
)

func try(f func()) {
	defer func() {
		r := recover()
		e, ok := r.(runtime.Error)
		fmt.Printf("%v %v %T\n", ok, e, r)
	}()
	f()
}
func main() {
	var m map[string]int
	var p *struct{ x int }
	var i any = 3
	s := []int{1}
	n := -1
	zero := 0
	try(func() { m["a"] = 1 })
	try(func() { _ = p.x })
	try(func() { _ = i.(string) })
	try(func() { _ = i.(fmt.Stringer) })
	try(func() { _ = s[len(s)] })
	try(func() { _ = s[5:] })
	try(func() { _ = s[1:zero] })
	try(func() { _ = make([]int, n) })
	try(func() { _ = 1 / zero })
	try(func() { _ = 1 << n })

	try(func() { var a, b any = []int{}, []int{}; _ = a == b })
	try(func() { mm := map[any]int{}; mm[[]int{}] = 1 })
	try(func() { var ch chan int; close(ch) })
	try(func() { ch := make(chan int); close(ch); close(ch) })
	try(func() { ch := make(chan int); close(ch); ch <- 1 })
	try(func() { _ = "abc"[zero+5] })
	try(func() { var f func(); f() })
	try(func() { _ = make(chan int, n) })
}
