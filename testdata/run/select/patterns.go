// run

package main

import (
	"fmt"
	"time"
)

type event struct {
	src string
	n   int
}

func source(name string, n int, stop <-chan struct{}) <-chan event {
	out := make(chan event)
	go func() {
		defer close(out)
		for i := range n {
			select {
			case out <- event{name, i}:
			case <-stop:
				return
			}
		}
	}()
	return out
}

func main() {
	stop := make(chan struct{})
	a, b := source("a", 3, stop), source("b", 2, stop)
	got := map[string]int{}
	for a != nil || b != nil {
		select {
		case e, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			got[e.src] += e.n + 1
		case e, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			got[e.src] += e.n + 1
		}
	}
	fmt.Println(got)
	c := source("c", 1000, stop)
	fmt.Println((<-c).n, (<-c).n)
	close(stop)
	for range c {
	}
	tick := time.NewTicker(time.Millisecond)
	n := 0
	timeout := time.After(2 * time.Second)
loop:
	for {
		select {
		case <-tick.C:
			if n++; n == 3 {
				tick.Stop()
				break loop
			}
		case <-timeout:
			fmt.Println("too slow")
			break loop
		}
	}
	fmt.Println("ticks", n)
	q := make(chan int, 2)
	dropped := 0
	for i := range 5 {
		select {
		case q <- i:
		default:
			dropped++
		}
	}
	fmt.Println(dropped, len(q))
	res := make(chan string)
	quit := make(chan bool)
	go func() {
		defer func() { res <- "cleaned" }()
		for {
			select {
			case <-quit:
				return
			default:
			}
		}
	}()
	quit <- true
	fmt.Println(<-res)
	var in, out chan int = make(chan int), make(chan int)
	go func() {
		var buf []int
		src := in
		for src != nil || len(buf) > 0 {
			var dst chan int
			var head int
			if len(buf) > 0 {
				dst, head = out, buf[0]
			}
			select {
			case v, ok := <-src:
				if !ok {
					src = nil
				} else {
					buf = append(buf, v)
				}
			case dst <- head:
				buf = buf[1:]
			}
		}
		close(out)
	}()
	for i := range 5 {
		in <- i
	}
	close(in)
	for v := range out {
		fmt.Print(v, " ")
	}
	fmt.Println()
}
