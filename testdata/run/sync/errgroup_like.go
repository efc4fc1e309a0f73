// run

package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
	sem  chan struct{}
}

func (g *group) limit(n int) { g.sem = make(chan struct{}, n) }
func (g *group) run(f func() error) {
	if g.sem != nil {
		g.sem <- struct{}{}
	}
	g.wg.Add(1)
	go func() {
		defer func() {
			if g.sem != nil {
				<-g.sem
			}
			g.wg.Done()
		}()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	}()
}
func (g *group) wait() error { g.wg.Wait(); return g.err }

type rateLimiter struct {
	mu     sync.Mutex
	tokens int
	waits  []chan struct{}
}

func (r *rateLimiter) take() {
	r.mu.Lock()
	if r.tokens > 0 {
		r.tokens--
		r.mu.Unlock()
		return
	}
	c := make(chan struct{})
	r.waits = append(r.waits, c)
	r.mu.Unlock()
	<-c
}
func (r *rateLimiter) give() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.waits) > 0 {
		close(r.waits[0])
		r.waits = r.waits[1:]
		return
	}
	r.tokens++
}

type singleflight struct {
	mu sync.Mutex
	m  map[string]*call
}
type call struct {
	wg  sync.WaitGroup
	val int
	dup int
}

func (s *singleflight) do(k string, f func() int) (int, bool) {
	s.mu.Lock()
	if c, ok := s.m[k]; ok {
		c.dup++
		s.mu.Unlock()
		c.wg.Wait()
		return c.val, true
	}
	c := &call{}
	c.wg.Add(1)
	s.m[k] = c
	s.mu.Unlock()
	c.val = f()
	c.wg.Done()
	return c.val, false
}

func main() {
	var g group
	g.limit(3)
	var n atomic.Int32
	for i := range 20 {
		g.run(func() error {
			n.Add(1)
			if i == 7 {
				return errors.New("seven")
			}
			return nil
		})
	}
	fmt.Println(g.wait(), n.Load())
	r := &rateLimiter{tokens: 2}
	var wg sync.WaitGroup
	var out atomic.Int32
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r.take()
			out.Add(1)
			r.give()
		}()
	}
	wg.Wait()
	fmt.Println(out.Load(), r.tokens, len(r.waits))
	s := &singleflight{m: map[string]*call{}}
	gate := make(chan bool)
	started := make(chan bool)
	calls := 0
	res := make(chan int, 5)
	go func() {
		v, _ := s.do("k", func() int { calls++; close(started); <-gate; return 99 })
		res <- v
	}()
	<-started
	for range 4 {
		go func() {
			v, shared := s.do("k", func() int { calls++; return -1 })
			if shared {
				res <- v
			}
		}()
	}
	for {
		s.mu.Lock()
		d := s.m["k"].dup
		s.mu.Unlock()
		if d == 4 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	close(gate)
	sum := 0
	for range 5 {
		sum += <-res
	}
	fmt.Println(sum, calls)
}
