// run

package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type job struct{ id, cost int }

func main() {
	var wg sync.WaitGroup
	res := make([]int, 100)
	for i := range res {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s := 0
			for j := range 1000 {
				s += j ^ i
			}
			res[i] = s
		}()
	}
	wg.Wait()
	t := 0
	for _, r := range res {
		t += r
	}
	fmt.Println(t)
	jobs := make(chan job, 10)
	done := make(chan int)
	for w := range 4 {
		go func() {
			n := 0
			for j := range jobs {
				x := j.cost
				for range 100 {
					x = x*31%1000 + w - w
				}
				n += x
			}
			done <- n
		}()
	}
	for i := range 200 {
		jobs <- job{i, i * 3}
	}
	close(jobs)
	s := 0
	for range 4 {
		s += <-done
	}
	fmt.Println(s)
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	turn, out := 0, []int{}
	var wg2 sync.WaitGroup
	for i := range 5 {
		wg2.Add(1)
		go func() {
			defer wg2.Done()
			mu.Lock()
			defer mu.Unlock()
			for turn != i {
				cond.Wait()
			}
			out = append(out, i)
			turn++
			cond.Broadcast()
		}()
	}
	wg2.Wait()
	fmt.Println(out)
	stop := make(chan struct{})
	ticks := 0
	go func() {
		for {
			ticks++
			select {
			case <-stop:
				return
			default:
			}
		}
	}()
	x := 0
	for i := range 3000000 {
		x ^= i
	}
	time.Sleep(time.Millisecond)
	stop <- struct{}{}
	fmt.Println(x, ticks > 0)
	const n = 50
	var forks [n]sync.Mutex
	var eaten atomic.Int32
	var wg3 sync.WaitGroup
	for i := range n {
		wg3.Add(1)
		go func() {
			defer wg3.Done()
			a, b := i, (i+1)%n
			if a > b {
				a, b = b, a
			}
			for range 20 {
				forks[a].Lock()
				forks[b].Lock()
				eaten.Add(1)
				forks[b].Unlock()
				forks[a].Unlock()
			}
		}()
	}
	wg3.Wait()
	fmt.Println(eaten.Load())
	c := make(chan int)
	go func() {
		defer close(c)
		go func() { panicSafe(c) }()
		c <- 1
	}()
	fmt.Println(<-c)
}

func panicSafe(c chan int) { defer func() { recover() }() }
