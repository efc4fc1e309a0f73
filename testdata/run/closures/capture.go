// run

package main

import (
	"fmt"
)

func counter() (func() int, func(int)) {
	n := 0
	return func() int { n++; return n }, func(k int) { n = k }
}
func fibgen() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}
func adder(base int) func(int) int {
	return func(d int) int { base += d; return base }
}

type acc struct{ total int }

func (a *acc) adder() func(int) { return func(i int) { a.total += i } }
func param(x int, s []int) func() int {
	f := func() int { x *= 2; s[0]++; return x + s[0] }
	x++
	return f
}

func main() {
	next, set := counter()
	next()
	next()
	set(10)
	fmt.Println(next(), next())
	other, _ := counter()
	fmt.Println(other())
	f := fibgen()
	for range 10 {
		fmt.Print(f(), " ")
	}
	fmt.Println()
	a, b := adder(10), adder(20)
	fmt.Println(a(1), b(1), a(1), b(1))
	var ac acc
	g := ac.adder()
	g(3)
	g(4)
	fmt.Println(ac.total)
	s := []int{0}
	p := param(5, s)
	fmt.Println(p(), p(), s)
	x := 1
	inc := func() { x++ }
	inc()
	inc()
	fmt.Println(x)
	var fact func(int) int
	fact = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(10))
	var fs [3]func() int
	for i := range fs {
		fs[i] = func() int { i += 10; return i }
	}
	fmt.Println(fs[0](), fs[0](), fs[1](), fs[2]())
	func() {
		x := 100
		func() { x++; fmt.Println("nested", x) }()
	}()
	fmt.Println(func(a, b int) int { return a*b + x }(3, 4))
	m := map[string]func(...int) int{}
	for _, name := range []string{"sum", "cnt"} {
		m[name] = func(xs ...int) int {
			t := len(name)
			for _, v := range xs {
				t += v
			}
			return t
		}
	}
	fmt.Println(m["sum"](1, 2, 3), m["cnt"]())
	compose := func(fs ...func(int) int) func(int) int {
		return func(v int) int {
			for _, f := range fs {
				v = f(v)
			}
			return v
		}
	}
	fmt.Println(compose(func(i int) int { return i + 1 }, func(i int) int { return i * x })(5))
	arr := [2]int{1, 2}
	h := func() { arr[0] = 50 }
	cp := arr
	h()
	fmt.Println(arr, cp)
	y := 1
	py := &y
	k := func() int { return *py + y }
	y = 20
	fmt.Println(k())
}
