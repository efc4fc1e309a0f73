// run

package main

import (
	"fmt"
)

type box struct{ v any }

func same(a, b any) bool { return a == b }

func main() {
	fmt.Println(same(box{1}, box{1}), same([2]any{1, "x"}, [2]any{1, "x"}), same(box{[]int{}}, box{1}))
	fmt.Println(same(box{[]int{1}}, box{[]int{1}}))
}
