// check

package main

func main() {
	var i int = "a"
	var s string = 1
	var f float64 = "x"
	i = 2.5
	s = 'a'
	f = nil
	var p *int = i
	var b bool = 0
	_, _, _, _, _ = i, s, f, p, b
}
