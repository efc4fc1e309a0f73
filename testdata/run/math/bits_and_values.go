// run

package main

import (
	"fmt"
	"math"
	"math/bits"
)

var f0 = 1e308

func main() {
	fs := map[string]func(float64) float64{}
	_ = fs
	f := math.Float64bits
	g := math.Float32frombits
	b := math.Float64frombits
	k := math.Float32bits
	fmt.Println(f(1.5), g(0x40490fdb), b(0x400921FB54442D18), k(3.25))
	ops := []func(float64) float64{math.Sqrt, math.Abs, math.Floor, math.Ceil, math.Trunc, math.Exp, math.Log, math.Sin, math.Erfcinv, math.Erfinv}
	for _, o := range ops {
		fmt.Println(o(0.3), o(-0.7), o(math.NaN()), o(math.Inf(1)))
	}
	s, c := math.Sincos(1)
	fmt.Println(s, c, math.MaxFloat64, math.SmallestNonzeroFloat64, float32(math.MaxFloat32), math.SmallestNonzeroFloat32, math.Pi, math.E, uint64(math.MaxUint64))
	for n := -330; n < 320; n += 13 {
		fmt.Print(math.Pow10(n), " ", math.Ldexp(0.75, n*4), " ")
	}
	fmt.Println(math.IsInf(f0*10, 1), math.Inf(-1), math.Float64bits(math.NaN()))
	fmt.Println(bits.Len(255), bits.LeadingZeros8(3), bits.TrailingZeros16(0), bits.OnesCount8(255), bits.RotateLeft8(1, -1), bits.Reverse16(1), bits.ReverseBytes32(0x01020304), bits.Len64(0), bits.UintSize)
	x, y := bits.Add64(math.MaxUint64, 1, 1)
	u, v := bits.Sub32(1, 2, 1)
	q, r := bits.Div64(1, 2, 3)
	hi, lo := bits.Mul(1<<63, 6)
	fmt.Println(x, y, u, v, q, r, hi, lo, bits.Rem64(5, 6, 7), bits.Rem32(9, 9, 4))
	fn := bits.TrailingZeros64
	fmt.Println(fn(8))
	for _, f := range []func(){func() { bits.Div64(1, 2, 0) }, func() { bits.Div64(3, 2, 1) }, func() { bits.Rem(1, 2, 0) }, func() { bits.Div32(1, 1, 0) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
