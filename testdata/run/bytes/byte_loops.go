// run

package main

import (
	"bytes"
	"fmt"
)

func crc(b []byte) uint32 {
	var table [256]uint32
	for i := range table {
		c := uint32(i)
		for range 8 {
			if c&1 == 1 {
				c = c>>1 ^ 0xedb88320
			} else {
				c >>= 1
			}
		}
		table[i] = c
	}
	crc := ^uint32(0)
	for _, x := range b {
		crc = table[byte(crc)^x] ^ crc>>8
	}
	return ^crc
}
func base64(b []byte) string {
	const abc = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	var out bytes.Buffer
	for len(b) > 0 {
		var v uint32
		n := min(3, len(b))
		for i := range 3 {
			v <<= 8
			if i < n {
				v |= uint32(b[i])
			}
		}
		for i := range 4 {
			if i <= n {
				out.WriteByte(abc[v>>(18-6*i)&63])
			} else {
				out.WriteByte('=')
			}
		}
		b = b[n:]
	}
	return out.String()
}
func varint(n uint64) (b []byte) {
	for n >= 0x80 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n))
}
func unvarint(b []byte) (n uint64, used int) {
	for i, c := range b {
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}
func xor(a, key []byte) []byte {
	out := make([]byte, len(a))
	for i := range a {
		out[i] = a[i] ^ key[i%len(key)]
	}
	return out
}

func main() {
	fmt.Printf("%08x %08x\n", crc([]byte("hello")), crc(nil))
	for _, s := range []string{"", "f", "fo", "foo", "foobar!"} {
		fmt.Print(base64([]byte(s)), " ")
	}
	fmt.Println()
	for _, n := range []uint64{0, 127, 128, 300, 1 << 40, 1<<64 - 1} {
		b := varint(n)
		m, k := unvarint(b)
		fmt.Print(b, m == n, k, " ")
	}
	fmt.Println()
	k := []byte("key")
	e := xor([]byte("secret text"), k)
	fmt.Printf("%x %s\n", e, xor(e, k))
	var hist [256]int
	for _, c := range []byte("mississippi") {
		hist[c]++
	}
	fmt.Println(hist['s'], hist['i'], hist['m'])
	buf := make([]byte, 0, 4)
	for i := range byte(10) {
		buf = append(buf, i*i)
	}
	fmt.Println(buf, cap(buf) >= 10, bytes.IndexByte(buf, 49))
	copy(buf[3:], buf)
	fmt.Println(buf)
	copy(buf, buf[3:])
	fmt.Println(buf)
	le := uint32(buf[0]) | uint32(buf[1])<<8 | uint32(buf[2])<<16 | uint32(buf[9])<<24
	fmt.Println(le, int8(buf[9]), ^buf[0], -buf[1], buf[9]<<1, buf[9]>>1)
}
