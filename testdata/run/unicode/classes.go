// run

package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

func main() {
	rs := []rune{'a', 'Z', '5', ' ', '\n', '_', '!', '$', '+', 'é', 'ß', '世', 'Σ', 'ǅ', '٣', '½', '\u00a0', '\u200b', '\u0301', '€', 0x1F600, 0x7f, 0, utf8.RuneError, -1, 0x10FFFF, 'ª', '²', '\u2028', 'ⅷ', '«', 'ﬀ'}
	for _, r := range rs {
		fmt.Printf("%U %v %v %v %v %v %v %v %v %v %v %v %v %v %v %c %c %c\n", r, unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsTitle(r), unicode.IsPunct(r), unicode.IsSymbol(r), unicode.IsControl(r), unicode.IsPrint(r), unicode.IsGraphic(r), unicode.IsMark(r), unicode.Is(unicode.Latin, r), unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r))
	}
	fmt.Println(unicode.In('世', unicode.Han, unicode.Latin), unicode.Is(unicode.Han, 'a'), unicode.Is(unicode.Cyrillic, 'Ж'), unicode.IsOneOf([]*unicode.RangeTable{unicode.Greek}, 'α'))
	for r, n := rune('k'), 0; n < 4; n++ {
		fmt.Printf("%c %U ", r, r)
		r = unicode.SimpleFold(r)
	}
	fmt.Println(unicode.MaxRune, unicode.ReplacementChar, unicode.MaxASCII, unicode.MaxLatin1)
	counts := map[string]int{}
	for r := rune(0); r <= 0x2FFFF; r++ {
		if unicode.IsLetter(r) {
			counts["letter"]++
		}
		if unicode.IsUpper(r) {
			counts["upper"]++
		}
		if unicode.IsSpace(r) {
			counts["space"]++
		}
		if unicode.IsDigit(r) {
			counts["digit"]++
		}
	}
	fmt.Println(counts["letter"] > 100000, counts["space"], counts["upper"] > 1000, counts["digit"] > 500)
	fmt.Println(unicode.To(unicode.UpperCase, 'b'), unicode.IsSpace('\u0085'))
}
