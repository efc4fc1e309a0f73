// run

package main

import "fmt"

func f() (bad bool) {
	defer func() { recover() }()
	var p *int
	bad, _ = true, *p
	return
}

func f2() (bad bool, n int) {
	defer func() { recover() }()
	var p *int
	bad, n = true, *p
	return
}

func f3() (a, b int) {
	defer func() { recover() }()
	var s []int
	a, b = 1, s[3]
	return
}

func g() (bool, int) {
	defer func() { recover() }()
	var p *int
	return true, *p
}

func g2() (x bool, y int) {
	defer func() { recover() }()
	var p *int
	return true, *p
}

func h() (_ bool, _ int) {
	defer func() { recover() }()
	var p *int
	return true, *p
}

func k(x int) (a, b, c int) {
	defer func() { recover() }()
	z := 0
	a, b, c = x, x/z, 3
	return
}

func k2(x int) (a, b, c int) {
	defer func() { recover() }()
	z := 0
	a, b, c = 2, 3, x/z
	return
}

func main() {
	fmt.Println(f())
	fmt.Println(f2())
	fmt.Println(f3())
	fmt.Println(g())
	fmt.Println(g2())
	fmt.Println(h())
	fmt.Println(k(5))
	fmt.Println(k2(5))
}

var gx, gy int

func m1() (r struct{ a, b int }, e error) {
	defer func() { recover() }()
	var s []int
	r.a, r.b = 1, s[3]
	return
}

func m2() (a int) {
	defer func() { a *= 10; recover() }()
	z := 0
	a, gx = 3, 4/z
	return
}

func m3() (a int) {
	defer func() { recover() }()
	z := 0
	gx, a, gy = 7, 3, 4/z
	return
}
func init() {
	fmt.Println(m1())
	fmt.Println(m2(), gx)
	fmt.Println(m3(), gx, gy)
}
