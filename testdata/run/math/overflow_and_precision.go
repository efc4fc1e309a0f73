// run

package main

import (
	"fmt"
	"math"
	"math/bits"
)

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
func powmod(b, e, m uint64) uint64 {
	r := uint64(1)
	for b %= m; e > 0; e >>= 1 {
		if e&1 == 1 {
			r = mulmod(r, b, m)
		}
		b = mulmod(b, b, m)
	}
	return r
}
func mulmod(a, b, m uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, r := bits.Div64(hi%m, lo, m)
	return r
}
func isqrt(n uint64) uint64 {
	x := uint64(math.Sqrt(float64(n)))
	for x*x > n {
		x--
	}
	return x
}
func fnv(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func main() {
	fmt.Println(gcd(1071, 462), powmod(2, 1<<20, 1e9+7), powmod(3, 12345678901234567, 18446744073709551557), isqrt(math.MaxUint32))
	fmt.Println(fnv("hello"), fnv(""), uint8(fnv("x")))
	s, c := 0.0, 0.0
	naive := 0.0
	for i := range 100000 {
		v := 1 / float64(i+1)
		y := v - c
		t := s + y
		c = (t - s) - y
		s = t
		naive += v
	}
	fmt.Println(s, naive, s == naive)
	var f32 float32
	for range 1000 {
		f32 += 0.1
	}
	fmt.Println(f32, float64(f32))
	x := 1.0
	for range 60 {
		x /= 2
	}
	fmt.Println(x, 1+x == 1, math.Nextafter(1, 2)-1)
	h := uint64(14695981039346656037)
	for i := range 1000 {
		h ^= uint64(i)
		h *= 1099511628211
		h = h<<13 | h>>51
	}
	fmt.Println(h, int64(h), int32(h), h%1000)
	a := 1.0
	for i := 1; i <= 170; i++ {
		a *= float64(i)
	}
	fmt.Println(a, a*171)
	var pi float64
	for k := range 15 {
		k8 := 8 * float64(k)
		pi += math.Pow(16, -float64(k)) * (4/(k8+1) - 2/(k8+4) - 1/(k8+5) - 1/(k8+6))
	}
	fmt.Printf("%.15f\n", pi)
	fmt.Println(0.1+0.2 == 0.3, 3.0*1.1, 1e16+1, 0.1*3, 1-0.9)
	y := 0.1
	fmt.Println(y+0.2, y*3, 1-y*9, y+y+y == 0.3)
	q, r := -7/2, -7%2
	d := -7
	fmt.Println(q, r, d/2, d%2, d>>1, uint32(d)>>28, d&3)
}
