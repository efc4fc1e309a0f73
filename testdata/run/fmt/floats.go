// run

package main

import (
	"fmt"
	"math"
)

func main() {
	vals := []float64{0, 1, -1, 3.14159, 1e6, 1e20, 1e21, 1e-4, 1e-5, 123456789, 0.1, 2.5, 1e100, math.Inf(1), math.Inf(-1), math.NaN(), math.Copysign(0, -1)}
	for _, f := range []string{"%v", "%f", "%.2f", "%8.2f", "%-8.2f|", "%08.2f", "%+f", "% f", "%e", "%.3e", "%E", "%g", "%.3g", "%G", "%#g", "%10g|", "%x", "%.2x", "%b", "%.0f", "%#.0f", "%6.1f|", "%+.2e", "%d", "%s", "%T", "%#v"} {
		fmt.Print(f, ": ")
		for _, v := range vals {
			fmt.Printf(f+" ", v)
		}
		fmt.Println()
	}
	fmt.Printf("%v %g %.3f %v\n", float32(0.1), float32(1)/3, float32(2.0)/3, float32(16777217))
	fmt.Printf("%v %.2f %+v %8.1f|%g %T %#v\n", 1+2i, 1-2.5i, 3i, complex(1, -1), complex64(1.5+0.1i), 2i, 1+2i)
	fmt.Println(1.0, 100000.0, 1e20, 1e21, 123456.789, float32(3.4e38), 1e-7, 0.000001)
	fmt.Printf("%6.3v|%-10.2v|%+v|%010.3v\n", 3.14159, 2.71828, 1.5, -3.14159)
	fmt.Printf("%5.1f%%|%3.0f|%.1f %.1f %.1f %.1f %.0f %.0f %.0f\n", 99.5, 2.5, 0.05, 0.15, 0.25, 0.35, 0.5, 1.5, 2.5)
	fmt.Printf("%.1f %.3f %v\n", []float64{1, 2.25}, [2]float64{1, 2}, map[string]float64{"a": .5})
	fmt.Printf("%.30f %.20g %.60f\n", 0.1, 0.1, 1e-50)
	fmt.Printf("%*.*f|%-*.1f|\n", 10, 3, math.Pi, 8, math.E)
}
