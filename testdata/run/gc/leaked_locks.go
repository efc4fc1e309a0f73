// run

package main

import (
	"fmt"
	"runtime/pprof"
	"sort"
	"strings"
	"sync"
	"time"
)

func main() {
	go func() {
		var mu sync.RWMutex
		mu.Lock()
		mu.RLock()
	}()
	go func() {
		var mu sync.RWMutex
		mu.RLock()
		mu.Lock()
	}()
	go func() {
		mu := &sync.RWMutex{}
		mu.Lock()
		mu.Lock()
	}()
	go func() {
		var wg sync.WaitGroup
		wg.Add(1)
		wg.Wait()
	}()
	held := new(sync.RWMutex)
	held.Lock()
	go func() {
		held.RLock()
		fmt.Println("got it")
	}()
	time.Sleep(10 * time.Millisecond)
	var out strings.Builder
	pprof.Lookup("goroutineleak").WriteTo(&out, 2)
	var states []string
	for _, l := range strings.Split(out.String(), "\n") {
		if strings.HasPrefix(l, "goroutine ") {
			states = append(states, l[strings.Index(l, "["):])
		}
	}
	sort.Strings(states)
	fmt.Println(strings.Join(states, "\n"))
	held.Unlock()
	time.Sleep(10 * time.Millisecond)
}
