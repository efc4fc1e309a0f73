// run

package main

import (
	"time"
)

func main() {
	m := make(map[string]int)
	go func() {
		for {
			m["a"] = 1
		}
	}()
	go func() {
		for {
			m["b"] = 2
		}
	}()
	time.Sleep(5 * time.Second)
}
