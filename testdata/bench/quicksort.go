// In-place partitioning of a slice of int.
package main

import "fmt"

func quicksort(a []int) {
	for len(a) > 12 {
		mid := a[len(a)/2]
		i, j := 0, len(a)-1
		for i <= j {
			for a[i] < mid {
				i++
			}
			for a[j] > mid {
				j--
			}
			if i <= j {
				a[i], a[j] = a[j], a[i]
				i++
				j--
			}
		}
		quicksort(a[:j+1])
		a = a[i:]
	}
	for i := 1; i < len(a); i++ {
		v := a[i]
		j := i
		for j > 0 && a[j-1] > v {
			a[j] = a[j-1]
			j--
		}
		a[j] = v
	}
}

func main() {
	const n = 1000000
	a := make([]int, n)
	seed := uint32(42)
	sum := 0
	for round := 0; round < 3; round++ {
		for i := range a {
			seed = seed*1664525 + 1013904223
			a[i] = int(seed >> 4)
		}
		quicksort(a)
		for i := 1; i < n; i++ {
			if a[i-1] > a[i] {
				panic("not sorted")
			}
		}
		sum = sum*31%1000003 + a[n/3]
	}
	fmt.Println(sum, a[0], a[n-1])
}
