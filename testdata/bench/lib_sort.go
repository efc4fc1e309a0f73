// Sorting by the library where nothing calls back: ints, strings, floats; and binary search.
package main

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
)

func main() {
	seed := uint32(7)
	next := func() int {
		seed = seed*1664525 + 1013904223
		return int(seed >> 4)
	}
	check := 0
	for range 4 {
		ints := make([]int, 400000)
		for i := range ints {
			ints[i] = next()
		}
		sort.Ints(ints)
		check += ints[1000]
		strs := make([]string, 60000)
		for i := range strs {
			strs[i] = strconv.Itoa(next())
		}
		sort.Strings(strs)
		check += len(strs[30000])
		floats := make([]float64, 200000)
		for i := range floats {
			floats[i] = float64(next()) / 3
		}
		slices.Sort(floats)
		check += int(floats[5])
		for i := range 50000 {
			check += sort.SearchInts(ints, i*5000)
		}
	}
	fmt.Println(check)
}
