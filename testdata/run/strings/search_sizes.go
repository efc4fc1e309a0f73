// run
//
// Searches of words in texts of many lengths, against a plain loop.
package main

import (
	"bytes"
	"fmt"
	"strings"
)

func plain(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if s[i:i+len(sub)] == sub {
			return i
		}
	}
	return -1
}

func main() {
	seed := uint32(7)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>16) % n
	}
	letters := "ab\x00\xc3\xa9Z"
	checked, bad := 0, 0
	for _, size := range []int{0, 1, 2, 3, 15, 16, 17, 18, 31, 32, 33, 47, 63, 64, 65, 100, 255, 256, 257, 300, 511, 513, 1000, 4096, 5000} {
		for range 60 {
			text := make([]byte, size)
			for i := range text {
				text[i] = letters[next(2+next(len(letters)-1))]
			}
			s := string(text)
			words := []string{"", "ab", "aab", "Z\xc3"}
			for _, k := range []int{1, 2, 3, 8, 15, 16, 17, 18, 40} {
				if k <= size {
					at := next(size - k + 1)
					words = append(words, s[at:at+k], s[size-k:], s[at:at+k-1]+"!")
				}
			}
			for _, w := range words {
				want := plain(s, w)
				checked++
				if strings.Index(s, w) != want || bytes.Index(text, []byte(w)) != want || strings.Contains(s, w) != (want >= 0) {
					bad++
					fmt.Printf("%q in %q: %d, not %d\n", w, s, strings.Index(s, w), want)
				}
				if w != "" {
					n := 0
					for rest := s; ; n++ {
						i := plain(rest, w)
						if i < 0 {
							break
						}
						rest = rest[i+len(w):]
					}
					if strings.Count(s, w) != n || len(strings.Split(s, w)) != n+1 || strings.ReplaceAll(s, w, "<>") != strings.Join(strings.Split(s, w), "<>") {
						bad++
						fmt.Printf("%q in %q: counted %d, not %d\n", w, s, strings.Count(s, w), n)
					}
					if n > 1 && strings.Replace(s, w, "-", 1) != s[:want]+"-"+s[want+len(w):] {
						bad++
					}
				}
			}
		}
	}
	fmt.Println(checked, "searches,", bad, "wrong")

	fmt.Println(strings.Replace("aaaa", "aa", "b", 0), strings.Replace("aaaa", "aa", "b", 1), strings.Replace("aaaa", "aa", "b", -1), strings.Replace("abc", "", "-", 2), strings.ReplaceAll("abc", "abc", ""))
	for _, s := range []string{"", " ", " a", "a ", "\t\n x y \r\v\f", "\u00a0x\u2003", "é ", " é", "\x85x", "x\x85", "\u0085x\u0085", "  \u3000  ", "\xffa \xff"} {
		fmt.Printf("%q %q %q %q %q\n", strings.TrimSpace(s), bytes.TrimSpace([]byte(s)), strings.Trim(s, " x"), strings.TrimLeft(s, "\u00a0 a"), strings.TrimRight(s, "\xffx\u0085"))
	}
	fmt.Println(strings.EqualFold("Straße", "STRAßE"), strings.EqualFold("K", "\u212a"), strings.EqualFold("abc\xff", "ABC\xff"), strings.EqualFold("abc", "abd"), strings.EqualFold("", ""), strings.EqualFold("a", "ab"))
	rot := func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return 'a' + (r-'a'+13)%26
		case r == 'Z':
			return -1
		case r == 'Q':
			return '世'
		}
		return r
	}
	fmt.Printf("%q %q %q\n", strings.Map(rot, "Hello ZZ Quick é \xff end"), strings.Map(rot, "ABC"), strings.Map(rot, "\xffa"))
	index := strings.Index
	fmt.Println(index("chicken", "ken"), strings.IndexRune("a世b\xff", '世'), strings.IndexRune("a世b\xff", 0xFFFD))
}
