// check

package main

func f() int {
	return 1
	x := 2
	return x
}

func main() {
	for {
	}
	f()
	var unused int
}
