// run

package main

import (
	"fmt"
	"sort"
)

type lex [][]int

func (l lex) Len() int      { return len(l) }
func (l lex) Swap(i, j int) { l[i], l[j] = l[j], l[i] }
func (l lex) Less(i, j int) bool {
	for k := 0; k < len(l[i]) && k < len(l[j]); k++ {
		if l[i][k] != l[j][k] {
			return l[i][k] < l[j][k]
		}
	}
	return len(l[i]) < len(l[j])
}

func main() {
	for _, n := range []int{0, 1, 2, 11, 12, 13, 50, 51, 500, 5000} {
		for pattern := range 6 {
			a := make([]int, n)
			seed := uint32(n + pattern)
			for i := range a {
				seed = seed*1664525 + 1013904223
				switch pattern {
				case 0:
					a[i] = int(seed >> 8)
				case 1:
					a[i] = i
				case 2:
					a[i] = n - i
				case 3:
					a[i] = int(seed>>16) % 5
				case 4:
					a[i] = min(i, n-i)
				case 5:
					a[i] = 7
				}
			}
			b := append([]int(nil), a...)
			c := append([]int(nil), a...)
			sort.Ints(a)
			sort.Slice(b, func(i, j int) bool { return b[i] < b[j] })
			sort.Stable(sort.IntSlice(c))
			for i := range a {
				if a[i] != b[i] || b[i] != c[i] || i > 0 && a[i-1] > a[i] {
					fmt.Println("wrong", n, pattern, i)
					return
				}
			}
		}
	}
	type kv struct{ k, v int }
	kvs := make([]kv, 1000)
	for i := range kvs {
		kvs[i] = kv{i * 7919 % 13, i}
	}
	sort.SliceStable(kvs, func(i, j int) bool { return kvs[i].k < kvs[j].k })
	ok := true
	for i := 1; i < len(kvs); i++ {
		if kvs[i-1].k > kvs[i].k || kvs[i-1].k == kvs[i].k && kvs[i-1].v > kvs[i].v {
			ok = false
		}
	}
	fmt.Println("stable", ok, kvs[:5])
	l := lex{{3}, {1, 2}, {1}, {}, {1, 2, 0}, {0, 9}}
	sort.Sort(l)
	fmt.Println(l)
	calls := 0
	x := []int{3, 1, 2}
	sort.Slice(x, func(i, j int) bool { calls++; return x[i] < x[j] })
	fmt.Println(x, calls)
	y := make([]string, 100)
	for i := range y {
		y[i] = fmt.Sprint(i * 37 % 100)
	}
	sort.Slice(y, func(i, j int) bool { return len(y[i]) < len(y[j]) || len(y[i]) == len(y[j]) && y[i] > y[j] })
	fmt.Println(y[:12], y[98:])
}
