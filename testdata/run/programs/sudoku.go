// run

package main

import (
	"fmt"
	"math/bits"
	"strings"
)

type board [9][9]int

func parse(s string) (b board, err error) {
	rows := strings.Fields(s)
	if len(rows) != 9 {
		return b, fmt.Errorf("want 9 rows, have %d", len(rows))
	}
	for r, row := range rows {
		for c, ch := range row {
			if ch != '.' {
				b[r][c] = int(ch - '0')
			}
		}
	}
	return
}
func (b *board) candidates(r, c int) (mask uint16) {
	mask = 0x3fe
	for i := range 9 {
		mask &^= 1<<b[r][i] | 1<<b[i][c] | 1<<b[r/3*3+i/3][c/3*3+i%3]
	}
	return
}
func (b *board) solve(steps *int) bool {
	br, bc, bm, best := -1, -1, uint16(0), 10
	for r := range 9 {
		for c := range 9 {
			if b[r][c] == 0 {
				m := b.candidates(r, c)
				if n := bits.OnesCount16(m); n < best {
					br, bc, bm, best = r, c, m, n
				}
			}
		}
	}
	if br < 0 {
		return true
	}
	for v := 1; v <= 9; v++ {
		if bm>>v&1 == 1 {
			*steps++
			b[br][bc] = v
			if b.solve(steps) {
				return true
			}
		}
	}
	b[br][bc] = 0
	return false
}
func (b board) String() string {
	var s strings.Builder
	for i, r := range b {
		for _, v := range r {
			s.WriteByte(byte('0' + v))
		}
		if i < 8 {
			s.WriteByte(' ')
		}
	}
	return s.String()
}

func main() {
	for _, s := range []string{
		"53..7.... 6..195... .98....6. 8...6...3 4..8.3..1 7...2...6 .6....28. ...419..5 ....8..79",
		"8........ ..36..... .7..9.2.. .5...7... ....457.. ...1...3. ..1....68 ..85...1. .9....4..",
		"1 2",
	} {
		b, err := parse(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		before := b
		steps := 0
		ok := b.solve(&steps)
		fmt.Println(ok, steps, before != b)
		if ok && steps < 10000 {
			fmt.Println(b)
		}
	}
}
