// run

package main

import (
	"fmt"
)

var x = "package"

func f(x int) (r string) {
	r = fmt.Sprint(x)
	{
		x := x * 2
		r += fmt.Sprint(" ", x)
		{
			var x = "deep"
			r += " " + x
		}
	}
	if x := x + 100; x > 50 {
		x := float64(x) / 2
		r += fmt.Sprint(" ", x)
	} else {
		r += "no"
	}
	for x := range 2 {
		r += fmt.Sprint(" ", x)
	}
	switch x := any(x).(type) {
	case int:
		r += fmt.Sprint(" int", x)
	}
	func(x string) { r += " " + x }("param")
	return r + fmt.Sprint(" ", x)
}

func g() (err error) {
	if _, err := fmt.Sscan("x", new(int)); err != nil {
		_ = err
	}
	return
}
func h() (n int) {
	defer func() {
		n := n + 100
		_ = n
	}()
	n = 1
	{
		n := 2
		n++
	}
	return n
}

func main() {
	fmt.Println(x, f(7), g(), h())
	x := x + "-local"
	fmt.Println(x)
	var fs []func()
	for i := 0; i < 3; i++ {
		j := i * i
		fs = append(fs, func() { fmt.Print(i, j, " ") })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
	type t int
	{
		type t string
		var v t = "inner"
		fmt.Println(v)
	}
	var v t = 5
	const c = 1
	{
		const c = c + 1
		fmt.Println(c, v)
	}
	a, b := 1, 2
	{
		a, c := 10, 20
		b = a + c
	}
	fmt.Println(a, b)
}
