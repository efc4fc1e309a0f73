// run

package main

import (
	"runtime/debug"
	"sync"
	"time"
)

func worker(n int, ch chan int) {
	for x := range ch {
		n += x
	}
}

func sleeper(d time.Duration) { time.Sleep(d) }

func main() {
	debug.SetTraceback("system")
	var mu sync.Mutex
	mu.Lock()
	go worker(1, make(chan int))
	go sleeper(time.Hour)
	go func() { mu.Lock() }()
	go func() { select {} }()
	time.Sleep(10 * time.Millisecond)
	panic("with everything")
}
