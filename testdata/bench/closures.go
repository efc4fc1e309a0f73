// Closures: captured counters, composition, callbacks, generators.
package main

import "fmt"

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 0 }
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func each(a []int, f func(i, v int)) {
	for i, v := range a {
		f(i, v)
	}
}

func fold(a []int, start int, f func(acc, v int) int) int {
	for _, v := range a {
		start = f(start, v)
	}
	return start
}

func main() {
	next, reset := counter()
	sum := 0
	for i := 0; i < 30000000; i++ {
		sum += next()
		if i%1000 == 0 {
			reset()
		}
	}
	k := 3
	f := compose(
		func(x int) int { return x + k },
		func(x int) int { return x * 5 },
		func(x int) int { return x & 0xffff },
	)
	x := 1
	for i := 0; i < 8000000; i++ {
		x = f(x + i)
	}
	a := make([]int, 1000)
	for i := range a {
		a[i] = i
	}
	for round := 0; round < 20000; round++ {
		each(a, func(i, v int) { sum = (sum + i*3 - v) % 1000000007 })
		sum = (sum + fold(a, round, func(acc, v int) int { return acc + v*k })) % 1000000007
	}
	fmt.Println(sum, x)
}
