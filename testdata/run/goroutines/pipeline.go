// run

package main

import (
	"fmt"
	"sort"
	"sync"
)

func gen(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			out <- i
		}
	}()
	return out
}
func sq(in <-chan int) <-chan int {
	out := make(chan int, 2)
	go func() {
		for v := range in {
			out <- v * v
		}
		close(out)
	}()
	return out
}
func merge(cs ...<-chan int) <-chan int {
	var wg sync.WaitGroup
	out := make(chan int)
	for _, c := range cs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

type request struct {
	n     int
	reply chan int
}

func server(reqs <-chan request) {
	total := 0
	for r := range reqs {
		total += r.n
		r.reply <- total
	}
}

func main() {
	for v := range sq(sq(gen(5))) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	var all []int
	for v := range merge(sq(gen(4)), gen(3), sq(gen(2))) {
		all = append(all, v)
	}
	sort.Ints(all)
	fmt.Println(all)
	reqs := make(chan request)
	go server(reqs)
	for i := range 4 {
		r := request{i * 10, make(chan int)}
		reqs <- r
		fmt.Print(<-r.reply, " ")
	}
	close(reqs)
	fmt.Println()
	primes := func(n int) (out []int) {
		ch := make(chan int)
		go func() {
			for i := 2; ; i++ {
				ch <- i
			}
		}()
		for range n {
			p := <-ch
			out = append(out, p)
			next := make(chan int)
			go func(in <-chan int, out chan<- int) {
				for v := range in {
					if v%p != 0 {
						out <- v
					}
				}
			}(ch, next)
			ch = next
		}
		return
	}
	fmt.Println(primes(15))
}
