// run

package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	for _, v := range []uint64{0, 1, 2, 255, 256, 1 << 40, math.MaxUint64, 0xdeadbeef} {
		fmt.Println(bits.LeadingZeros64(v), bits.TrailingZeros64(v), bits.OnesCount64(v), bits.Len64(v), bits.Reverse64(v), bits.ReverseBytes64(v), bits.RotateLeft64(v, 8), bits.RotateLeft64(v, -3))
		fmt.Println(bits.LeadingZeros32(uint32(v)), bits.TrailingZeros16(uint16(v)), bits.OnesCount8(uint8(v)), bits.Len(uint(v)), bits.Reverse8(uint8(v)), bits.RotateLeft8(uint8(v), 3), bits.ReverseBytes32(uint32(v)), bits.RotateLeft32(uint32(v), 31), bits.Len8(uint8(v)), bits.RotateLeft16(uint16(v), 4))
	}
	fmt.Println(bits.Add64(math.MaxUint64, 1, 0))
	fmt.Println(bits.Add64(1, 2, 1))
	fmt.Println(bits.Sub64(0, 1, 0))
	fmt.Println(bits.Mul64(math.MaxUint64, math.MaxUint64))
	fmt.Println(bits.Div64(1, 0, 2))
	fmt.Println(bits.Rem64(5, 3, 7), bits.UintSize)
	fmt.Println(bits.Add32(math.MaxUint32, 5, 1))
	fmt.Println(bits.Mul32(1<<31, 6))
	defer func() { fmt.Println(recover()) }()
	z := uint64(0)
	bits.Div64(1, 0, z)
}
