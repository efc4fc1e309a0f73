// Recursion with backtracking over slices of bool.
package main

import "fmt"

type board struct {
	n                  int
	cols, diag1, diag2 []bool
}

func (b *board) place(row int) int {
	if row == b.n {
		return 1
	}
	found := 0
	for c := 0; c < b.n; c++ {
		d1, d2 := row+c, row-c+b.n
		if b.cols[c] || b.diag1[d1] || b.diag2[d2] {
			continue
		}
		b.cols[c], b.diag1[d1], b.diag2[d2] = true, true, true
		found += b.place(row + 1)
		b.cols[c], b.diag1[d1], b.diag2[d2] = false, false, false
	}
	return found
}

func main() {
	for n := 4; n <= 13; n++ {
		b := &board{n: n, cols: make([]bool, n), diag1: make([]bool, 2*n), diag2: make([]bool, 2*n+1)}
		fmt.Println(n, b.place(0))
	}
}
