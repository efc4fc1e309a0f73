// run

package main

import (
	"fmt"
	"time"
)

func f(n int) (s string) {
	switch n {
	case 0:
		s += "0"
		fallthrough
	case 1:
		s += "1"
		if n == 1 {
			break
		}
		fallthrough
	case 2:
		x := "x"
		s += "2" + x
	case 3:
		x := 3
		s += fmt.Sprint(x)
		fallthrough
	default:
		s += "d"
		fallthrough
	case 9:
		s += "9"
	}
	return
}
func grade(n int) string {
	switch {
	case n >= 90:
		return "A"
	case n >= 80:
		return "B"
	}
	return "F"
}
func days(m time.Month, leap bool) int {
	switch m {
	case time.February:
		if leap {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	default:
		return 31
	}
}
func class(c rune) string {
	switch {
	case c >= '0' && c <= '9':
		return "digit"
	case c == ' ', c == '\t':
		return "space"
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		return "letter"
	}
	return "other"
}
func big(n int) int {
	switch n {
	case 10:
		return 1
	case 20:
		return 2
	case 30:
		return 3
	case 40:
		return 4
	case 50:
		return 5
	case 60:
		return 6
	case 70:
		return 7
	case 80:
		return 8
	case -1 << 40:
		return 9
	}
	return 0
}
func word(s string) int {
	switch s {
	case "alpha":
		return 1
	case "beta":
		return 2
	case "gamma", "delta":
		return 3
	case "":
		return 4
	case "alphabet":
		return 5
	}
	return -1
}

func main() {
	for i := range 11 {
		fmt.Print(f(i), " ")
	}
	fmt.Println(grade(95), grade(85), grade(5), days(2, true), days(4, false), days(12, false))
	for _, c := range "a5 \t!Z" {
		fmt.Print(class(c), " ")
	}
	fmt.Println()
	for _, n := range []int{10, 45, 50, 80, -1 << 40, 0} {
		fmt.Print(big(n), " ")
	}
	for _, s := range []string{"alpha", "alphabet", "delta", "", "zeta", "alph"} {
		fmt.Print(word(s), " ")
	}
	fmt.Println()
	var u uint8 = 200
	switch u {
	case 'a', 200:
		fmt.Println("u8")
	}
	switch x := 1.5; {
	case x > 1:
		fmt.Println("gt")
	}
	switch b := true; b {
	case 1 < 2:
		fmt.Println("bool")
	}
	switch p := new(int); p {
	case nil:
	default:
		fmt.Println("ptr")
	}
	switch any("x") {
	case 1, "x", nil:
		fmt.Println("any")
	}
}
