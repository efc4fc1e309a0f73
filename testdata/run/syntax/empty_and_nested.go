// run

package main

import (
	"fmt"
)

type empty struct{}
type e2 = struct{}

func nothing()                      {}
func takes(func(func(int) int) int) {}
func ret() func() func() int        { return func() func() int { return func() int { return 3 } } }

func main() {
	{
		{
		}
	}
	for false {
	}
	if true {
	} else {
	}
	switch {
	default:
	}
	func() {}()
	nothing()
	takes(nil)
	var x, y = empty{}, e2{}
	fmt.Println(x, y, ret()()(), ((1 + 2) * (3)), -(-1), !!true, +-+1, ^^5)
	a := []func(){nothing, func() { fmt.Print("a ") }, (func())(nothing)}
	for _, f := range a {
		f()
	}
	p := &[]*[]int{{1, 2}, {3}}
	fmt.Println((*(*p)[0])[1], len(*p), *&(*p)[1] == (*p)[1])
	m := map[string]func(...int) []int{"id": func(x ...int) []int { return x }}
	fmt.Println(m["id"](1, 2)[1:][0], (func(a, b int) int { return a - b })(5, 3), struct{ f func() int }{func() int { return 9 }}.f())
	var i interface {
		interface{ String() string }
		fmt.Stringer
	}
	fmt.Println(i == nil, [...][2]int{{1}, 2: {}}[0][0])
}
