// run

package main

import (
	"fmt"
	"strings"
)

type grid [][]byte

func parse(s string) (g grid) {
	for _, l := range strings.Fields(s) {
		g = append(g, []byte(l))
	}
	return
}
func (g grid) String() string {
	var b strings.Builder
	for _, r := range g {
		b.Write(r)
		b.WriteByte('\n')
	}
	return b.String()
}
func (g grid) step() grid {
	n := make(grid, len(g))
	for y := range g {
		n[y] = make([]byte, len(g[y]))
		for x := range g[y] {
			c := 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if dx == 0 && dy == 0 {
						continue
					}
					yy, xx := (y+dy+len(g))%len(g), (x+dx+len(g[y]))%len(g[y])
					if g[yy][xx] == '#' {
						c++
					}
				}
			}
			n[y][x] = '.'
			if c == 3 || c == 2 && g[y][x] == '#' {
				n[y][x] = '#'
			}
		}
	}
	return n
}

type pos struct{ y, x int }

func (g grid) path(from, to pos) (route []pos) {
	prev := map[pos]pos{from: from}
	q := []pos{from}
	for len(q) > 0 {
		p := q[0]
		q = q[1:]
		if p == to {
			for ; p != from; p = prev[p] {
				route = append([]pos{p}, route...)
			}
			return
		}
		for _, d := range [...]pos{{0, 1}, {1, 0}, {0, -1}, {-1, 0}} {
			n := pos{p.y + d.y, p.x + d.x}
			if n.y < 0 || n.x < 0 || n.y >= len(g) || n.x >= len(g[0]) || g[n.y][n.x] == '#' {
				continue
			}
			if _, seen := prev[n]; !seen {
				prev[n] = p
				q = append(q, n)
			}
		}
	}
	return nil
}

func main() {
	g := parse(".#... ..#.. ###.. ..... .....")
	for i := range 4 {
		fmt.Printf("gen %d\n%v", i, g)
		g = g.step()
	}
	for range 16 {
		g = g.step()
	}
	fmt.Print(g)
	m := parse("..#.. .##.# ..... .###. ...#.")
	r := m.path(pos{0, 0}, pos{4, 4})
	fmt.Println(len(r), r)
	for _, p := range r {
		m[p.y][p.x] = '*'
	}
	fmt.Print(m)
	fmt.Println(m.path(pos{0, 0}, pos{0, 3}) == nil)
}
