// run

// In which order those who wait for a channel go on when it is closed, and who is first when a context ends.
package main

import (
	"context"
	"fmt"
	"time"
)

func waiters(n int) {
	c := make(chan int)
	ready := make(chan bool)
	order := make(chan int, n)
	for k := range n {
		go func() {
			ready <- true
			<-c
			order <- k
		}()
		<-ready
	}
	time.Sleep(5 * time.Millisecond)
	close(c)
	fmt.Print("first: ", <-order == 0)
	sum := 0
	for range n - 1 {
		sum += <-order
	}
	fmt.Println(", the others:", sum)
}

func main() {
	waiters(1)
	waiters(2)
	waiters(6)
	for range 5 {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
		done := make(chan int)
		go func() {
			<-ctx.Done()
			time.Sleep(time.Millisecond)
			close(done)
		}()
		select {
		case <-done:
			fmt.Println("done")
		case <-ctx.Done():
			fmt.Println(ctx.Err())
		}
		cancel()
	}
}
