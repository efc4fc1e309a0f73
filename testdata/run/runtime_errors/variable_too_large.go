// run

package main

func main() {
	var f [1000000000000]int
	f[0] = 1
}
