// run

package main

import "fmt"

//go:noinline
func mul(a, b complex128) complex128 { return a * b }

//go:noinline
func sq(a complex128) complex128 { a *= a; return a }

//go:noinline
func sqp(a *complex128) { *a *= *a }

//go:noinline
func m64(a, b complex64) complex64 { return a * b }

var g complex128

func main() {
	for _, v := range []complex128{complex(1e200, 1e200), complex(1e200, -1e160), complex(2/3.14159, 123456.789)} {
		fmt.Println(mul(v, v), sq(v))
		for i := 0; i < 10; i++ {
			v *= v
		}
		fmt.Println(v)
		for i := 0; i < 10; i++ {
			sqp(&v)
		}
		fmt.Println(v)
	}
	g = complex(2/3.14159, 123456.789)
	for i := 0; i < 12; i++ {
		g *= g
		fmt.Println(g)
	}
	fmt.Println(m64(complex(1e25, 1e25), complex(1e25, 2e25)), m64(complex(3e38, 1), complex(1.5, 3e38)))
	fmt.Println(m64(complex(1.1, 1.3), complex(1.7, 1.9)), m64(complex(0.1, 1e-20), complex(1e-20, 0.3)))
}
