// run

package main

type C complex64
type F float32

func main() {
	println(1+2i, 1.5, complex64(3-4i), float32(2.5), 1e100, 0.1, float32(0.1))
	defer func() { panic(C(1 + 2i)) }()
	defer func() { panic(1.5 + 2i) }()
	defer func() { panic(complex64(1.5 - 2i)) }()
	defer func() { panic(1e100) }()
	defer func() { panic(F(0.1)) }()
	defer func() { panic(float32(0.1)) }()
	panic(1e6)
}
