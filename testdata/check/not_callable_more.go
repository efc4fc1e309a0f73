// check

package main

type T struct{ f int }

func main() {
	x := 1
	var t T
	int(1, 2)
	fmt()
	T
}
