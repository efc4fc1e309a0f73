// check

package main

type T struct{ a, a int }
type T int

func (T) m() {}
func (T) m() {}
func f(a, a int) {}
func f() {}

var x int
var x string

const f = 1

type I interface {
	m()
	m()
}

func main() {
	var y int
	{
		var y string
		_ = y
	}
	_ = y
L:
L:
	for {
		break L
	}
}
