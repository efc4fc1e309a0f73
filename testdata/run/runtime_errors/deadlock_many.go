// run

package main

import (
	"fmt"
)

func worker(in <-chan int, out chan<- int) {
	for v := range in {
		out <- v * v
	}
}

func main() {
	in, out := make(chan int), make(chan int)
	go worker(in, out)
	in <- 3
	in <- 4
	fmt.Println(<-out)
}
