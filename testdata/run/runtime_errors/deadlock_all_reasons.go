// run

package main

import (
	"context"
	"runtime"
	"sync"
	"time"
)

type box struct {
	mu sync.Mutex
	c  chan int
}

func (b *box) lock()    { b.mu.Lock() }
func (b box) recv() int { return <-b.c }

type it interface{ lock() }

func main() {
	var wg sync.WaitGroup
	var rw sync.RWMutex
	b := &box{}
	var once sync.Once
	cond := sync.NewCond(&sync.Mutex{})
	b.mu.Lock()
	rw.Lock()
	wg.Add(1)
	go b.lock()
	var i it = b
	go i.lock()
	go b.recv()
	go rw.RLock()
	go rw.Lock()
	go wg.Wait()
	go func() { cond.L.Lock(); cond.Wait() }()
	go func() { select {} }()
	go func() { var c chan int; c <- 1 }()
	go func() { c := make(chan int); c <- 1 }()
	go func() {
		c := make(chan int)
		select {
		case c <- 1:
		case <-c:
		}
	}()
	go func() { once.Do(func() { wg.Wait() }) }()
	go func() { time.Sleep(time.Millisecond); once.Do(func() {}) }()
	go func() {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		<-ctx.Done()
	}()
	go func() {
		for range make(chan int) {
		}
	}()
	go func(x int, s string) {
		defer func() {
			wg.Wait()
		}()
		panic("x")
	}(1, "a")
	time.Sleep(10 * time.Millisecond)
	runtime.Gosched()
	f := wg.Wait
	f()
}
