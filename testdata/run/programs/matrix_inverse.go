// run

package main

import (
	"errors"
	"fmt"
	"math"
)

type matrix [][]float64

func identity(n int) matrix {
	m := make(matrix, n)
	for i := range m {
		m[i] = make([]float64, n)
		m[i][i] = 1
	}
	return m
}
func (m matrix) clone() matrix {
	c := make(matrix, len(m))
	for i, r := range m {
		c[i] = append([]float64(nil), r...)
	}
	return c
}
func (m matrix) mul(o matrix) matrix {
	r := make(matrix, len(m))
	for i := range m {
		r[i] = make([]float64, len(o[0]))
		for j := range o[0] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return r
}
func (m matrix) inverse() (matrix, error) {
	a, inv := m.clone(), identity(len(m))
	for c := range a {
		p := c
		for r := c + 1; r < len(a); r++ {
			if math.Abs(a[r][c]) > math.Abs(a[p][c]) {
				p = r
			}
		}
		if a[p][c] == 0 {
			return nil, errors.New("singular")
		}
		a[c], a[p] = a[p], a[c]
		inv[c], inv[p] = inv[p], inv[c]
		d := a[c][c]
		for j := range a[c] {
			a[c][j] /= d
			inv[c][j] /= d
		}
		for r := range a {
			if f := a[r][c]; r != c && f != 0 {
				for j := range a[r] {
					a[r][j] -= f * a[c][j]
					inv[r][j] -= f * inv[c][j]
				}
			}
		}
	}
	return inv, nil
}
func (m matrix) String() (s string) {
	for _, r := range m {
		s += fmt.Sprintf("%8.3f\n", r)
	}
	return
}

func main() {
	m := matrix{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}
	inv, err := m.inverse()
	fmt.Print(inv, err, "\n", m.mul(inv))
	_, err = matrix{{1, 2}, {2, 4}}.inverse()
	fmt.Println(err)
	p := identity(2)
	f := matrix{{1, 1}, {1, 0}}
	for range 50 {
		p = p.mul(f)
	}
	fmt.Printf("%.0f %v\n", p[0][1], p)
}
