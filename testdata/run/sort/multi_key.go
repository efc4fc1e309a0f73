// run

package main

import (
	"fmt"
	"sort"
	"strings"
)

type track struct {
	title, artist string
	year          int
	secs          float64
}
type lessFunc func(a, b *track) bool
type multi struct {
	t    []track
	less []lessFunc
}

func (m *multi) Len() int      { return len(m.t) }
func (m *multi) Swap(i, j int) { m.t[i], m.t[j] = m.t[j], m.t[i] }
func (m *multi) Less(i, j int) bool {
	p, q := &m.t[i], &m.t[j]
	for _, l := range m.less {
		switch {
		case l(p, q):
			return true
		case l(q, p):
			return false
		}
	}
	return false
}
func by(less ...lessFunc) func([]track) {
	return func(t []track) { sort.Sort(&multi{t, less}) }
}

type byKey struct {
	keys []string
	vals []int
}

func (b byKey) Len() int           { return len(b.keys) }
func (b byKey) Less(i, j int) bool { return b.keys[i] < b.keys[j] }
func (b byKey) Swap(i, j int) {
	b.keys[i], b.keys[j] = b.keys[j], b.keys[i]
	b.vals[i], b.vals[j] = b.vals[j], b.vals[i]
}

func main() {
	ts := []track{{"Go", "Delilah", 2012, 218}, {"Go", "Moby", 1992, 217}, {"Ahead", "Keys", 2007, 276}, {"Ready", "Solveig", 2011, 264}, {"Go", "Abba", 1992, 3}}
	title := func(a, b *track) bool { return a.title < b.title }
	year := func(a, b *track) bool { return a.year < b.year }
	secs := func(a, b *track) bool { return a.secs > b.secs }
	by(title, year, secs)(ts)
	for _, t := range ts {
		fmt.Print(t.title, "/", t.artist, "/", t.year, " ")
	}
	fmt.Println()
	by(secs)(ts)
	fmt.Println(ts[0].artist, ts[4].artist)
	b := byKey{[]string{"z", "a", "m"}, []int{1, 2, 3}}
	sort.Sort(b)
	fmt.Println(b.keys, b.vals, sort.IsSorted(b))
	sort.Sort(sort.Reverse(b))
	fmt.Println(b)
	m := map[string]int{"apple": 5, "fig": 2, "pear": 5, "kiwi": 1}
	ks := make([]string, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	sort.Slice(ks, func(i, j int) bool { return m[ks[i]] > m[ks[j]] || m[ks[i]] == m[ks[j]] && ks[i] < ks[j] })
	fmt.Println(ks)
	grid := [][]int{{3, 1}, {1, 2}, {1, 1}, {0}}
	sort.Slice(grid, func(i, j int) bool {
		for k := range min(len(grid[i]), len(grid[j])) {
			if grid[i][k] != grid[j][k] {
				return grid[i][k] < grid[j][k]
			}
		}
		return len(grid[i]) < len(grid[j])
	})
	fmt.Println(grid)
	ps := []*track{&ts[2], &ts[0], &ts[1]}
	sort.Slice(ps, func(i, j int) bool { return ps[i].secs < ps[j].secs })
	fmt.Println(ps[0].secs, ps[2].secs)
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		sort.Slice(5, func(i, j int) bool { return false })
	}()
	x := []int{1, 3, 5, 7, 9}
	for _, v := range []int{0, 5, 6, 10} {
		i := sort.SearchInts(x, v)
		fmt.Print(i, i < len(x) && x[i] == v, " ")
	}
	fmt.Println()
	words := strings.Fields("b A c B a C")
	sort.Slice(words, func(i, j int) bool { return strings.ToLower(words[i])+words[i] < strings.ToLower(words[j])+words[j] })
	fmt.Println(words)
}
