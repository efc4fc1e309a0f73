// run

package main

import (
	"fmt"
	"sync"
)

var ready = make(chan string)
var got string

func init() {
	go func() { ready <- "from goroutine" }()
	got = <-ready
	defer fmt.Println("init deferred")
	fmt.Println("init", got)
}

var counter = func() int {
	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	for range 10 {
		wg.Add(1)
		go func() { defer wg.Done(); mu.Lock(); n++; mu.Unlock() }()
	}
	wg.Wait()
	return n
}()

func main() { fmt.Println(got, counter) }
