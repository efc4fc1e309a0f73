// run

package main

import (
	"fmt"
)

type op struct{ name string }

func (o op) apply(a []int) {
	for i := range len(a) + 1 {
		o.step(a, i)
	}
}
func (o *op) step(a []int, i int) {
	func() {
		a[i]++
	}()
}

func main() {
	fs := []func(){
		func() { fmt.Println("ok") },
		func() { op{"x"}.apply(make([]int, 2)) },
	}
	for _, f := range fs {
		f()
	}
}
