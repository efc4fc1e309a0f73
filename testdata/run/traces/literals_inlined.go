// run

package main

import "fmt"

func apply[T any](xs []T, f func(T)) {
	for _, x := range xs {
		f(x)
	}
}

func main() {
	defer fmt.Println("deferred")
	div := func(x int) int { return 10 / x }
	twice := func() int { return div(5) + div(0) }
	apply([]int{1}, func(x int) { fmt.Println(x, twice()) })
}
