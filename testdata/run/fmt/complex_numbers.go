// run

package main

import (
	"fmt"
	"math"
)

func main() {
	c := complex(1.5, -2.25)
	for _, f := range []string{"%v", "%.1f", "%8.2f", "%-8.2f|", "%+v", "%e", "%g", "%G", "%08.2f", "% f", "%x", "%s", "%T", "%#v", "%d"} {
		fmt.Printf(f+"\n", c)
	}
	fmt.Println(c, real(c), imag(c), -c, c*c, c/2, c+1, c == complex(1.5, -2.25))
	var c64 complex64 = 1 + 1i
	fmt.Println(c64, c64*c64, real(c64), complex128(c64))
	fmt.Printf("%T %T %v\n", real(c64), imag(c), []complex128{1, 2i})
	inf := math.Inf(1)
	fmt.Println(complex(inf, -inf), complex(math.NaN(), 0), complex(0, math.Copysign(0, -1)))
	z := 0i
	fmt.Println(1/(c-c+1), c/(1i), c*1i*1i, z == 0)
	for i := range 3 {
		z = z*z + complex(float64(i), 0.5)
	}
	fmt.Println(z)
	const k = 3 + 4i
	fmt.Println(k*k, real(k), imag(k), k == 3+4i)
	m := map[complex128]string{1 + 2i: "x"}
	fmt.Println(m[1+2i], m[2+1i] == "")
}
