// run

package main

import (
	"fmt"
)

func produce(out chan<- int, n int) {
	for i := range n {
		out <- i
	}
}

func main() {
	c := make(chan int)
	go produce(c, 2)
	sum := 0
	for v := range c {
		sum += v
		fmt.Println("got", v)
	}
	fmt.Println(sum)
}
