// run

package main

import (
	"fmt"
)

func main() {
	done := make(chan bool)
	go func() {
		var p *[4]int
		defer close(done)
		fmt.Println("in goroutine")
		p[2] = 5
	}()
	<-done
	select {}
}
