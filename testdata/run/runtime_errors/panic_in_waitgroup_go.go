// run

package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	done := make(chan bool)
	wg.Go(func() { close(done) })
	<-done
	wg.Wait()
	wg.Go(func() {
		defer fmt.Println("deferred")
		panic("in a goroutine of the group")
	})
	wg.Wait()
	fmt.Println("never")
}
