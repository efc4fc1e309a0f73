// check

package main

func main() {
	var f float64 = 1
	var s uint = 3
	_ = 1 >> 1.5
	var k int = 1.0 << 3
	_, _, _ = i, g, k
	x := 5
	x <<= 1.5
	x += "a"
	x %= 2.5
	f %= 2
	f |= 1
	true++
}
