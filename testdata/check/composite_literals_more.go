// check

package main

type P struct{ X, y int }
type Q struct{ P }

func main() {
	_ = P{1, 2, 3}
	_ = Q{X: 1}
	_ = [...]int{-1: 2}
	_ = &int{}
	_ = []int{1, "a", 2.5}
}
