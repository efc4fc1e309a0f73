// Maps with string keys: word counting.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

func main() {
	var b strings.Builder
	seed := uint32(7)
	for i := 0; i < 200000; i++ {
		seed = seed*1664525 + 1013904223
		b.WriteString("word")
		b.WriteString(strconv.Itoa(int(seed>>16) % 5000))
		b.WriteByte(' ')
	}
	text := b.String()
	total := 0
	for round := 0; round < 6; round++ {
		counts := make(map[string]int)
		for _, w := range strings.Fields(text) {
			counts[w]++
		}
		best, bestN := "", 0
		for w, n := range counts {
			if n > bestN || n == bestN && w < best {
				best, bestN = w, n
			}
		}
		total += bestN + len(counts) + len(best)
	}
	keys := make(map[string]bool)
	for i := 0; i < 300000; i++ {
		keys["k"+strconv.Itoa(i%70000)] = i%3 == 0
	}
	yes := 0
	for _, v := range keys {
		if v {
			yes++
		}
	}
	fmt.Println(total, len(keys), yes)
}
