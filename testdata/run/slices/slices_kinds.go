// run
//
// Functions of package slices over elements of every kind, as natives and as Go code do them.
package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"unsafe"
)

type (
	id    int
	small int8
	word  uint16
	flag  bool
	name  string
	pair  struct{ a, b int }
	ratio float32
)

func each[E cmp.Ordered](title string, s []E, targets ...E) {
	sorted := slices.Clone(s)
	slices.Sort(sorted)
	fmt.Println(title, sorted, slices.IsSorted(sorted))
	if len(s) > 0 {
		fmt.Println("  min, max", slices.Min(s), slices.Max(s))
	}
	for _, t := range targets {
		at, found := slices.BinarySearch(sorted, t)
		fmt.Println("  ", t, slices.Index(s, t), slices.Contains(s, t), at, found)
	}
	back := slices.Clone(s)
	slices.Reverse(back)
	fmt.Println("  reversed", back, slices.Equal(s, back), slices.Equal(s, slices.Clone(s)))
	fmt.Println("  compact", slices.Compact(slices.Clone(sorted)))
}

func main() {
	each("int", []int{5, -3, 9, 0, 5, math.MinInt, math.MaxInt}, 5, 7, math.MaxInt)
	each("int8", []int8{5, -3, -128, 127, 5}, 5, -3, 0)
	each("int16", []int16{300, -300, 7, 300}, 300, 8)
	each("int32", []int32{1 << 30, -1 << 31, 4, 4}, 4, 5)
	each("int64", []int64{1 << 62, -1 << 63, 4}, 1<<62, 5)
	each("uint8", []uint8{200, 3, 255, 0, 200}, 200, 1)
	each("uint16", []uint16{65535, 3, 400}, 3, 65535)
	each("uint32", []uint32{1<<32 - 1, 3, 400}, 1<<32-1, 2)
	each("uint64", []uint64{1<<64 - 1, 3, 1 << 63}, 1<<63, 2)
	each("uintptr", []uintptr{9, 3, 1 << 63}, 9)
	each("float32", []float32{2.5, -1, 0, 2.5}, 2.5, 3)
	each("float64", []float64{2.5, -1, math.Inf(1), 2.5, math.Inf(-1)}, 2.5, 3)
	each("string", []string{"b", "", "abc", "ab", "b", "ü"}, "ab", "zz", "")
	each("id", []id{3, 1, 2, 3}, 3, 9)
	each("small", []small{3, -1, 2}, -1, 9)
	each("word", []word{3, 1000, 2}, 1000)
	each("name", []name{"z", "y", "x", "z"}, "y", "q")
	each("ratio", []ratio{2, 1}, 1)
	each("empty", []int{}, 1)
	each[string]("nil", nil, "a")

	nan := math.NaN()
	fs := []float64{3, nan, 1, math.Copysign(0, -1), 0}
	slices.Sort(fs)
	fmt.Println(fs, slices.Contains(fs, nan), slices.Index(fs, 0), slices.Max(fs[1:]), slices.Min(fs))
	fmt.Println(slices.Equal(fs, fs), slices.Equal([]float64{0}, []float64{math.Copysign(0, -1)}))
	fmt.Println(slices.BinarySearch([]float64{nan, 1, 2}, nan))
	fmt.Println(slices.Compact([]float64{nan, nan, 1, 1}))

	x, y := 1, 2
	ps := []*int{&x, &y, nil, &x}
	fmt.Println(slices.Index(ps, &y), slices.Contains(ps, nil), slices.Index(ps, new(int)), slices.Equal(ps, slices.Clone(ps)))
	c, d := make(chan int), make(chan int)
	fmt.Println(slices.Index([]chan int{c, d}, d), slices.Contains([]chan int{c}, d))
	u := []unsafe.Pointer{unsafe.Pointer(&x), nil}
	fmt.Println(slices.Index(u, nil))
	fmt.Println(slices.Index([]flag{false, true}, true), slices.Equal([]bool{true}, []bool{true}))
	fmt.Println(slices.Index([]pair{{1, 2}, {3, 4}}, pair{3, 4}), slices.Equal([]pair{{1, 2}}, []pair{{1, 2}}))
	fmt.Println(slices.Index([]any{1, "a", nil, 2.5}, any("a")), slices.Contains([]any{1}, any(nil)))
	fmt.Println(slices.Index([]error{nil}, nil), slices.Index([][2]string{{"a", "b"}, {"c", "d"}}, [2]string{"c", "d"}))
	fmt.Println(slices.Index([]complex128{1, 2i}, 2i))
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Contains([]any{[]int{1}}, any([]int{1}))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Max([]int{})
	}()

	for _, n := range []int{0, 1, 2, 3, 4, 5} {
		ss := strings.Fields("a b c d e")[:n]
		slices.Reverse(ss)
		prs := make([]pair, n)
		three := make([][3]byte, n)
		for i := range prs {
			prs[i] = pair{i, -i}
			three[i] = [3]byte{byte(i), 1, 2}
		}
		slices.Reverse(prs)
		slices.Reverse(three)
		none := make([]struct{}, n)
		slices.Reverse(none)
		fmt.Println(ss, prs, three, len(none))
	}
	fmt.Println(sort.SearchInts([]int{1, 3, 3, 7}, 3), sort.SearchInts(nil, 3), sort.SearchInts([]int{1}, 2), sort.IntSlice{1, 5}.Search(5))
	fmt.Println(sort.SearchStrings([]string{"a", "c"}, "b"), sort.SearchStrings([]string{"a", "c"}, ""), sort.SearchStrings(nil, "x"))
	f, g := slices.Sort[[]int], sort.SearchInts
	v := []int{3, 2, 1}
	f(v)
	fmt.Println(v, g(v, 2))
	fmt.Println(cmp.Compare("a", "b"), cmp.Compare("b", "a"), cmp.Compare("a", "a"), cmp.Compare(name("abcdefgh1"), "abcdefgh2"),
		strings.Compare("abcdefgh", "abcdefghi"), strings.Compare("", "\x00"), strings.Compare("abcdefg\xff", "abcdefg\x01"), strings.Compare("", ""))
}
