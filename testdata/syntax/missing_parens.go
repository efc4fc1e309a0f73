// syntax

package main

import (
	"fmt"
)

func main() {
	fmt.Println("a"
	f(1, 2
	)
	x := (1 + 2
	y := a[1
	z := []int{1, 2
	}
}
