// run

package main

import (
	"fmt"
)

func ratio(a, b int) int { return a / b }

func main() {
	fmt.Println(ratio(7, 2))
	fmt.Println(ratio(7, 0))
}
