// check

package main

import (
	"fmt"
)

func main() {
	var _ int
	type _ int
	for _ = range 3 {
	}
	x.y = 1
	y := nil
	var z = nil
}
