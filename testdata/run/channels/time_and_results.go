// run

package main

import (
	"fmt"
	"strings"
	"time"
)

type result struct {
	id  int
	val string
	err error
}

func fetch(id int) (string, error) {
	if id%4 == 3 {
		return "", fmt.Errorf("fetch %d failed", id)
	}
	return strings.Repeat("x", id), nil
}
func all(ids []int, workers int) map[int]result {
	in, out := make(chan int), make(chan result)
	for range workers {
		go func() {
			for id := range in {
				v, err := fetch(id)
				out <- result{id, v, err}
			}
		}()
	}
	go func() {
		defer close(in)
		for _, id := range ids {
			in <- id
		}
	}()
	m := map[int]result{}
	for range ids {
		r := <-out
		m[r.id] = r
	}
	return m
}
func orDone(done <-chan struct{}, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for {
			select {
			case <-done:
				return
			case v, ok := <-in:
				if !ok {
					return
				}
				select {
				case out <- v:
				case <-done:
					return
				}
			}
		}
	}()
	return out
}
func tee(in <-chan int) (<-chan int, <-chan int) {
	a, b := make(chan int), make(chan int)
	go func() {
		defer close(a)
		defer close(b)
		for v := range in {
			x, y := a, b
			for range 2 {
				select {
				case x <- v:
					x = nil
				case y <- v:
					y = nil
				}
			}
		}
	}()
	return a, b
}

type semaphore chan struct{}

func (s semaphore) acquire() { s <- struct{}{} }
func (s semaphore) release() { <-s }
func (s semaphore) try() bool {
	select {
	case s <- struct{}{}:
		return true
	default:
		return false
	}
}

func main() {
	m := all([]int{1, 2, 3, 4, 5, 6, 7}, 3)
	for id := 1; id <= 7; id++ {
		fmt.Print(id, ":", m[id].val, " ", m[id].err, "; ")
	}
	fmt.Println()
	nums := make(chan int)
	go func() {
		for i := 0; ; i++ {
			nums <- i
		}
	}()
	done := make(chan struct{})
	sum := 0
	for v := range orDone(done, nums) {
		if sum += v; v == 10 {
			close(done)
			break
		}
	}
	fmt.Println(sum)
	src := make(chan int)
	go func() {
		defer close(src)
		for i := range 4 {
			src <- i * i
		}
	}()
	a, b := tee(src)
	for v := range a {
		fmt.Print(v, "=", <-b, " ")
	}
	fmt.Println()
	s := make(semaphore, 2)
	s.acquire()
	fmt.Println(s.try(), s.try(), len(s))
	s.release()
	fmt.Println(s.try())
	timeout := time.After(2 * time.Millisecond)
	never := make(chan int)
	select {
	case <-never:
	case t := <-timeout:
		fmt.Println("timeout", !t.IsZero())
	}
	errs := make(chan error, 3)
	for i := range 3 {
		go func() { _, err := fetch(i * 3); errs <- err }()
	}
	bad := 0
	for range 3 {
		if err := <-errs; err != nil {
			bad++
		}
	}
	fmt.Println(bad)
}
