// run

// Calls of parenthesised elements.
package main

import "fmt"

func one() int { return 1 }

func main() {
	a := [3]func() int{1: one}
	m := map[string]func() int{"k": one}
	fmt.Println((a[1])(), ((m["k"]))(), ([]func() int{one}[0])())
}
