// run

package main

import (
	"fmt"
	"strings"
)

func remove(s []int, i int) []int    { return append(s[:i], s[i+1:]...) }
func insert(s []int, i, v int) []int { return append(s[:i], append([]int{v}, s[i:]...)...) }
func reverse(s []int) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}
func rotate(s []int, k int) { reverse(s[:k]); reverse(s[k:]); reverse(s) }
func chunk(s []int, n int) (out [][]int) {
	for n < len(s) {
		s, out = s[n:], append(out, s[:n:n])
	}
	return append(out, s)
}
func dedup(s []int) []int {
	j := 0
	for i := range s {
		if i == 0 || s[i] != s[j-1] {
			s[j] = s[i]
			j++
		}
	}
	return s[:j]
}
func search(s []int, x int) int {
	lo, hi := 0, len(s)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if s[m] < x {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}
func merge(a, b []int) []int {
	out := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] <= b[0] {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}
func msort(s []int) []int {
	if len(s) < 2 {
		return s
	}
	m := len(s) / 2
	return merge(msort(s[:m]), msort(s[m:]))
}
func subsets(s []int) (out [][]int) {
	for mask := range 1 << len(s) {
		var sub []int
		for i, v := range s {
			if mask>>i&1 == 1 {
				sub = append(sub, v)
			}
		}
		out = append(out, sub)
	}
	return
}

func main() {
	s := []int{1, 2, 3, 4, 5, 6}
	s = remove(s, 2)
	s = insert(s, 1, 99)
	fmt.Println(s)
	rotate(s, 2)
	fmt.Println(s, chunk(s, 4), chunk(s, 2), dedup([]int{1, 1, 2, 2, 2, 3}), search([]int{1, 3, 5, 7}, 4))
	fmt.Println(msort([]int{5, 2, 9, 1, 5, 6, -3}), subsets([]int{1, 2, 3}))
	c := chunk([]int{1, 2, 3, 4}, 2)
	c[0] = append(c[0], 100)
	fmt.Println(c)
	stack := []string{}
	for _, w := range strings.Fields("3 4 + 2 *") {
		stack = append(stack, w)
	}
	top := stack[len(stack)-1]
	stack = stack[:len(stack)-1]
	fmt.Println(top, stack, cap(stack) >= 4)
	q := []int{1, 2, 3}
	for len(q) > 0 {
		h := q[0]
		q = q[1:]
		if h == 2 {
			q = append(q, 20, 30)
		}
		fmt.Print(h, " ")
	}
	fmt.Println(len(q), q == nil)
	f := s[:0]
	for _, v := range s {
		if v%2 == 0 {
			f = append(f, v)
		}
	}
	fmt.Println(f)
	var nilS []int
	fmt.Println(append(nilS, nilS...) == nil, len(append(nilS, []int{}...)), append([]int{}, nilS...) == nil)
}
