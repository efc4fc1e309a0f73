// run

package main

import (
	"fmt"
	"runtime/debug"
	"strings"
)

//go:noinline
func g() {}

//go:noinline
func divides(a, b int, s string) int {
	g()
	return 10/(b-2) + a + len(s)
}

//go:noinline
func branches(a, b int, s string) int {
	g()
	if b > 1 {
		g()
		return 10 / (b - 2)
	}
	return a + len(s)
}

//go:noinline
func prints(a, b int, s string) int {
	fmt.Print("")
	if b > 1 {
		fmt.Println(s)
		panic(b)
	}
	return a
}

//go:noinline
func unused(a, b int, s string) int {
	panic("at once")
}

// shape is the line of the trace with a function's arguments, without their values.
func shape(name string) string {
	for _, l := range strings.Split(string(debug.Stack()), "\n") {
		if strings.HasPrefix(l, "main."+name) {
			var out strings.Builder
			for i := 0; i < len(l); i++ {
				if strings.HasPrefix(l[i:], "0x") {
					out.WriteByte('x')
					for i++; i+1 < len(l) && strings.IndexByte("0123456789abcdef", l[i+1]) >= 0; {
						i++
					}
					continue
				}
				out.WriteByte(l[i])
			}
			return out.String()
		}
	}
	return "?"
}

func try(name string, f func(int, int, string) int) {
	defer func() {
		recover()
		fmt.Println(shape(name))
	}()
	f(1, 2, "x")
}

func main() {
	try("divides", divides)
	try("branches", branches)
	try("prints", prints)
	try("unused", unused)
}
