// run

package main

import (
	"fmt"
)

func main() {
	c := make(chan int, 2)
	c <- 1
	close(c)
	v, ok := <-c
	w, ok2 := <-c
	fmt.Println(v, ok, w, ok2)
	c <- 2
}
