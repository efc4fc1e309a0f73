// run

package main

import (
	"errors"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		var err error = errors.New("from goroutine")
		panic(err)
	}()
	wg.Wait()
	time.Sleep(time.Hour)
}
