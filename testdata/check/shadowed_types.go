// check

package main

import (
	"fmt"
)

func main() {
	int := 5
	var x int
	_ = x
	string := "a"
	_ = string(65)
	len := 3
	_ = len("abc")
	nil := 1
	var p *float64 = nil
	_ = p
	fmt := 2
	fmt.Println(int)
	true := false
	_ = true
	type error int
	var e error = 5
	_ = e
}
