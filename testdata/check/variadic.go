// check

package main

import (
	"fmt"
)

func f(xs ...int)          {}

func main() {
	f([]int{1})
	f([]string{"a"}...)
	f(1, []int{2}...)
	f("a")
	var s []int
	fmt.Println(s...)
	x := func(_ ...int) {}
	x(nil...)
	x(5...)
	var y func([]int) = f
	len(s...)
	_ = y
}
