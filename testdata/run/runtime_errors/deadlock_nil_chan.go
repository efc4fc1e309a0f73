// run

package main

import (
	"fmt"
)

func main() {
	defer fmt.Println("not run")
	var ch chan int
	ch <- 1
}
