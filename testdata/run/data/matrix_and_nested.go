// run

package main

import (
	"fmt"
)

type cell struct {
	v    [2]int
	tags []string
}
type board struct {
	cells [2][3]cell
	m     map[string]*cell
}

func main() {
	var b board
	b.cells[1][2].v[1] = 5
	b.cells[0][1].tags = append(b.cells[0][1].tags, "t")
	b.m = map[string]*cell{"x": &b.cells[1][2]}
	b.m["x"].v[0]++
	fmt.Println(b.cells)
	c := b
	c.cells[1][2].v[1] = 77
	c.cells[0][1].tags[0] = "shared"
	fmt.Println(b.cells[1][2].v, c.cells[1][2].v, b.cells[0][1].tags)
	grid := make([][][]int, 2)
	for i := range grid {
		grid[i] = make([][]int, 2)
		for j := range grid[i] {
			grid[i][j] = []int{i, j}
		}
	}
	grid[1][0][1] += 10
	fmt.Println(grid, len(grid[0][0]))
	var deep [2][2][2]int
	for i := range deep {
		for j := range deep[i] {
			for k := range deep[i][j] {
				deep[i][j][k] = i*4 + j*2 + k
			}
		}
	}
	fmt.Println(deep, deep[1] == [2][2]int{{4, 5}, {6, 7}})
	row := &deep[0][1]
	row[0] = 99
	fmt.Println(deep[0], deep[0][1:][0][1])
	ms := map[string][]map[int]string{"a": {{1: "x"}, {2: "y"}}}
	ms["a"][1][3] = "z"
	ms["b"] = append(ms["b"], nil)
	fmt.Println(ms, len(ms["b"][0]))
	fs := []func([]int) []int{func(a []int) []int { return a[1:] }}
	fmt.Println(fs[0]([]int{1, 2, 3})[1])
	type rec struct {
		kids []rec
		up   *rec
	}
	r := rec{kids: []rec{{}, {kids: make([]rec, 3)}}}
	r.kids[0].up = &r
	fmt.Println(len(r.kids[1].kids), len(r.kids[0].up.kids))
	x := [...][]string{{"a"}, {}, nil}
	fmt.Printf("%q %d\n", x, len(x))
	fmt.Println([3][]int{1: {5}}[1][0], map[string]struct{ a, b int }{"k": {1, 2}}["k"].b, []struct{ p *int }{{nil}}[0].p == nil)
}
