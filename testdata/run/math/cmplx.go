// run

package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func main() {
	v := []float64{math.Inf(-1), -2.5, -0.5, math.Copysign(0, -1), 0, 0.3, 2, 60, math.Inf(1), math.NaN()}
	fs := []func(complex128) complex128{cmplx.Acos, cmplx.Acosh, cmplx.Asin, cmplx.Asinh, cmplx.Atan, cmplx.Atanh, cmplx.Cos, cmplx.Cosh, cmplx.Cot, cmplx.Exp, cmplx.Log, cmplx.Log10, cmplx.Sin, cmplx.Sinh, cmplx.Sqrt, cmplx.Tan, cmplx.Tanh}
	for i, f := range fs {
		for _, a := range v {
			for _, b := range v {
				z := f(complex(a, b))
				fmt.Printf("%d %v %v %x %x\n", i, a, b, real(z), imag(z))
			}
		}
	}
	for _, a := range v {
		for _, b := range v {
			fmt.Println(a, b, cmplx.Pow(complex(a, b), complex(0.3, 1)), cmplx.Pow(complex(a, b), 2), cmplx.Phase(complex(a, b)), cmplx.Abs(complex(a, b)), cmplx.IsNaN(complex(a, b)), cmplx.IsInf(complex(a, b)))
		}
	}
	fmt.Println(cmplx.Inf(), cmplx.NaN(), cmplx.Conj(1+2i), cmplx.Rect(2, 1))
}
