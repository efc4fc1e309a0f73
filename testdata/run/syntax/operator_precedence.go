// run

package main

import (
	"fmt"
)

func main() {
	fmt.Println(1+2*3, (1+2)*3, 7-3-2, 2*3%4, 7/2*2, -7/2, -7%3, 7%-3)
	fmt.Println(1<<3+1, 1<<(3+1), 6&3|8, 6&^3, 5^3, ^5, 1|2&3, 1+2<<1)
	fmt.Println(1 < 2 == true, 1+1 == 2 && 2*2 == 4 || false, !true || true, !(1 > 2))
	x := 3
	p := &x
	fmt.Println(*p**p, -x*-x, +x, x - -x, ^x&7, -^x)
	fmt.Println(10-2+3, 100/10/5, 100/(10/5), 1<<2<<3, 256>>2>>1)
	a, b, c := true, false, true
	fmt.Println(a || b && c, (a || b) && b, !a == b, !a || !b)
	x += 2 * 3
	x -= 1
	x *= 2
	x /= 3
	x %= 4
	x <<= 3
	x |= 1
	x &= 0xf
	x ^= 3
	x &^= 2
	x >>= 1
	fmt.Println(x)
	var u8 uint8 = 200
	fmt.Println(u8+100, u8<<1, u8>>3, ^u8, -u8)
	s := "a" + "b"
	s += "c"
	fmt.Println(s, "a" < "b", "ab" > "abc", "" == "")
	x++
	x--
	m := map[string]int{}
	m["k"]++
	m["k"] += 5
	m["k"] <<= 1
	fmt.Println(m, *p == x)
}
