// check

package main

func main() {
	f := func() {
		x := 1
		y = 2
	}
	var g func(int) = func(s string) {}
	for i := 0; i < 3; i++ {
		defer func() { return i }()
	}
	fib := func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	go func() { z := 1 }
	func() {}
	h := func() int { f() }
	_ = g
}
