// check

package main

func main() {
	var f float64 = 1
	var s uint = 3
	_ = f << 2
	_ = 1.0 << s
	_ = 1.5 << 2
	_ = "a" << 1
	_ = 1 << -1
	_ = 1 << f
	var i int8 = 1 << 7
	var g float64 = 1 << s
	_ = uint8(1) << 8
	_ = 1 << 600
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
