// run

package main

import (
	"fmt"
	"math"
)

func main() {
	a, b := 0.1, 0.2
	fmt.Println(a+b, a+b == 0.3, 0.1+0.2 == 0.3, float32(a)+float32(b))
	zero := 0.0
	inf, nan := 1/zero, zero/zero
	fmt.Println(inf, -inf, nan, nan == nan, nan != nan, inf > 1e308, nan < 1, nan > 1)
	fmt.Println(1/-zero, math.Copysign(0, -1), 1/math.Copysign(0, -1), -0.0)
	var f32 float32 = 16777216
	fmt.Println(f32+1 == f32, float64(f32)+1, float32(0.1), float64(float32(0.1)))
	fmt.Println(1e20, 1e21, 1e-4, 1e-5, 123456789.0, 1234567890123456789.0, 100000.0, float32(1e21))
	fmt.Println(int(3.99*a/a), int(-3.99*a/a), int64(1e15), uint8(200.7*a/a))
	fmt.Println(math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32, math.SmallestNonzeroFloat32)
	x := 5.5
	x++
	x *= 2
	x /= 3
	x -= 0.25
	fmt.Println(x, -x, x > 4, x <= 4)
	fmt.Println(7.0/2, 7/2, 7/2.0, float64(7)/2, 1/3.0)
	fmt.Println(math.NaN() == math.NaN(), math.IsNaN(nan), math.IsInf(inf, 1), math.IsInf(-inf, 0))
	m := map[float64]int{nan: 1, 1.5: 2}
	m[nan] = 3
	fmt.Println(len(m), m[nan], m[1.5])
	var c complex128 = complex(1, 2)
	fmt.Println(c, real(c), imag(c), c*c, c == complex(1, 2), -c, c/complex(0, 1))
	c64 := complex64(c)
	fmt.Printf("%T %T %v\n", c64, real(c64), c64+1i)
}
