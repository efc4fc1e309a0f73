// check

package main

func main() {
	var f float64 = 1
	var k int = 1.0 << 3
	x := 5
}
