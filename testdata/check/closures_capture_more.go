// check

package main

func main() {
	f := func() {
	}
	for i := 0; i < 3; i++ {
		defer func() { return i }()
	}
	fib := func(n int) int {
		if n < 2 {
			return n
		}
	}
	_ = g
}
