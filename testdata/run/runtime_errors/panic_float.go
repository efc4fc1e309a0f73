// run

package main

import (
	"fmt"
)

func main() {
	defer func() {
		fmt.Println("r:", recover())
		var c complex128 = 1.5 - 2i
		panic(c)
	}()
	panic(3.25)
}
