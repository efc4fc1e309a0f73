// Integer and float matrix products over slices of slices.
package main

import "fmt"

func product(a, b [][]float64) [][]float64 {
	n := len(a)
	c := make([][]float64, n)
	for i := range c {
		row := make([]float64, n)
		for k, x := range a[i] {
			for j, y := range b[k] {
				row[j] += x * y
			}
		}
		c[i] = row
	}
	return c
}

func productInt(a, b [][]int) [][]int {
	n := len(a)
	c := make([][]int, n)
	for i := range c {
		c[i] = make([]int, n)
		for j := 0; j < n; j++ {
			sum := 0
			for k := 0; k < n; k++ {
				sum += a[i][k] * b[k][j]
			}
			c[i][j] = sum
		}
	}
	return c
}

func main() {
	const n = 300
	a, b := make([][]float64, n), make([][]float64, n)
	ai, bi := make([][]int, n), make([][]int, n)
	for i := 0; i < n; i++ {
		a[i], b[i] = make([]float64, n), make([]float64, n)
		ai[i], bi[i] = make([]int, n), make([]int, n)
		for j := 0; j < n; j++ {
			a[i][j] = float64(i-2*j) / n
			b[i][j] = float64(i+j) / n
			ai[i][j] = i*7 - j*3
			bi[i][j] = i ^ j
		}
	}
	var trace float64
	sum := 0
	for round := 0; round < 3; round++ {
		c := product(a, b)
		d := productInt(ai, bi)
		for i := 0; i < n; i++ {
			trace += c[i][i]
			sum += d[i][n-1-i]
		}
	}
	fmt.Printf("%.6f %d\n", trace, sum)
}
