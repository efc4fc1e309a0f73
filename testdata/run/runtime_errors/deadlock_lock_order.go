// run

package main

import (
	"sync"
)

func main() {
	var a, b sync.Mutex
	ready := make(chan bool)
	go func() {
		a.Lock()
		ready <- true
		b.Lock()
	}()
	b.Lock()
	<-ready
	a.Lock()
}
