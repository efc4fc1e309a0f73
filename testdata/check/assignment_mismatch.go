// check

package main

func two() (int, int) { return 1, 2 }
func none()           {}

func main() {
	a := two()
	b, c, d := two()
	e, f := 1
	var g, h int = 1, 2, 3
	a, b = 1, 2, 3
	x := none()
	_, _, _, _, _, _, _, _, _ = a, b, c, d, e, f, g, h, x
	var v int = none()
	_ = v
}
