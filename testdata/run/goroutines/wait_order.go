// run

package main

import (
	"fmt"
	"sync"
)

type stage func(<-chan int) <-chan int

func chain(in <-chan int, ss ...stage) <-chan int {
	for _, s := range ss {
		in = s(in)
	}
	return in
}
func mapS(f func(int) int) stage {
	return func(in <-chan int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for v := range in {
				out <- f(v)
			}
		}()
		return out
	}
}
func filterS(f func(int) bool) stage {
	return func(in <-chan int) <-chan int {
		out := make(chan int, 1)
		go func() {
			defer close(out)
			for v := range in {
				if f(v) {
					out <- v
				}
			}
		}()
		return out
	}
}
func batch(n int) func(<-chan int) <-chan []int {
	return func(in <-chan int) <-chan []int {
		out := make(chan []int)
		go func() {
			defer close(out)
			var b []int
			for v := range in {
				if b = append(b, v); len(b) == n {
					out <- b
					b = nil
				}
			}
			if b != nil {
				out <- b
			}
		}()
		return out
	}
}

type actor struct {
	in   chan func(*int)
	done chan struct{}
}

func newActor() *actor {
	a := &actor{make(chan func(*int)), make(chan struct{})}
	go func() {
		defer close(a.done)
		state := 0
		for f := range a.in {
			f(&state)
		}
	}()
	return a
}
func (a *actor) ask(f func(int) int) int {
	r := make(chan int)
	a.in <- func(s *int) { *s = f(*s); r <- *s }
	return <-r
}

func main() {
	src := make(chan int)
	go func() {
		for i := range 20 {
			src <- i
		}
		close(src)
	}()
	out := chain(src, mapS(func(i int) int { return i * 3 }), filterS(func(i int) bool { return i%2 == 0 }), mapS(func(i int) int { return i + 1 }))
	for b := range batch(4)(out) {
		fmt.Print(b, " ")
	}
	fmt.Println()
	a := newActor()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() { defer wg.Done(); a.ask(func(s int) int { return s + i }) }()
	}
	wg.Wait()
	fmt.Println(a.ask(func(s int) int { return s * 2 }))
	close(a.in)
	<-a.done
	token := make([]chan int, 5)
	for i := range token {
		token[i] = make(chan int)
	}
	var order []int
	fin := make(chan bool)
	for i := range token {
		go func() {
			for v := range token[i] {
				order = append(order, i)
				if v == 12 {
					fin <- true
					return
				}
				token[(i+1)%5] <- v + 1
			}
		}()
	}
	token[0] <- 0
	<-fin
	fmt.Println(order)
	results := make([]string, 3)
	barrier := make(chan struct{})
	var arrive sync.WaitGroup
	var leave sync.WaitGroup
	for i := range results {
		arrive.Add(1)
		leave.Add(1)
		go func() {
			defer leave.Done()
			results[i] = "ready"
			arrive.Done()
			<-barrier
			results[i] += fmt.Sprint(" go", i)
		}()
	}
	arrive.Wait()
	fmt.Println(results)
	close(barrier)
	leave.Wait()
	fmt.Println(results)
}
