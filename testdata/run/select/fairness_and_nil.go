// run

package main

import (
	"fmt"
)

func main() {
	a, b, c, d := make(chan int), make(chan int), make(chan int, 5), make(chan int, 1)
	send := func(ch chan int, n, v int) {
		for range n {
			ch <- v
		}
		close(ch)
	}
	go send(a, 10, 1)
	go send(b, 10, 10)
	go send(c, 10, 100)
	go send(d, 10, 1000)
	sum, open := 0, 4
	for open > 0 {
		var v int
		var ok bool
		select {
		case v, ok = <-a:
			if !ok {
				a, open = nil, open-1
			}
		case v, ok = <-b:
			if !ok {
				b, open = nil, open-1
			}
		case v, ok = <-c:
			if !ok {
				c, open = nil, open-1
			}
		case v, ok = <-d:
			if !ok {
				d, open = nil, open-1
			}
		}
		sum += v
	}
	fmt.Println(sum)
	hits := [3]int{}
	ready := func() chan int { c := make(chan int); close(c); return c }
	x, y, z := ready(), ready(), ready()
	for range 3000 {
		select {
		case <-x:
			hits[0]++
		case <-y:
			hits[1]++
		case <-z:
			hits[2]++
		}
	}
	fmt.Println(hits[0] > 500, hits[1] > 500, hits[2] > 500, hits[0]+hits[1]+hits[2])
	var in, out chan int
	in = make(chan int, 1)
	n := 0
	for step := range 6 {
		select {
		case in <- step:
			in, out = nil, in
		case v := <-out:
			n = n*10 + v
			in, out = out, nil
		}
	}
	fmt.Println(n)
	done := make(chan struct{})
	data := make(chan string)
	go func() {
		defer close(done)
		for {
			select {
			case s, ok := <-data:
				if !ok {
					return
				}
				fmt.Print(s, " ")
			}
		}
	}()
	data <- "x"
	data <- "y"
	close(data)
	<-done
	fmt.Println()
	prio := make(chan int, 3)
	low := make(chan int, 3)
	for i := range 3 {
		prio <- i
		low <- i + 10
	}
	var order []int
	for len(order) < 6 {
		select {
		case v := <-prio:
			order = append(order, v)
			continue
		default:
		}
		select {
		case v := <-prio:
			order = append(order, v)
		case v := <-low:
			order = append(order, v)
		}
	}
	fmt.Println(order)
	w := make(chan int)
	both := 0
	go func() {
		for range 100 {
			select {
			case w <- 1:
			case v := <-w:
				both += v
			}
		}
		done2 <- true
	}()
	for range 100 {
		select {
		case w <- 1:
		case <-w:
		}
	}
	<-done2
	fmt.Println(both <= 100)
}

var done2 = make(chan bool)
