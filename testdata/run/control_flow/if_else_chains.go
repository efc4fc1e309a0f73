// run

package main

import (
	"fmt"
)

func f(n int) (int, error) {
	if n < 0 {
		return 0, fmt.Errorf("negative %d", n)
	}
	return n * 2, nil
}
func sign(n int) string {
	if n > 0 {
		return "pos"
	} else if n < 0 {
		return "neg"
	} else {
		return "zero"
	}
}
func trace(s string, b bool) bool { fmt.Print(s, " "); return b }

func main() {
	if v, err := f(3); err != nil {
		fmt.Println("err", err)
	} else if w, err := f(-v); err != nil {
		fmt.Println("inner", v, w, err)
	} else {
		fmt.Println("none")
	}
	fmt.Println(sign(1), sign(-1), sign(0))
	if trace("a", false) && trace("b", true) || trace("c", true) && !trace("d", false) {
		fmt.Println("yes")
	}
	if x := 5; x > 3 && (x < 10 || trace("never", true)) {
		x := x + 1
		fmt.Println(x)
	}
	if (struct{ a int }{1}) == (struct{ a int }{1}) {
		fmt.Println("composite in parens")
	}
	if m := map[string]bool{"k": true}; m["k"] {
		fmt.Println("map")
	}
	if f := func() bool { return true }; f() {
		fmt.Println("func")
	}
	if _, ok := any(3).(int); ok {
		fmt.Println("assert")
	}
	var p *int
	if p != nil && *p > 0 {
		fmt.Println("no")
	}
	if a, b := 1, 2; a > b {
	} else if c := a + b; c == 3 {
		fmt.Println(a, b, c)
	}
}
