// run

package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
)

type T struct {
	n string
	v float64
}

func fib() iter.Seq[int] {
	return func(yield func(int) bool) {
		a, b := 0, 1
		for yield(a) {
			a, b = b, a+b
		}
	}
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	s := []int{5, 2, 8, 2, 9}
	fmt.Println(slices.Sorted(slices.Values(s)), slices.SortedFunc(slices.Values(s), func(a, b int) int { return b - a }), slices.IndexFunc(s, func(x int) bool { return x > 5 }), slices.ContainsFunc(s, func(x int) bool { return x == 9 }))
	i, ok := slices.BinarySearchFunc([]T{{"a", 1}, {"c", 2}}, "b", func(t T, k string) int { return strings.Compare(t.n, k) })
	fmt.Println(i, ok, slices.MaxFunc([]T{{"a", 1}, {"c", 2}}, func(a, b T) int { return cmp.Compare(a.v, b.v) }), slices.MinFunc([]T{{"a", 1}, {"c", 2}}, func(a, b T) int { return cmp.Compare(a.v, b.v) }))
	c := slices.Clone(s)
	slices.Reverse(c)
	fmt.Println(c, slices.Grow(c, 10)[:5], cap(slices.Clip(c[:2])), slices.CompactFunc([]string{"a", "A", "b"}, strings.EqualFold), slices.EqualFunc(s, c, func(a, b int) bool { return true }), slices.DeleteFunc([]int{1, 2, 3, 4}, func(x int) bool { return x%2 == 0 }))
	fmt.Println(slices.AppendSeq([]int{1}, slices.Values(s)), slices.Collect(maps.Keys(map[int]int{})), slices.CompareFunc(s, c, cmp.Compare[int]), slices.SortedStableFunc(slices.Values(s), cmp.Compare[int]), slices.IsSorted(s))
	for i, v := range slices.All([]string{"x", "y"}) {
		fmt.Print(i, v, ";")
	}
	n := 0
	for v := range fib() {
		if v > 50 {
			break
		}
		n += v
	}
	fmt.Println(n)
	next, stop := iter.Pull(fib())
	for range 10 {
		v, ok := next()
		fmt.Print(v, ok, " ")
	}
	stop()
	v, ok := next()
	fmt.Println(v, ok)
	m := map[string]int{"a": 1, "b": 2}
	maps.Insert(m, maps.All(map[string]int{"c": 3}))
	d := map[string]int{}
	maps.Copy(d, m)
	fmt.Println(m, d, maps.EqualFunc(m, d, func(a, b int) bool { return a == b }))
	try(func() { slices.Insert(s, 9, 1) })
	try(func() { slices.Delete(s, 3, 1) })
	try(func() { slices.Max([]int{}) })
	try(func() { slices.Min([]int{}) })
	try(func() { slices.Grow(s, -1) })
	try(func() { slices.Repeat(s, -1) })
	try(func() { slices.Chunk(s, 0) })
	try(func() { slices.Replace(s, 1, 99, 0) })
	try(func() { slices.MaxFunc([]int{}, cmp.Compare[int]) })
	try(func() { sort.Slice(5, nil) })
	try(func() { sort.Slice(map[int]int{}, nil) })
	try(func() { sort.Slice(nil, nil) })
	next, stop = iter.Pull(func(yield func(int) bool) { panic("in seq") })
	try(func() { next() })
	stop()
	x := []float64{3, 0, -1}
	x = append(x, x[1]/x[1])
	slices.Sort(x)
	fmt.Println(x, slices.Max([]float64{1, x[0]}), cmp.Compare(x[0], 1), cmp.Less(x[0], 1))
	l := sort.StringSlice{"b", "a"}
	l.Sort()
	fmt.Println(l, l.Search("b"), sort.IntSlice{3, 1}.Len(), sort.SearchFloat64s([]float64{1, 2}, 1.5), sort.IntsAreSorted([]int{2, 1}), sort.SliceIsSorted(s, func(i, j int) bool { return true }))
	p := []struct{ a, b, c, d, e int }{{3, 1, 1, 1, 1}, {1, 2, 2, 2, 2}, {2, 3, 3, 3, 3}}
	sort.Slice(p, func(i, j int) bool { return p[i].a < p[j].a })
	fmt.Println(p)
	q := []any{3, "x", nil}
	sort.Slice(q, func(i, j int) bool { return fmt.Sprint(q[i]) < fmt.Sprint(q[j]) })
	fmt.Println(q)
	by := []byte("hello")
	slices.Sort(by)
	sort.Slice(by, func(i, j int) bool { return by[i] > by[j] })
	fmt.Println(string(by))
	type e struct{}
	es := make([]e, 3)
	sort.Slice(es, func(i, j int) bool { return false })
	fmt.Println(len(es))
}
