// run

package main

import (
	"fmt"
)

type seq func(yield func(int) bool)

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Print("[done]")
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Print("[stop]")
				return
			}
		}
	}
}
func pairs(m []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}
func thrice(yield func() bool) { _ = yield() && yield() && yield() }

func find(n int) (r int) {
	defer func() { r++ }()
	for i := range count(10) {
		for j := range count(3) {
			if i*j == n {
				return i * 100
			}
		}
	}
	return -1
}

func main() {
	for i := range count(3) {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i := range count(5) {
		if i == 1 {
			continue
		}
		if i == 3 {
			break
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i, s := range pairs([]string{"a", "b"}) {
		fmt.Print(i, s, " ")
	}
	for range thrice {
		fmt.Print("t")
	}
	fmt.Println()
	fmt.Println(find(4))
outer:
	for i := range count(4) {
		for j := range count(4) {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	sum := 0
	for i := range seq(count(4)) {
		defer func() { fmt.Println("deferred", i, sum) }()
		sum += i
	}
	fmt.Println("end", sum)
}
