// run

package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func depth(n int) int {
	if n == 0 {
		return 0
	}
	var pad [16]int
	pad[n%16] = n
	return depth(n-1) + pad[n%16] - n + 1
}
func tree(d int, out chan<- int) {
	if d == 0 {
		out <- 1
		return
	}
	l, r := make(chan int), make(chan int)
	go tree(d-1, l)
	go tree(d-1, r)
	out <- <-l + <-r
}

func main() {
	fmt.Println(depth(100000))
	c := make(chan int)
	for i := range 10 {
		go func() { c <- depth(i * 1000) }()
	}
	sum := 0
	for range 10 {
		sum += <-c
	}
	fmt.Println(sum)
	root := make(chan int)
	go tree(10, root)
	fmt.Println(<-root)
	gate := make(chan struct{})
	var wg sync.WaitGroup
	var n atomic.Int64
	for range 20000 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-gate
			n.Add(1)
		}()
	}
	close(gate)
	wg.Wait()
	fmt.Println(n.Load())
	first := make(chan int)
	left := first
	for range 5000 {
		right := make(chan int)
		go func(l, r chan int) { l <- 1 + <-r }(left, right)
		left = right
	}
	go func(c chan int) { c <- 0 }(left)
	fmt.Println(<-first)
	stop := false
	var mu sync.Mutex
	go func() {
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		stop = true
		mu.Unlock()
	}()
	spins := 0
	for {
		mu.Lock()
		s := stop
		mu.Unlock()
		if s {
			break
		}
		spins++
	}
	fmt.Println(spins > 0)
	var flag atomic.Bool
	go func() { flag.Store(true) }()
	for !flag.Load() {
	}
	fmt.Println("preempted")
}
