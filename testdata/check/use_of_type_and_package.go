// check

package main

import (
	"fmt"
)

type T struct{}

func main() {
	x := T
	y := fmt
	_ = int
	T = 1
	var z x
	T{}.foo
	fmt.Println(T)
	fmt.Println(int)
	return T
	_ = []int
	_ = map[string]int
	if T {
	}
	_ = fmt.Println.x
	_ = y
	z := strings
}
