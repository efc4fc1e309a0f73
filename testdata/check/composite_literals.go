// check

package main

type P struct{ X, y int }
type Q struct{ P }

func main() {
	_ = P{1}
	_ = P{1, 2, 3}
	_ = P{X: 1, 2}
	_ = P{Z: 1}
	_ = P{"a", 1}
	_ = Q{X: 1}
	_ = []int{a: 1}
	_ = map[string]int{1: 1}
	_ = map[string]int{"a"}
	_ = int{}
	_ = []P{{1, 2}, 3}
	_ = [...]int{-1: 2}
	_ = &int{}
	_ = []int{1, "a", 2.5}
}
