// Floats in a tight loop: counts the points of a grid inside the set.
package main

import "fmt"

func main() {
	const size, limit = 1500, 60
	inside, sum := 0, 0
	for py := 0; py < size; py++ {
		ci := 2*float64(py)/size - 1
		for px := 0; px < size; px++ {
			cr := 2*float64(px)/size - 1.5
			var zr, zi, zr2, zi2 float64
			i := 0
			for i < limit && zr2+zi2 <= 4 {
				zi = 2*zr*zi + ci
				zr = zr2 - zi2 + cr
				zr2 = zr * zr
				zi2 = zi * zi
				i++
			}
			if i == limit {
				inside++
			}
			sum += i
		}
	}
	fmt.Println(inside, sum)
}
