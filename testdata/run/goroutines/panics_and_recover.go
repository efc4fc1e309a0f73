// run

package main

import (
	"fmt"
	"sync"
)

func safe(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	f()
	return nil
}

func main() {
	errs := make(chan error)
	go func() { errs <- safe(func() { var m map[int]int; m[1] = 1 }) }()
	fmt.Println(<-errs)
	go func() { errs <- safe(func() {}) }()
	fmt.Println(<-errs)
	var order []string
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { order = append(order, fmt.Sprint("outer ", recover())) }()
		defer func() { order = append(order, "middle") }()
		func() {
			defer func() { order = append(order, fmt.Sprint("inner ", recover())); panic("second") }()
			panic("first")
		}()
		order = append(order, "never")
	}()
	<-done
	fmt.Println(order)
	n := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err := safe(func() {
				if i%3 == 0 {
					panic(i)
				}
			})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				n++
			}
		}()
	}
	wg.Wait()
	fmt.Println(n)
}
