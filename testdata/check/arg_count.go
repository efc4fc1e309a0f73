// check

package main

func f(a, b int) {}
func g(a int, rest ...string) {}
func two() (int, int) { return 1, 2 }

func main() {
	f(1)
	f(1, 2, 3)
	f()
	g()
	g(1, 2)
	g(1, []string{}...)
	g(1, "a", []string{}...)
	f(two())
	f(two(), 1)
	f("a", 1)
}
