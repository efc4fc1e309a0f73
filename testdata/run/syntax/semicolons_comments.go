// run

package main

import (
	"strings"
	"fmt"
)

/*
	block

comment
*/
type t struct {
	a, b int
	c    string
}

func f() (int,
	string) {
	return 1, "x"
}

func main() {
	x := 1
	y := 2
	fmt.Println(x, y) // trailing
	if x := 5; x > 3 {
		fmt.Println("if", x)
	} else {
		fmt.Println("no")
	}
	z /* here */ := /* there */ x + /* line
		break */y
	fmt.Println(z)
	a,
		b := f()
	fmt.Println(a, b)
	v := t{
		a: 1,
		b: 2,
		c: "q",
	}
	fmt.Println(v)
	{
		x := "inner"
		fmt.Println(x)
	}

	for i := 0; i < 2; i++ {
		fmt.Print(i, " ")
	}
	fmt.Println()
	s := strings.
		NewReplacer("a", "b").
		Replace("banana")
	fmt.Println(s)
	goto end
end:
	;
}
