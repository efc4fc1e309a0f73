// check

package main


func (T) m() {}

var x int


type I interface {
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
	}
}
