// Allocation and collection: many short-lived trees beside one long-lived tree.
package main

import "fmt"

type node struct{ left, right *node }

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{build(depth - 1), build(depth - 1)}
}

func (n *node) count() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	const maxDepth = 16
	fmt.Println("stretch", build(maxDepth+1).count())
	long := build(maxDepth)
	for depth := 4; depth <= maxDepth; depth += 2 {
		rounds := 1 << (maxDepth - depth + 4)
		sum := 0
		for i := 0; i < rounds; i++ {
			sum += build(depth).count()
		}
		fmt.Println(rounds, "trees of depth", depth, "check", sum)
	}
	fmt.Println("long lived", long.count())
}
