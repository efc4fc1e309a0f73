// sort.Slice over structs, sort.Ints, sort.Strings and sort.Sort.
package main

import (
	"fmt"
	"sort"
)

type person struct {
	name string
	age  int
	rank float64
}

type byRank []person

func (p byRank) Len() int           { return len(p) }
func (p byRank) Less(i, j int) bool { return p[i].rank < p[j].rank }
func (p byRank) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

func main() {
	const n = 150000
	seed := uint32(1)
	next := func() int {
		seed = seed*1664525 + 1013904223
		return int(seed >> 8)
	}
	people := make([]person, n)
	sum := 0
	for round := 0; round < 3; round++ {
		for i := range people {
			v := next()
			people[i] = person{fmt.Sprint("p", v%1000), v % 90, float64(v%7919) / 7}
		}
		sort.Slice(people, func(i, j int) bool {
			if people[i].age != people[j].age {
				return people[i].age < people[j].age
			}
			return people[i].name < people[j].name
		})
		sum += people[n/2].age
		sort.Sort(byRank(people))
		sum += int(people[n/2].rank)
		sort.SliceStable(people, func(i, j int) bool { return people[i].age > people[j].age })
		sum += people[0].age
	}
	ints := make([]int, n)
	for i := range ints {
		ints[i] = next()
	}
	sort.Slice(ints, func(i, j int) bool { return ints[i] < ints[j] })
	fmt.Println(sum, ints[0], ints[n-1], sort.SearchInts(ints, ints[77]) <= 77)
}
