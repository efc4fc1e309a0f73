// run

package main

import (
	"fmt"
	"sync"
)

type ring struct {
	c    chan int
	lost int
}

func (r *ring) put(v int) {
	for {
		select {
		case r.c <- v:
			return
		default:
			select {
			case <-r.c:
				r.lost++
			default:
			}
		}
	}
}

type pubsub struct {
	mu   sync.Mutex
	subs map[string][]chan string
}

func (p *pubsub) sub(t string) <-chan string {
	c := make(chan string, 4)
	p.mu.Lock()
	p.subs[t] = append(p.subs[t], c)
	p.mu.Unlock()
	return c
}
func (p *pubsub) pub(t, m string) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.subs[t] {
		c <- m
		n++
	}
	return
}
func (p *pubsub) close() {
	for _, cs := range p.subs {
		for _, c := range cs {
			close(c)
		}
	}
}

func main() {
	r := ring{c: make(chan int, 3)}
	for i := range 10 {
		r.put(i)
	}
	fmt.Println(len(r.c), r.lost, <-r.c, <-r.c, <-r.c)
	p := &pubsub{subs: map[string][]chan string{}}
	a, b, c := p.sub("x"), p.sub("x"), p.sub("y")
	fmt.Println(p.pub("x", "one"), p.pub("y", "two"), p.pub("z", "none"), p.pub("x", "three"))
	p.close()
	for _, ch := range []<-chan string{a, b, c} {
		for m := range ch {
			fmt.Print(m, " ")
		}
		fmt.Print("| ")
	}
	fmt.Println()
	sem := make(chan int, 2)
	var log []string
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- i
			defer func() { <-sem }()
			mu.Lock()
			log = append(log, fmt.Sprint(len(sem) <= 2))
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(log)
	future := func(f func() int) func() int {
		c := make(chan int, 1)
		go func() { c <- f() }()
		return func() int { v := <-c; c <- v; return v }
	}
	f := future(func() int { return 42 })
	fmt.Println(f(), f())
	var chans [4]chan int
	for i := range chans {
		chans[i] = make(chan int, i)
	}
	fmt.Println(cap(chans[0]), cap(chans[3]))
	in := make(chan int)
	outs := make([]chan int, 3)
	for i := range outs {
		outs[i] = make(chan int, 10)
	}
	go func() {
		for v := range in {
			outs[v%3] <- v
		}
		for _, o := range outs {
			close(o)
		}
	}()
	for i := range 10 {
		in <- i
	}
	close(in)
	for _, o := range outs {
		for v := range o {
			fmt.Print(v, " ")
		}
	}
	fmt.Println()
}
