// run

package main

import (
	"fmt"
)

func spawn(n int, f func(int)) {
	done := make(chan struct{})
	go func(k int) {
		defer close(done)
		func() {
			f(k)
		}()
	}(n)
	<-done
	select {}
}

func main() {
	m := map[string][]int{"a": {1}}
	spawn(3, func(i int) {
		fmt.Println("working")
		m["a"][i] = 1
	})
}
