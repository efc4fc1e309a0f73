// Eight goroutines contend for one mutex and share a map.
package main

import (
	"fmt"
	"sync"
)

type table struct {
	mu    sync.Mutex
	count map[int]int
	total int
}

func (t *table) add(k int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count[k]++
	t.total += k
}

func main() {
	t := &table{count: make(map[int]int)}
	var wg sync.WaitGroup
	for w := 0; w < 8; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 300000; i++ {
				t.add((i*7 + w) & 255)
			}
		}()
	}
	wg.Wait()
	fmt.Println(len(t.count), t.total)
}
