// check

package main

func main() {
	a, b := 1, 2
	a, b := 3, 4
	a := 5
	_, _ := 1, 2
	c, a := 6, 7
	_, _, _ = a, b, c
	var a int
	const b = 2
}
