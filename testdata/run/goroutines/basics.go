// run

package main

import (
	"fmt"
	"sync"
)

func worker(id int, jobs <-chan int, results chan<- [2]int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results <- [2]int{id, j * j}
	}
}

type acc struct {
	mu sync.Mutex
	m  map[int]int
}

func (a *acc) add(k, v int) {
	a.mu.Lock()
	a.m[k] += v
	a.mu.Unlock()
}

func main() {
	jobs, results := make(chan int), make(chan [2]int)
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Add(1)
		go worker(w, jobs, results, &wg)
	}
	go func() {
		for i := range 20 {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	sum, n := 0, 0
	for r := range results {
		sum += r[1]
		n++
	}
	fmt.Println(sum, n)
	a := acc{m: map[int]int{}}
	var wg2 sync.WaitGroup
	for i := range 50 {
		wg2.Add(1)
		go func(k int) {
			defer wg2.Done()
			a.add(k, i)
		}(i % 5)
	}
	wg2.Wait()
	fmt.Println(a.m)
	done := make(chan string)
	go fmt.Sprint("result discarded")
	go func(a, b string) { done <- a + b }("x", "y")
	fmt.Println(<-done)
	v := acc{m: map[int]int{}}
	fin := make(chan bool)
	go func() { v.add(1, 1); fin <- true }()
	<-fin
	f := v.add
	go func() { f(2, 2); close(fin) }()
	<-fin
	fmt.Println(v.m)
	x := 1
	go func(n int) { done <- fmt.Sprint(n, x) }(x)
	fmt.Println(<-done)
	var wg3 sync.WaitGroup
	out := make([]int, 10)
	for i := range out {
		wg3.Go(func() { out[i] = i * i })
	}
	wg3.Wait()
	fmt.Println(out)
}
