// Floats and division: the largest singular value of an infinite matrix.
package main

import (
	"fmt"
	"math"
)

func elem(i, j int) float64 {
	return 1 / float64((i+j)*(i+j+1)/2+i+1)
}

func mulAv(v, out []float64) {
	for i := range out {
		var sum float64
		for j := range v {
			sum += elem(i, j) * v[j]
		}
		out[i] = sum
	}
}

func mulAtv(v, out []float64) {
	for i := range out {
		var sum float64
		for j := range v {
			sum += elem(j, i) * v[j]
		}
		out[i] = sum
	}
}

func main() {
	const n = 2200
	u := make([]float64, n)
	v := make([]float64, n)
	tmp := make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	for i := 0; i < 10; i++ {
		mulAv(u, tmp)
		mulAtv(tmp, v)
		mulAv(v, tmp)
		mulAtv(tmp, u)
	}
	var uv, vv float64
	for i := range u {
		uv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	fmt.Printf("%.9f\n", math.Sqrt(uv/vv))
}
