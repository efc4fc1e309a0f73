// syntax

package main

func f(a, b int, c) {}
func g(a ...int, b int) {}
func h() (a int, string) {}
func i(a int = 5) {}
func (t T, u U) m() {}
func () m() {}
func main() {
	f := func(x) int { return x }
	func named() {}
}
