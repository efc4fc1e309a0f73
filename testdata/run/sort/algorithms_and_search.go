// run

package main

import (
	"fmt"
	"sort"
)

type interval struct{ lo, hi int }
type byLo []interval

func (b byLo) Len() int           { return len(b) }
func (b byLo) Less(i, j int) bool { return b[i].lo < b[j].lo }
func (b byLo) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func merge(in []interval) (out []interval) {
	sort.Sort(byLo(in))
	for _, v := range in {
		if n := len(out); n > 0 && v.lo <= out[n-1].hi {
			out[n-1].hi = max(out[n-1].hi, v.hi)
			continue
		}
		out = append(out, v)
	}
	return
}
func lis(a []int) int {
	var tails []int
	for _, v := range a {
		i := sort.SearchInts(tails, v)
		if i == len(tails) {
			tails = append(tails, v)
		} else {
			tails[i] = v
		}
	}
	return len(tails)
}
func kth(a []int, k int) int {
	lo, hi := 0, len(a)-1
	for lo < hi {
		p, i, j := a[(lo+hi)/2], lo, hi
		for i <= j {
			for a[i] < p {
				i++
			}
			for a[j] > p {
				j--
			}
			if i <= j {
				a[i], a[j] = a[j], a[i]
				i++
				j--
			}
		}
		if k <= j {
			hi = j
		} else if k >= i {
			lo = i
		} else {
			break
		}
	}
	return a[k]
}
func anagrams(ws []string) (out [][]string) {
	m := map[string][]string{}
	for _, w := range ws {
		r := []rune(w)
		sort.Slice(r, func(i, j int) bool { return r[i] < r[j] })
		m[string(r)] = append(m[string(r)], w)
	}
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		out = append(out, m[k])
	}
	return
}
func heapsort(h sort.Interface) {
	n := h.Len()
	down := func(i, n int) {
		for {
			c := 2*i + 1
			if c >= n {
				return
			}
			if c+1 < n && h.Less(c, c+1) {
				c++
			}
			if !h.Less(i, c) {
				return
			}
			h.Swap(i, c)
			i = c
		}
	}
	for i := n/2 - 1; i >= 0; i-- {
		down(i, n)
	}
	for i := n - 1; i > 0; i-- {
		h.Swap(0, i)
		down(0, i)
	}
}
func counting(a []uint8) {
	var c [256]int
	for _, v := range a {
		c[v]++
	}
	i := 0
	for v, n := range c {
		for range n {
			a[i] = uint8(v)
			i++
		}
	}
}

func main() {
	fmt.Println(merge([]interval{{8, 10}, {1, 3}, {2, 6}, {15, 18}, {17, 20}}))
	fmt.Println(lis([]int{10, 9, 2, 5, 3, 7, 101, 18}), kth([]int{7, 10, 4, 3, 20, 15}, 2))
	fmt.Println(anagrams([]string{"eat", "tea", "tan", "ate", "nat", "bat"}))
	s := sort.StringSlice{"delta", "alpha", "charlie", "bravo"}
	heapsort(s)
	fmt.Println(s, sort.IsSorted(s), s.Search("bravo"))
	b := []uint8{5, 3, 200, 5, 0}
	counting(b)
	fmt.Println(b)
	heapsort(sort.Reverse(s))
	fmt.Println(s)
	a := []int{2, 4, 4, 4, 8}
	lo := sort.Search(len(a), func(i int) bool { return a[i] >= 4 })
	hi := sort.Search(len(a), func(i int) bool { return a[i] > 4 })
	fmt.Println(lo, hi, hi-lo)
	x, n := 2.0, 0
	root := float64(sort.Search(1<<20, func(i int) bool { n++; v := float64(i) / (1 << 19); return v*v >= x })) / (1 << 19)
	fmt.Printf("%.4f %d\n", root, n)
}
