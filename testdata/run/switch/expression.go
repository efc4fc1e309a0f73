// run

package main

import (
	"fmt"
)

func name(n int) string {
	switch n {
	case 0:
		return "zero"
	case 1, 2, 3:
		return "few"
	case 1 << 4:
		return "sixteen"
	default:
		return "many"
	case -1:
		return "minus"
	}
}
func eval(s string, v int) int { fmt.Print(s, " "); return v }

func main() {
	for _, n := range []int{0, 2, 16, 99, -1} {
		fmt.Print(name(n), " ")
	}
	fmt.Println()
	x := 5
	switch {
	case x > 10:
		fmt.Println("big")
	case x > 3:
		fmt.Println("mid")
		fallthrough
	case x > 100:
		fmt.Println("fell")
		fallthrough
	default:
		fmt.Println("default")
	}
	switch y := x * 2; {
	case y == 10:
		fmt.Println("ten")
	}
	switch z := eval("tag", 2); z {
	case eval("a", 1), eval("b", 2), eval("c", 3):
		fmt.Println("hit")
	case eval("d", 4):
	}
	switch s := "b"; s {
	case "a", "b":
		fmt.Println("ab")
		if s == "b" {
			break
		}
		fmt.Println("never")
	}
	switch {
	}
	switch x := any(x); x {
	case 5:
		fmt.Println("iface five")
	case "5":
		fmt.Println("no")
	}
	switch 2.5 {
	case 2.5:
		fmt.Println("float")
	}
	switch [2]int{1, 2} {
	case [2]int{1, 2}:
		fmt.Println("array")
	}
	type p struct{ a int }
	switch (p{1}) {
	case p{1}:
		fmt.Println("struct")
	}
	for i := range 6 {
		switch {
		case i%2 == 0:
			continue
		case i == 5:
			break
		default:
			fmt.Print(i, " ")
		}
	}
	switch true {
	default:
		fmt.Println("dflt")
	case false:
	}
	var e error
	switch e {
	case nil:
		fmt.Println("nil error")
	}
	switch f := func() int { return 7 }; f() {
	case 7:
		fmt.Println("seven")
	}
}
