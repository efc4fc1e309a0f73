// run

// Calls of a few nanoseconds that have ways of their own: every length up to 40, every place, strings and bytes.
package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func pair() (string, string) { return "prefix and more", "pre" }

func spread() ([]byte, byte) { return []byte("a/b"), '/' }

func prefixes() {
	var sum, count int
	text := "abcdefghijklmnopqrstuvwxyz0123456789ABCD"
	for n := range len(text) + 1 {
		for m := range n + 3 {
			s := text[:n]
			p := text[:min(m, len(text))]
			q := text[max(0, n-m):n]
			for _, wrong := range []int{-1, 0, m / 2, m - 1} {
				b, c := []byte(p), []byte(q)
				if wrong >= 0 && wrong < len(b) {
					b[wrong] ^= 1
				}
				if wrong >= 0 && wrong < len(c) {
					c[wrong] ^= 1
				}
				for i, v := range []bool{
					strings.HasPrefix(s, string(b)), strings.HasSuffix(s, string(c)),
					bytes.HasPrefix([]byte(s), b), bytes.HasSuffix([]byte(s), c),
				} {
					count++
					if v {
						sum += count * (i + 1)
					}
				}
			}
		}
	}
	fmt.Println(count, sum)
	fmt.Println(strings.HasPrefix("", ""), strings.HasSuffix("", ""), bytes.HasPrefix(nil, nil), bytes.HasSuffix(nil, []byte{}), bytes.HasPrefix(nil, []byte("x")))
	fmt.Println(strings.HasPrefix(pair()), bytes.IndexByte(spread()))
	f, g, h := strings.HasPrefix, bytes.HasSuffix, strings.IndexByte
	fmt.Println(f("abc", "ab"), g([]byte("abc"), []byte("bc")), h("abc", 'c'))
	defer func() { fmt.Println(strings.HasSuffix("deferred", "red")) }()
	go strings.HasPrefix("x", "y")
}

func places() {
	sum := 0
	for n := range 40 {
		for at := -1; at < n; at++ {
			b := bytes.Repeat([]byte{'x'}, n)
			if at >= 0 {
				b[at] = 0x80
				if at+3 < n {
					b[at+3] = 0x80
				}
			}
			for _, c := range []byte{0x80, 'x', 0x00, 0x81, 0x7f} {
				i, j := bytes.IndexByte(b, c), strings.IndexByte(string(b), c)
				if i != j {
					fmt.Println("differ", n, at, c, i, j)
				}
				sum = sum*31 + i
			}
			for _, word := range []string{"\x80x", "xx\x80", "x\x80xx", "xxxxxxxxx\x80", "\x80\x80"} {
				sum = sum*31 + strings.Index(string(b), word)
			}
		}
	}
	fmt.Println(sum)
}

func letters() {
	h := crc32.NewIEEE()
	for r := rune(-3); r < 0x3000; r++ {
		fmt.Fprint(h, unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.ToUpper(r), unicode.ToLower(r))
	}
	fmt.Printf("%x\n", h.Sum32())
	for _, r := range []rune{-1, 0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff, 0x110000} {
		b := make([]byte, 4)
		n := utf8.EncodeRune(b, r)
		fmt.Println(r, utf8.RuneLen(r), utf8.AppendRune([]byte("<"), r), b[:n])
		func() {
			defer func() { fmt.Println(recover()) }()
			fmt.Println(utf8.EncodeRune(make([]byte, max(n-1, 0)), r))
		}()
	}
}

func main() {
	prefixes()
	places()
	letters()
	for i := -101; i < 112; i++ {
		fmt.Print(strconv.Itoa(i), " ")
	}
	fmt.Println(strings.EqualFold("Straße", "STRAßE"), strings.EqualFold("K", "\u212a"), strings.EqualFold("ab", "abc"), strings.EqualFold("a\xff", "A\xfe"))
}
