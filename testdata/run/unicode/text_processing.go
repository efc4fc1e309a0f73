// run

package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func classify(s string) map[string]int {
	m := map[string]int{}
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			m["upper"]++
		case unicode.IsLower(r):
			m["lower"]++
		case unicode.IsLetter(r):
			m["letter"]++
		case unicode.IsDigit(r):
			m["digit"]++
		case unicode.IsNumber(r):
			m["number"]++
		case unicode.IsSpace(r):
			m["space"]++
		case unicode.IsPunct(r):
			m["punct"]++
		case unicode.IsSymbol(r):
			m["symbol"]++
		case unicode.IsMark(r):
			m["mark"]++
		case unicode.IsControl(r):
			m["control"]++
		default:
			m["other"]++
		}
	}
	return m
}
func title(s string) string {
	prev := ' '
	return strings.Map(func(r rune) rune {
		p := prev
		prev = r
		if !unicode.IsLetter(p) {
			return unicode.ToTitle(r)
		}
		return unicode.ToLower(r)
	}, s)
}
func width(s string) (n int) {
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			n += 2
		} else if !unicode.Is(unicode.Mn, r) {
			n++
		}
	}
	return
}

func main() {
	fmt.Println(classify("Hello, Wörld! 123 ½ ² Ⅷ 世界 € + e\u0301 \x00\x7f \u200b"))
	fmt.Println(title("héLLO wORLD-foo ǆungla ßtraße"), width("世界ab"), width("e\u0301"), width("カナ"))
	for _, s := range []string{"ÀÉÎ", "σς", "İI", "ǅ", "ﬁ", "Ω"} {
		fmt.Print(strings.ToLower(s), " ", strings.ToUpper(s), " ", len(strings.ToUpper(s)), " ", strings.EqualFold(s, strings.ToLower(s)), "; ")
	}
	fmt.Println()
	for _, r := range []rune{'A', 'é', 'ß', 'ſ', 'K', 'Σ', 'ǅ', '1'} {
		fmt.Printf("%c:%c%c%c%c ", r, unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r))
	}
	fmt.Println()
	bad := "ok\xff\xfe\xc3(\xed\xa0\x80end"
	fmt.Printf("%q %q %d %v\n", bad, []rune(bad), utf8.RuneCountInString(bad), utf8.ValidString(bad))
	for i, r := range bad {
		if r == utf8.RuneError {
			_, n := utf8.DecodeRuneInString(bad[i:])
			fmt.Print(i, "/", n, " ")
		}
	}
	fmt.Println(strings.ToValidUTF8(bad, "·"), strings.Map(func(r rune) rune { return r }, bad) == bad)
	var b []byte
	for _, r := range []rune{0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff} {
		b = utf8.AppendRune(b, r)
		fmt.Print(utf8.RuneLen(r), len(b), " ")
	}
	for len(b) > 0 {
		r, n := utf8.DecodeLastRune(b)
		fmt.Printf("%x ", r)
		b = b[:len(b)-n]
	}
	fmt.Println()
	fmt.Println(unicode.IsSpace('\u3000'), unicode.IsLetter('ʰ'), unicode.IsUpper('ϒ'), unicode.IsDigit('᠙'), unicode.Is(unicode.ASCII_Hex_Digit, 'f'))
}
