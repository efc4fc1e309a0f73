// run

package main

import (
	"errors"
	"fmt"
	"time"
)

type res struct {
	v   int
	err error
}

func first(fs ...func() res) res {
	c := make(chan res, len(fs))
	for _, f := range fs {
		go func() { c <- f() }()
	}
	return <-c
}
func withTimeout(d time.Duration, f func() int) (int, error) {
	c := make(chan int, 1)
	go func() { c <- f() }()
	select {
	case v := <-c:
		return v, nil
	case <-time.After(d):
		return 0, errors.New("timed out")
	}
}
func gather(n int, f func(int) (int, error)) (out []int, err error) {
	out = make([]int, n)
	errs := make(chan error, n)
	for i := range n {
		go func() {
			v, err := f(i)
			out[i] = v
			errs <- err
		}()
	}
	for range n {
		if e := <-errs; e != nil && err == nil {
			err = e
		}
	}
	return
}

func main() {
	block := make(chan int)
	fmt.Println(first(func() res { return res{1, nil} }, func() res { <-block; return res{2, nil} }))
	fmt.Println(withTimeout(5*time.Second, func() int { return 7 }))
	fmt.Println(withTimeout(5*time.Millisecond, func() int { return <-block }))
	fmt.Println(gather(5, func(i int) (int, error) { return i * i, nil }))
	_, err := gather(5, func(i int) (int, error) {
		if i == 3 {
			return 0, fmt.Errorf("job %d failed", i)
		}
		return i, nil
	})
	fmt.Println(err)
	for range 100 {
		go func() { <-block }()
	}
	go func() {
		for {
			time.Sleep(time.Hour)
		}
	}()
	go func() {
		defer fmt.Println("never printed: main ends first")
		select {}
	}()
	fmt.Println("main returns while others wait")
}
