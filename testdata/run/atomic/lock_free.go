// run

package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type node struct {
	v    int
	next *node
}
type stack struct{ head atomic.Pointer[node] }

func (s *stack) push(v int) {
	n := &node{v: v}
	for {
		n.next = s.head.Load()
		if s.head.CompareAndSwap(n.next, n) {
			return
		}
	}
}
func (s *stack) pop() (int, bool) {
	for {
		h := s.head.Load()
		if h == nil {
			return 0, false
		}
		if s.head.CompareAndSwap(h, h.next) {
			return h.v, true
		}
	}
}

type spin struct{ f atomic.Int32 }

func (s *spin) lock() {
	for !s.f.CompareAndSwap(0, 1) {
		time.Sleep(0)
	}
}
func (s *spin) unlock() { s.f.Store(0) }

type config struct{ name string }

func main() {
	var s stack
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 100 {
				s.push(i*100 + j)
			}
		}()
	}
	wg.Wait()
	sum, n := 0, 0
	for {
		v, ok := s.pop()
		if !ok {
			break
		}
		sum += v
		n++
	}
	fmt.Println(sum, n)
	var l spin
	total := 0
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 100 {
				l.lock()
				total++
				l.unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(total)
	var v atomic.Value
	v.Store(config{"first"})
	done := make(chan bool)
	go func() {
		for v.Load().(config).name != "second" {
		}
		done <- true
	}()
	v.Store(config{"second"})
	<-done
	var c atomic.Int64
	var m sync.Map
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, dup := m.LoadOrStore(i%10, i); !dup {
				c.Add(1)
			}
		}()
	}
	wg.Wait()
	fmt.Println(c.Load(), v.Load())
	st := struct {
		a atomic.Uint32
		b atomic.Bool
	}{}
	st.a.Store(5)
	p := &st
	p.b.Store(p.a.Add(1) == 6)
	fmt.Println(p.a.Load(), p.b.Load())
}
