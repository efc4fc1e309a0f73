// check

package main

import (
	"fmt"
)

type T struct{}

func main() {
	_ = map[string]int
	if T {
	}
	_ = fmt.Println.x
	_ = y
	z := strings
}
