// run

package main

import (
	"fmt"
	"slices"
	"testing"
)

type big struct {
	name string
	next *big
	n    [3]int
}

func zeros[T any](s []T, n int) []T { return append(s, make([]T, n)...) }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func length() int { fmt.Println("length"); return 2 }

func main() {
	s := []int{1, 2, 3}
	s = append(s, make([]int, 2)...)
	fmt.Println(s, len(s), cap(s))
	for i := range s {
		s[i] = 9
	}
	t := append(s[:1], make([]int, 3)...)
	fmt.Println(t, s)
	var none []string
	none = append(none, make([]string, 0)...)
	fmt.Println(none == nil, append([]string(nil), make([]string, 3)...))
	b := zeros([]big{{name: "x", n: [3]int{1, 2, 3}}}, 1)
	fmt.Println(b, cap(zeros([]byte(nil), 33)), cap(zeros([]int{1, 2, 3, 4, 5}, 1)))
	fmt.Println(zeros([]struct{}{{}}, 4), len(zeros(b, length())))
	n := -1
	try(func() { s = append(s, make([]int, n)...) })
	n = 1 << 60
	try(func() { s = append(s, make([]int, n)...) })
	var u8 uint8 = 3
	fmt.Println(append([]byte("ab"), (make([]byte, u8))...))
	fmt.Println(append(s[:1], make([]int, 1, 5)...))
	made := 0
	make := func(a []int, n int) []int { made++; return []int{n} }
	fmt.Println(append(s[:1], make(nil, 5)...), made)

	x := []int{1, 2, 3}
	fmt.Println(testing.AllocsPerRun(10, func() { _ = slices.Grow(x, 10) }), cap(slices.Grow(x, 10)))
	fmt.Println(slices.Insert(x, 1, 7, 8, 9), slices.Concat(x, x), slices.Grow(x[:1], 1))
}
