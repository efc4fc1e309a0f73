// run

package main

import (
	"fmt"
)

func main() {
	n := 3
	for i := 2; i > -3; i-- {
		fmt.Println(n << i)
	}
}
