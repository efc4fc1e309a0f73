// run

package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

type person struct {
	name string
	age  int
}
type byAge []person

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].age < b[j].age }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	a := []int{5, 2, 8, 1, 9, 3}
	sort.Ints(a)
	fmt.Println(a, sort.IntsAreSorted(a), sort.SearchInts(a, 8), sort.SearchInts(a, 4), sort.SearchInts(a, 100))
	s := []string{"pear", "apple", "Fig", "é", ""}
	sort.Strings(s)
	fmt.Printf("%q %v %d\n", s, sort.StringsAreSorted(s), sort.SearchStrings(s, "b"))
	f := []float64{2.5, math.NaN(), -1, math.Inf(-1), 0}
	sort.Float64s(f)
	fmt.Println(f, sort.Float64sAreSorted(f), sort.SearchFloat64s([]float64{1, 2, 3}, 2.5))
	ps := []person{{"a", 30}, {"b", 20}, {"c", 30}, {"d", 10}, {"e", 20}}
	sort.Stable(byAge(ps))
	fmt.Println(ps)
	sort.Sort(sort.Reverse(byAge(ps)))
	fmt.Println(ps[0].age, ps[4].age, sort.IsSorted(byAge(ps)))
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].name > ps[j].name })
	fmt.Println(ps)
	sort.Slice(ps, func(i, j int) bool {
		if ps[i].age != ps[j].age {
			return ps[i].age < ps[j].age
		}
		return ps[i].name < ps[j].name
	})
	fmt.Println(ps, sort.SliceIsSorted(ps, func(i, j int) bool { return ps[i].age < ps[j].age }))
	sort.Sort(sort.Reverse(sort.StringSlice(s)))
	sort.Sort(sort.IntSlice(a))
	sort.Float64Slice(f).Sort()
	fmt.Printf("%q %v\n", s, a)
	fmt.Println(sort.Search(100, func(i int) bool { return i*i >= 50 }), sort.Search(0, func(int) bool { return true }), sort.IntSlice(a).Search(8))
	i, found := sort.Find(len(s), func(i int) int { return strings.Compare(s[i], "pear") })
	fmt.Println(i, found)
	fmt.Println(sort.SliceIsSorted([]int{}, nil))
}
