// 100,000 goroutines at a time, waited for with a WaitGroup.
package main

import (
	"fmt"
	"sync"
)

func main() {
	const n = 100000
	total := 0
	for round := 0; round < 2; round++ {
		var wg sync.WaitGroup
		gate := make(chan struct{})
		results := make([]int, n)
		for i := 0; i < n; i++ {
			wg.Add(1)
			go func(i int) {
				defer wg.Done()
				<-gate
				results[i] = i ^ round
			}(i)
		}
		close(gate)
		wg.Wait()
		for _, r := range results {
			total += r
		}
	}
	fmt.Println(total)
}
