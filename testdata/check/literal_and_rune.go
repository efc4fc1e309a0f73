// check

package main

func main() {
	var a byte = 'é'
	var b byte = '世'
	var c rune = 'x' + 'y'
	var d int8 = 'z' * 2
	var e string = 'x'
	var f []rune = "abc"
	var g []byte = "abc"
	var h [3]byte = "abc"
	var i = 'a' + "b"
	var j uint = 5 - 6
	var k = 0.1 + 'a' + 1i
	var l int = 0.1 + 0.9
	var m int = 0.5 + 0.6
	_ = k
}
