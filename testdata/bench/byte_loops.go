// Bytes and runes one by one: a tokenizer, a checksum, a reversal, a histogram.
package main

import "fmt"

func adler(s []byte) uint32 {
	a, b := uint32(1), uint32(0)
	for _, c := range s {
		a = (a + uint32(c)) % 65521
		b = (b + a) % 65521
	}
	return b<<16 | a
}

func words(s string) (n int) {
	in := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
		if letter && !in {
			n++
		}
		in = letter
	}
	return n
}

func reverse(b []byte) {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
}

func main() {
	const text = "The quick brown fox, jumps over 13 lazy dogs; naïve café — "
	buf := make([]byte, 0, 1<<20)
	for len(buf) < 1<<20 {
		buf = append(buf, text...)
	}
	s := string(buf)
	var hist [256]int
	total := uint64(0)
	for round := 0; round < 30; round++ {
		total = total*31 + uint64(adler(buf))
		total += uint64(words(s))
		reverse(buf)
		for _, c := range buf {
			hist[c]++
		}
		runes := 0
		for _, r := range s {
			if r > 127 {
				runes++
			}
		}
		total += uint64(runes)
	}
	fmt.Println(total, hist['o'], hist[0xc3])
}
