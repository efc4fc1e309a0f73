// run

package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type buffer struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	data     []int
	cap      int
	closed   bool
}

func newBuffer(n int) *buffer {
	b := &buffer{cap: n}
	b.notEmpty, b.notFull = sync.NewCond(&b.mu), sync.NewCond(&b.mu)
	return b
}
func (b *buffer) put(v int) {
	b.mu.Lock()
	for len(b.data) == b.cap {
		b.notFull.Wait()
	}
	b.data = append(b.data, v)
	b.notEmpty.Signal()
	b.mu.Unlock()
}
func (b *buffer) get() (v int, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.data) == 0 && !b.closed {
		b.notEmpty.Wait()
	}
	if len(b.data) == 0 {
		return 0, false
	}
	v = b.data[0]
	b.data = b.data[1:]
	b.notFull.Signal()
	return v, true
}
func (b *buffer) close() { b.mu.Lock(); b.closed = true; b.mu.Unlock(); b.notEmpty.Broadcast() }

type counterMap struct {
	sync.RWMutex
	m map[string]int
}

func (c *counterMap) inc(k string)     { c.Lock(); c.m[k]++; c.Unlock() }
func (c *counterMap) get(k string) int { c.RLock(); defer c.RUnlock(); return c.m[k] }

func main() {
	b := newBuffer(3)
	var prod, cons sync.WaitGroup
	var total atomic.Int64
	for p := range 4 {
		prod.Add(1)
		go func() {
			defer prod.Done()
			for i := range 25 {
				b.put(p*100 + i)
			}
		}()
	}
	for range 3 {
		cons.Add(1)
		go func() {
			defer cons.Done()
			for {
				v, ok := b.get()
				if !ok {
					return
				}
				total.Add(int64(v))
			}
		}()
	}
	prod.Wait()
	b.close()
	cons.Wait()
	fmt.Println(total.Load(), len(b.data))
	c := counterMap{m: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Go(func() {
			for range 10 {
				c.inc(fmt.Sprint("k", i%3))
				_ = c.get("k0")
			}
		})
	}
	wg.Wait()
	fmt.Println(c.m)
	var rw sync.RWMutex
	shared, readers := 0, 0
	var mu sync.Mutex
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i%5 == 0 {
				rw.Lock()
				shared++
				rw.Unlock()
				return
			}
			rw.RLock()
			defer rw.RUnlock()
			mu.Lock()
			readers++
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(shared, readers)
	var once [3]sync.Once
	n := 0
	for i := range 9 {
		once[i%3].Do(func() { n += i })
	}
	fmt.Println(n)
}
