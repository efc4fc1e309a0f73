// check

package main

type I interface{ M() }
type T struct{}

func main() {
	x := 1
	var e any = x
	_ = e.(I)
	var i I
	switch y := x.(type) {
	}
	switch i.(type) {
	case T:
	case int:
	}
	switch z := e.(type) {
	}
	var s string = e
	_ = s
	var n int = e.(string)
	_ = n
}
