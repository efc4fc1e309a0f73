// run

package main

import (
	"fmt"
	"math"
)

const (
	a     = 1 << 100
	b     = a >> 98
	c     = 1.0 << 3
	d     = 'x' + 1
	e     = 2.5 * 2
	f     = "con" + "cat"
	g     = len(f)
	h     = 7 / 2
	i     = 7 / 2.0
	j     = -5 % 3
	k     = 1 << 3.0
	huge  = 1e1000 / 1e997
	third = 1.0 / 3
	cplx  = 2i * 2i
)
const typed int8 = 100
const t2 = typed + 27
const bits = ^uint8(0)
const neg = -1 << 63
const boolean = a > b && !(c == 8)

func main() {
	fmt.Println(b, c, d, e, f, g, h, i, j, k, huge, third, cplx)
	fmt.Printf("%T %T %T %T %T %T %T\n", b, c, d, e, f, i, cplx)
	fmt.Println(t2, bits, int64(neg), boolean)
	var x float32 = a
	var y int = e
	var z byte = 'a'
	var w float64 = 'a'
	var v complex64 = 3
	var r rune = 65.0
	fmt.Println(x, y, z, w, v, r, string(rune(r)))
	var s uint = 3
	var sh int64 = 1 << s
	var fl = uint8(1 << s)
	fmt.Println(sh, fl, 1<<s == 8, math.MaxUint64>>63, uint64(math.MaxUint64))
	fmt.Println(math.Pi, float32(math.Pi), math.E*1e10, math.MaxInt64, math.MinInt64)
	const p = 0.1 + 0.2
	fmt.Println(p == 0.3, 0.1+0.2, p, third*3 == 1)
	fmt.Println(real(cplx), imag(3+4i), len([10]int{}), cap([4]int{}), len("héllo"))
	const big = 1 << 62
	fmt.Println(big*2/3, uint32(1<<32-1), int64(big)>>1)
}
