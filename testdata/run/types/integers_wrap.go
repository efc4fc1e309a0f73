// run

package main

import (
	"fmt"
	"math"
)

func main() {
	var i8 int8 = math.MaxInt8
	var i16 int16 = math.MaxInt16
	var i32 int32 = math.MaxInt32
	var i64 int64 = math.MaxInt64
	i8++
	i16++
	i32++
	i64++
	fmt.Println(i8, i16, i32, i64, -i8, -i16, -i32, -i64)
	var u8 uint8
	var u16 uint16
	var u32 uint32
	var u64 uint64
	u8--
	u16--
	u32--
	u64--
	fmt.Println(u8, u16, u32, u64)
	i8 = -128
	fmt.Println(i8/-1, i8%-1, i8*i8, i8-1, i8>>1, i8<<1)
	i64 = math.MinInt64
	m := int64(-1)
	fmt.Println(i64/m, i64%m, i64*m, i64-1)
	x := 1 << 20
	fmt.Println(int8(x+200), uint8(x+300), int16(x+40000), uint16(x-1), int32(x<<12), uint32(x<<13))
	y := -1
	fmt.Println(uint8(y), uint16(y), uint32(y), uint64(y), uint(y), uintptr(y))
	var s uint = 70
	fmt.Println(1<<s == 0, x<<s, x>>s, y>>s, uint32(y)<<31<<1, int32(-8)>>1, uint32(0xffffffff)>>28)
	var b byte = 250
	b += 10
	var r rune = 'x'
	r += 2
	fmt.Println(b, r, string(r))
	fmt.Println(7&^5, -7&^5, -7&15, -7|1, -7^3, ^0, ^uint8(5))
	z := 3
	fmt.Println(-z/2, -z%2, z/-2, z%-2, -z>>1, uint8(z)<<7)
}
