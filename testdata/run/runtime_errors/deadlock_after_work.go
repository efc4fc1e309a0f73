// run

package main

import (
	"fmt"
	"sync"
)

type pool struct {
	jobs chan int
	wg   sync.WaitGroup
}

func (p *pool) worker() {
	defer p.wg.Done()
	for j := range p.jobs {
		fmt.Println("job", j)
	}
}

func main() {
	p := &pool{jobs: make(chan int)}
	p.wg.Add(1)
	go p.worker()
	p.jobs <- 1
	p.wg.Wait()
}
