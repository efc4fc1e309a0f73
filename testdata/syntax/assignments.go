// syntax

package main

func main() {
	a + b = c
	a, b += 1, 2
	a := b := c
	f() := 1
	1 := 2
	a.b := 3
	a[0] := 4
	x++ + 1
	++x
	y = x++
	var a, b
	var c := 1
	const d
	if a = 1 {
	}
}
