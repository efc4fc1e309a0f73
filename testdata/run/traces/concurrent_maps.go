// run

package main

import "time"

func count(m map[int]int) {
	for {
		m[1]++
	}
}

func main() {
	m := map[int]int{}
	for range 2 {
		go count(m)
	}
	time.Sleep(5 * time.Second)
}
