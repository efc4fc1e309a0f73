package main

import "lib"

func two() (int, string)   { return 1, "" }
func three() (int, string, error)   { return 1, "", nil }
func f(a string, b int)  {}
func v(a ...string)  {}
func r1() (string, int) { return two() }
func r2() (string, int) { return three() }
func r3() (int) { return two() }
func r4() { return two() }
func r5() (int, int, int) { return two() }

const cst = 3
var vr = 2

var p, q = two()
var p1, q1 string = two()
var p2 string = two()

func main() {
	f(two())
	v(two())
	f(three())
	var a string
	var b int
	a, b = two()
	a, b = three()
	a = two()
	x, y := three()
	var m map[string]int
	a, ok := m["x"]
	var okk int
	b, okk = m["x"]
	b, okk = <-make(chan int)
	var z cst
	var zz vr
	var zzz main
	var z4 len
	var z5 nil
	var z6 lib
	var z7 lib.Println
	a.x()
	a()
	5()
	nil()
	vr()
	m()
	m[1]()
	lib.newPrinter()
	lib.foo = 1
	lib = 1
	lib.Println = nil
	five, six := 5
	_, _ = 1, 2, 3
	_ = 1, 2
	for a, b := range two() {
	}
	a := 5
	a, a := 1, 2
}
