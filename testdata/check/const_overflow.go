// check

package main

func main() {
	var a int8 = 128
	var b uint = -1
	var c byte = 256
	const d int32 = 1 << 31
	e := 1 << 64
	var f float32 = 1e40
	g := 10 / 0
	var h uint8 = 255 + 1
	_ = int8(200)
	_, _, _, _, _, _, _ = a, b, c, e, f, g, h
	_ = "abc"[5]
	var i rune = 'ab'
	_ = [2]int{1, 2, 3}
}
