// check

package main

func main() {
	var c rune = 'x' + 'y'
	var k = 0.1 + 'a' + 1i
	var l int = 0.1 + 0.9
	_ = k
}
