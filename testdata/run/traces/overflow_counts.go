// run

// How many frames a report of a stack overflow leaves out: as many calls as fit gc's stack.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
)

//go:noinline
func void() { void() }

//go:noinline
func count(n int) { count(n + 1) }

//go:noinline
func factorial(n int) int {
	if n <= -1 {
		return 1
	}
	return n * factorial(n+1)
}

//go:noinline
func plain(n int, s string) int { return plain(n+1, s) + 1 }

//go:noinline
func two(a, b int) int { return two(b, a+1) + 1 }

//go:noinline
func even(n int) bool {
	if n == -1 {
		return true
	}
	return odd(n + 1)
}

//go:noinline
func odd(n int) bool {
	if n == -1 {
		return false
	}
	return even(n + 1)
}

//go:noinline
func ping(n int) int { return pong(n) + 1 }

//go:noinline
func pong(n int) int { return ping(n+1) + 1 }

//go:noinline
func pass(s []int) int { return pass(s) + s[0] }

var shapes = []struct {
	name string
	run  func()
}{
	{"void", void},
	{"count", func() { count(0) }},
	{"factorial", func() { factorial(1) }},
	{"plain", func() { plain(0, "x") }},
	{"two", func() { two(0, 1) }},
	{"even and odd", func() { even(0) }},
	{"ping and pong", func() { ping(0) }},
	{"pass", func() { pass([]int{1}) }},
}

func main() {
	if len(os.Args) > 1 {
		i, _ := strconv.Atoi(os.Args[1])
		debug.SetMaxStack(1 << 20)
		shapes[i].run()
	}
	for i, s := range shapes {
		out, err := exec.Command(os.Args[0], strconv.Itoa(i)).CombinedOutput()
		lines := strings.Split(string(out), "\n")
		for j, line := range lines {
			if strings.Contains(line, "elided") {
				fmt.Println(s.name, line, strings.HasPrefix(lines[j-2], "main."), err)
			}
		}
		fmt.Println(lines[0])
	}
}
