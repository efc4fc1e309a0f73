// run

package main

import (
	"fmt"
)

func get(a []int, i int) int { return a[i] }

func main() {
	fmt.Println("before")
	a := []int{1, 2, 3}
	fmt.Println(get(a, len(a)+4))
	fmt.Println("after")
}
