// check

package main

type small interface{ ~int8 | ~int }
type numeric interface{ ~int | ~float64 }
type text interface{ ~[]byte | ~string }
type either interface{ ~int | ~string }

func convert[S small, N numeric, T text, E either, A any](s S, n N, e E) {
	_ = S(100)
	_ = S(300)
	_ = N(1.5)
	_ = N(2)
	_ = T("text")
	_ = T(65)
	_ = A(1)
	_ = N(nil)
	_ = e + 1
	_ = n + 1
	_ = n + 2.5
	_ = min(e, 1)
	_ = max(n, 1.5)
	_ = complex(n, n)
}

func parts[C ~complex64 | ~complex128](c C) {
	_ = real(c)
}

func main() {}
