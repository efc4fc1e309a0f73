// run

package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := make(chan int, 1), make(chan string, 1)
	select {
	case v := <-a:
		fmt.Println("no", v)
	default:
		fmt.Println("default")
	}
	a <- 1
	select {
	case v := <-a:
		fmt.Println("a", v)
	case s := <-b:
		fmt.Println("b", s)
	}
	select {
	case b <- "sent":
		fmt.Println("sent")
	case <-a:
	}
	select {
	case b <- "full":
		fmt.Println("no")
	default:
		fmt.Println("full")
	}
	fmt.Println(<-b)
	close(a)
	select {
	case v, ok := <-a:
		fmt.Println(v, ok)
	}
	var n chan int
	select {
	case n <- 1:
	case <-n:
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	}
	arr := [3]int{}
	i := 0
	c := make(chan int, 3)
	c <- 5
	select {
	case arr[i+1] = <-c:
	}
	m := map[string]int{}
	c <- 6
	var ok bool
	select {
	case m["k"], ok = <-c:
	}
	fmt.Println(arr, m, ok)
	f := func(s string, ch chan int) chan int { fmt.Print(s, " "); return ch }
	g := func(s string, v int) int { fmt.Print(s, " "); return v }
	select {
	case f("ch1", c) <- g("val", 3):
		fmt.Println("sent", len(c))
	case <-f("ch2", n):
	}
	<-c
	done := make(chan struct{})
	out := make(chan int)
	go func() {
		defer close(done)
		for v := range out {
			fmt.Print(v, " ")
		}
	}()
	for i := range 3 {
		select {
		case out <- i:
		case <-done:
		}
	}
	close(out)
	<-done
	fmt.Println()
	counts := [2]int{}
	x, y := make(chan int, 100), make(chan int, 100)
	for range 100 {
		x <- 1
		y <- 1
	}
	for range 100 {
		select {
		case <-x:
			counts[0]++
		case <-y:
			counts[1]++
		}
	}
	fmt.Println(counts[0]+counts[1], counts[0] > 10, counts[1] > 10)
	for i := range 3 {
		select {
		default:
			if i == 1 {
				continue
			}
			if i == 2 {
				break
			}
			fmt.Println("i", i)
		}
	}
	select {
	case <-done:
	case _, open := <-done:
		_ = open
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		close(x)
		select {
		case x <- 1:
		default:
		}
	}()
}
