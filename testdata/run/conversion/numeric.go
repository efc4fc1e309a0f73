// run

package main

import (
	"fmt"
	"math"
	"time"
)

type celsius float64

func main() {
	f, big, neg := 3.99, 1e10, -2.7
	fmt.Println(int(f), int(neg), int64(big), uint8(f), float32(f), int32(neg))
	i := 300
	fmt.Println(uint8(i), int8(i), uint16(i), float64(i), uint8(-i&0xff), int8(uint8(200+i-i)))
	n := int64(-1)
	fmt.Println(uint64(n), uint32(n), uint8(n), int32(n), uint16(int8(n)), int(uint8(n)), uint64(uint32(n)))
	u := uint64(math.MaxUint64)
	fmt.Println(int64(u), int32(u), float64(u), float32(u), int8(u>>1))
	fmt.Println(float64(float32(0.1)), float32(16777217), float64(int64(9007199254740993)), float32(1e-46*f))
	fmt.Println(celsius(36.6), float64(celsius(1)), int(celsius(f)), celsius(i)/7)
	var r rune = 'é'
	var b byte = 'x'
	fmt.Println(string(r), string(b), int(r), rune(b)+1, byte(r))
	fmt.Println(complex64(complex(f, neg)), complex128(complex64(1+2i)), real(complex64(complex(f, 0))))
	x := uint32(1 << 31)
	fmt.Println(int32(x), int64(x), int64(int32(x)), x<<1, uint64(x)<<1)
	y := int16(-32768)
	fmt.Println(-y, uint16(y), y-1, int8(y>>8), uint8(y>>7))
	const c = 1 << 10
	fmt.Println(float32(c), uint16(c), byte(c>>3), time.Duration(c)*time.Millisecond)
	var up uintptr = uintptr(i)
	fmt.Println(up, int(up)+1, math.Float64bits(1.5), math.Float64frombits(0x4000000000000000), math.Float32bits(1), math.Float32frombits(0xc0000000))
	fmt.Println(int64(math.Floor(neg)), int(math.Round(2.5)), int(1e3), uint(f*100))
	h := math.Inf(1)
	fmt.Println(float32(h), float32(-h), float32(1e39*f), math.IsNaN(float64(float32(math.NaN()))))
}
