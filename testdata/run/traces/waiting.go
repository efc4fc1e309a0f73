// run

package main

import (
	"runtime/debug"
	"sync"
	"time"
)

func main() {
	debug.SetTraceback("all")
	var mu sync.Mutex
	mu.Lock()
	var rw sync.RWMutex
	rw.Lock()
	var rw2 sync.RWMutex
	rw2.RLock()
	var wg sync.WaitGroup
	wg.Add(1)
	c := sync.NewCond(&sync.Mutex{})
	var nilch chan int
	ch := make(chan int)
	go func() { mu.Lock() }()
	go func() { rw.RLock() }()
	go func() { rw2.Lock() }()
	go func() { wg.Wait() }()
	go func() { c.L.Lock(); c.Wait() }()
	go func() { <-nilch }()
	go func() { nilch <- 1 }()
	go func() { select {} }()
	go func() {
		select {
		case <-ch:
		case ch <- 1:
		}
	}()
	go func() { time.Sleep(time.Hour) }()
	go func() {
		for range ch {
		}
	}()
	time.Sleep(50 * time.Millisecond)
	panic("show")
}
