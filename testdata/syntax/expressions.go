// syntax

package main

func main() {
	x := 1 +
	y := )
	z := a b
	w := [1, 2]
	v := {1, 2}
}
