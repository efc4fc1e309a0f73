// Maps with int keys: insert, look up, update, delete, range.
package main

import "fmt"

func main() {
	m := make(map[int]int)
	seed := 12345
	hits := 0
	for i := 0; i < 3000000; i++ {
		seed = (seed*1664525 + 1013904223) % 4294967296
		k := seed / 256 % 200000
		if v, ok := m[k]; ok {
			hits += v & 1
			if i%5 == 0 {
				delete(m, k)
			} else {
				m[k] = v + 1
			}
		} else {
			m[k] = i
		}
	}
	sum := 0
	for k, v := range m {
		sum += k*3 + v
	}
	fmt.Println(len(m), hits, sum)
}
