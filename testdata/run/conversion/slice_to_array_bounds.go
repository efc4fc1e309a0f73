// run

package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	s := make([]int, 2, 8)
	var none []int
	try(func() { fmt.Println([4]int(s)) })
	try(func() { fmt.Println((*[4]int)(s)) })
	try(func() { fmt.Println(*(*[3]int)(s[:1])) })
	try(func() { fmt.Println([1]int(none)) })
	try(func() { fmt.Println((*[0]int)(none) == nil, [0]int(none)) })
	try(func() { fmt.Println((*[0]int)(s[:0]) == nil, [0]int(s[:0])) })
	try(func() { fmt.Println([2]int(s), *(*[1]int)(s[1:])) })
	try(func() { var e []struct{}; fmt.Println([0]struct{}(e), len((*[0]struct{})(e))) })
}
