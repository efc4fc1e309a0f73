// run

package main

import (
	"fmt"
	"math"
)

func sieve(n int) (p []int) {
	c := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if !c[i] {
			p = append(p, i)
			for j := i * i; j <= n; j += i {
				c[j] = true
			}
		}
	}
	return
}
func factor(n uint64) (f []uint64) {
	for d := uint64(2); d*d <= n; d++ {
		for n%d == 0 {
			f = append(f, d)
			n /= d
		}
	}
	if n > 1 {
		f = append(f, n)
	}
	return
}
func egcd(a, b int) (g, x, y int) {
	if b == 0 {
		return a, 1, 0
	}
	g, x, y = egcd(b, a%b)
	return g, y, x - a/b*y
}
func crt(r, m []int) int {
	x, p := r[0], m[0]
	for i := 1; i < len(r); i++ {
		_, inv, _ := egcd(p, m[i])
		t := ((r[i]-x)*inv%m[i] + m[i]) % m[i]
		x += p * t
		p *= m[i]
	}
	return x % p
}
func perfect(n int) bool {
	s := 1
	for d := 2; d*d <= n; d++ {
		if n%d == 0 {
			s += d
			if d != n/d {
				s += n / d
			}
		}
	}
	return n > 1 && s == n
}
func digits(n int) (s int) {
	for ; n > 0; n /= 10 {
		s += n % 10
	}
	return
}
func xorshift(s *uint64) uint64 {
	x := *s
	x ^= x << 13
	x ^= x >> 7
	x ^= x << 17
	*s = x
	return x
}
func lcg(s uint32) uint32 { return s*1664525 + 1013904223 }
func binom(n, k int) int {
	r := 1
	for i := range k {
		r = r * (n - i) / (i + 1)
	}
	return r
}
func popcount(x uint64) (n int) {
	for ; x != 0; x &= x - 1 {
		n++
	}
	return
}

func main() {
	p := sieve(100)
	fmt.Println(len(p), p[20:], factor(600851475143), factor(1<<20), factor(97))
	fmt.Println(egcd(240, 46))
	fmt.Println(crt([]int{2, 3, 2}, []int{3, 5, 7}), binom(30, 15), digits(987654321), popcount(0xff00ff), popcount(1<<63))
	for i := range 10000 {
		if perfect(i) {
			fmt.Print(i, " ")
		}
	}
	s := uint64(88172645463325252)
	for range 5 {
		fmt.Print(xorshift(&s), " ")
	}
	x := uint32(1)
	for range 5 {
		x = lcg(x)
		fmt.Print(x, " ")
	}
	fmt.Println()
	a, b := int8(127), int8(-128)
	a++
	b--
	c := uint16(0)
	c--
	fmt.Println(a, b, c, -7/2, -7%2, 7/-2, 7%-2, -7>>1, uint8(250)+uint8(len(p)), int64(math.MinInt64)/int64(-len(p)/len(p)))
	h := 0
	for i := range 1000000 {
		h = h*31 + i
	}
	fmt.Println(h, uint32(h), int16(h), h>>60, uint64(h)>>60)
	fmt.Println(1<<len(p[:10]), 5&^len(p[:4]), 6^len(p[:3]), ^len(p), -len(p)%7)
}
