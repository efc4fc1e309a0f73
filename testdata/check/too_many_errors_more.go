// check

package main

func main() {
	a11 := 1
	a12 := 1
}
