// check

package main

type myInt int

func main() {
	var i int = 1
	var f float64 = 2
	var s string = "a"
	var m myInt = 3
	_ = i + f
	_ = s + i
	_ = i + m
	_ = i == f
	_ = s && true
	_ = !i
	_ = -s
	_ = s - s
	_ = i << 1.5
}
