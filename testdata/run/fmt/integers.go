// run

package main

import (
	"fmt"
	"math"
	"strings"
)

func main() {
	for _, v := range []string{"%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%X", "%#x", "%o", "%#o", "%O", "%b", "%#b", "%c", "%q", "%#q", "%U", "%#U", "%8.3d", "%-8.3d|", "%+.3d", "%08.3d", "%+08d", "%.0d", "%x|%8x|%-8x|%08x", "%+q", "% x", "%e", "%s", "%t", "%v", "%#v", "%T", "%10v|", "%-10v|"} {
		fmt.Printf(v+" ", 65)
		if !strings.Contains(v, "|%") {
			fmt.Printf(v+" ", -66)
		}
		fmt.Println()
	}
	fmt.Printf("%d %d %d %d %d\n", int8(-128), uint8(255), int64(math.MinInt64), uint64(math.MaxUint64), uintptr(7))
	fmt.Printf("%x %X %o %b\n", int8(-128), uint64(math.MaxUint64), int16(-9), int64(math.MinInt64))
	fmt.Printf("%c%c%c %q %q %q %U %U\n", 'a', 0x4e16, 0x1F600, 'x', '\n', 0x110000, 0x10FFFF, -1)
	fmt.Printf("%*d|%-*d|%.*d|%*d\n", 5, 42, 5, 42, 4, 42, -5, 42)
	fmt.Printf("%[2]d %[1]d %[2]*[1]d|%[3]v %d\n", 1, 2, 3, 4)
	fmt.Printf("%6.2d|%+6d|% 6d|%-+6d|%06d|%-06d|\n", 7, 7, 7, 7, -7, 7)
	fmt.Printf("%#v %#v %#v %#v %#v\n", 1, int8(1), uint(1), uint8(255), uintptr(255))
	fmt.Printf("%x %X %#x\n", []int{10, 11}, [2]int{255, 256}, []int8{-1})
	fmt.Printf("%d %5d %v\n", []int{1, 2}, []int{1, 2}, map[int]int{2: 3, 1: 4})
}
