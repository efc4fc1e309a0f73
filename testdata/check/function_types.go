// check

package main

func f(int) string { return "" }

type op func(int, int) int

func main() {
	var a func(string) string = f
	var b op = func(a int) int { return a }
	var c op = func(a, b int) int { return "x" }
	f = nil
	d := func(x int) { return x }
	var e func() = func() int { return 1 }
	_ = f == nil
	_ = f == f
	g := f(1) + 2
	h := f(f(1))
	_ = a
	_, _, _, _, _ = b, c, d, e, g
	func(x int) {}("a")
	_ = func() (int, string) { return 1, 2 }
	var r int = func() int { return 1 }
	_, _ = r, h
}
