// check

package main

func f() int { return 1 }

var v = 3


func main() {
	a = 2
	const l = 1
	l++
	&l
	_ = &l
}
