// run

package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"math/rand"
	"slices"
	"sort"
	"strings"
)

type kv struct {
	k int
	v int
}
type byK []kv

func (b byK) Len() int           { return len(b) }
func (b byK) Less(i, j int) bool { return b[i].k < b[j].k }
func (b byK) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func hash(a []kv) uint64 {
	h := uint64(14695981039346656037)
	for _, x := range a {
		h = (h ^ uint64(x.k*1000003+x.v)) * 1099511628211
	}
	return h
}

func gen(r *rand.Rand, n, pat int) []kv {
	a := make([]kv, n)
	for i := range a {
		k := 0
		switch pat {
		case 0:
			k = r.Intn(n + 1)
		case 1:
			k = r.Intn(5)
		case 2:
			k = i
		case 3:
			k = n - i
		case 4:
			k = i % 7
		case 5:
			k = i
			if r.Intn(20) == 0 {
				k = r.Intn(n)
			}
		case 6:
			k = min(i, n-i)
		}
		a[i] = kv{k, i}
	}
	return a
}

func seq(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i * i) {
				return
			}
		}
	}
}

func main() {
	r := rand.New(rand.NewSource(9))
	for _, n := range []int{0, 1, 2, 5, 11, 12, 13, 20, 49, 50, 51, 100, 257, 1000} {
		for pat := range 7 {
			a := gen(r, n, pat)
			b, c, d, e := slices.Clone(a), slices.Clone(a), slices.Clone(a), slices.Clone(a)
			sort.Slice(a, func(i, j int) bool { return a[i].k < a[j].k })
			sort.Sort(byK(b))
			slices.SortFunc(c, func(x, y kv) int { return cmp.Compare(x.k, y.k) })
			sort.Stable(byK(d))
			slices.SortStableFunc(e, func(x, y kv) int { return x.k - y.k })
			fmt.Println(n, pat, hash(a), hash(b), hash(c), hash(d), hash(e))
			sort.Sort(sort.Reverse(byK(b)))
			fmt.Println(hash(b), sort.IsSorted(byK(a)), slices.IsSortedFunc(c, func(x, y kv) int { return x.k - y.k }))
		}
	}
	f := []float64{3, 1, 2, -1}
	slices.Sort(f)
	s := []string{"b", "a", "c", ""}
	slices.Sort(s)
	type myint int8
	m := []myint{4, -3, 9, 0}
	slices.Sort(m)
	fmt.Println(f, s, m, slices.Max(m), slices.Min(s), slices.Index(s, "b"), slices.Contains(m, 9))
	i, ok := slices.BinarySearch(s, "b")
	fmt.Println(i, ok, sort.SearchInts([]int{1, 3, 5}, 4), sort.SearchStrings(s, "zz"), sort.Search(10, func(i int) bool { return i*i > 50 }))
	fmt.Println(sort.Find(4, func(i int) int { return strings.Compare("b", s[i]) }))
	fmt.Println(slices.Insert([]int{1, 2, 3}, 1, 8, 9), slices.Delete([]int{1, 2, 3, 4}, 1, 3), slices.Replace([]int{1, 2, 3, 4}, 1, 2, 7, 7, 7), slices.Compact([]int{1, 1, 2, 2, 1}))
	fmt.Println(slices.Collect(seq(5)), slices.Sorted(maps.Keys(map[int]string{3: "c", 1: "a"})), slices.Repeat([]int{1, 2}, 3), slices.Concat([]int{1}, []int{2, 3}), slices.Equal(f, f), slices.Compare([]int{1, 2}, []int{1, 3}))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, " ")
	}
	for i, v := range slices.Backward([]string{"x", "y"}) {
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	next, stop := iter.Pull(seq(3))
	for range 4 {
		fmt.Println(next())
	}
	stop()
	next2, stop2 := iter.Pull2(maps.All(map[string]int{"k": 1}))
	fmt.Println(next2())
	stop2()
	fmt.Println(next2())
	mm := map[string]int{"a": 1, "b": 2}
	m2 := maps.Clone(mm)
	maps.DeleteFunc(m2, func(k string, v int) bool { return v == 1 })
	fmt.Println(mm, m2, maps.Equal(mm, m2), maps.Collect(maps.All(mm)), slices.Sorted(maps.Values(mm)))
	fmt.Println(cmp.Compare(1, 2), cmp.Less("b", "a"), cmp.Or(0, 3, 4), min(2.5, 1))
	defer func() { fmt.Println(recover()) }()
	slices.Insert([]int{1}, 5, 2)
}
