// run

package main

import (
	"fmt"
)

func window(s []int, from, to int) []int { return s[from:to] }

func main() {
	s := make([]int, 3, 10)
	fmt.Println(len(window(s, 1, 8)))
	fmt.Println(window(s, 4, 11))
}
