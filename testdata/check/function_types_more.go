// check

package main

func f(int) string { return "" }

type op func(int, int) int

func main() {
	d := func(x int) { return x }
	_ = f == nil
	_ = a
	_, _, _, _, _ = b, c, d, e, g
	_ = func() (int, string) { return 1, 2 }
	var r int = func() int { return 1 }
	_, _ = r, h
}
