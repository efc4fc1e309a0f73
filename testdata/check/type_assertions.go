// check

package main

type I interface{ M() }
type T struct{}

func main() {
	x := 1
	_ = x.(int)
	var e any = x
	_ = e.(I)
	var i I
	_ = i.(T)
	_ = e.(undefinedType)
	_, _, _ = e.(int)
	switch y := x.(type) {
	}
	switch i.(type) {
	case T:
	case int:
	}
	switch z := e.(type) {
	}
	_ = e.(type)
	var s string = e
	_ = s
	var n int = e.(string)
	_ = n
}
