// run

package main

import (
	"fmt"
	"unicode/utf8"
)

func main() {
	for _, r := range []rune{'a', 'é', '世', 0x1F600, utf8.RuneError, -1, 0xD800, 0x110000, 0} {
		b := utf8.AppendRune(nil, r)
		fmt.Println(r, utf8.RuneLen(r), utf8.ValidRune(r), b)
	}
	for _, s := range []string{"", "abc", "aé世😀", "\xff", "a\xc3", "\xc3\xa9\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\x80", "\xe4\xb8"} {
		r, n := utf8.DecodeRuneInString(s)
		l, m := utf8.DecodeLastRuneInString(s)
		fmt.Printf("%q %d %v %U %d %U %d %v\n", s, utf8.RuneCountInString(s), utf8.ValidString(s), r, n, l, m, utf8.FullRuneInString(s))
		b := []byte(s)
		r2, n2 := utf8.DecodeRune(b)
		l2, m2 := utf8.DecodeLastRune(b)
		fmt.Println(r == r2, n == n2, l == l2, m == m2, utf8.RuneCount(b), utf8.Valid(b), utf8.FullRune(b))
		for i, r := range s {
			fmt.Print(i, ":", r, " ")
		}
		fmt.Println([]rune(s))
	}
	buf := make([]byte, 4)
	fmt.Println(utf8.EncodeRune(buf, '世'), buf, utf8.RuneStart(buf[0]), utf8.RuneStart(buf[1]))
	fmt.Println(utf8.RuneSelf, utf8.UTFMax, utf8.MaxRune, string(utf8.RuneError))
	s := "héllo"
	for len(s) > 0 {
		r, n := utf8.DecodeLastRuneInString(s)
		fmt.Print(string(r))
		s = s[:len(s)-n]
	}
	fmt.Println()
}
