// run

package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

func main() {
	h := uint64(14695981039346656037)
	add := func(b bool) {
		v := uint64(0)
		if b {
			v = 1
		}
		h = (h ^ v) * 1099511628211
	}
	for r := rune(-5); r < 0x110010; r += 1 + rune(h%5) {
		add(unicode.IsLetter(r))
		add(unicode.IsDigit(r))
		add(unicode.IsNumber(r))
		add(unicode.IsSpace(r))
		add(unicode.IsUpper(r))
		add(unicode.IsLower(r))
		add(unicode.IsTitle(r))
		add(unicode.IsPunct(r))
		add(unicode.IsSymbol(r))
		add(unicode.IsMark(r))
		add(unicode.IsControl(r))
		add(unicode.IsGraphic(r))
		add(unicode.IsPrint(r))
		h = (h ^ uint64(uint32(unicode.ToUpper(r)))) * 1099511628211
		h = (h ^ uint64(uint32(unicode.ToLower(r)))) * 1099511628211
		h = (h ^ uint64(uint32(unicode.ToTitle(r)))) * 1099511628211
		h = (h ^ uint64(uint32(unicode.SimpleFold(r)))) * 1099511628211
		h = (h ^ uint64(utf8.RuneLen(r)+2)) * 1099511628211
	}
	fmt.Println(h)
	for _, r := range "aЖ世✓é0Ⅷ \u00a0ǅ" {
		fmt.Println(unicode.In(r, unicode.Latin, unicode.Han), unicode.Is(unicode.Cyrillic, r), unicode.IsOneOf([]*unicode.RangeTable{unicode.Letter, unicode.Number}, r), unicode.Is(unicode.White_Space, r), unicode.Is(unicode.Lu, r))
	}
	fmt.Println(len(unicode.Scripts), len(unicode.Categories), len(unicode.Properties), len(unicode.CaseRanges), len(unicode.FoldCategory), len(unicode.FoldScript), len(unicode.CategoryAliases))
	_ = unicode.Scripts["Greek"]
	fmt.Println(unicode.TurkishCase.ToLower('I'), unicode.TurkishCase.ToUpper('i'), unicode.AzeriCase.ToTitle('x'), unicode.To(unicode.UpperCase, 'ß'))
	own := &unicode.RangeTable{R16: []unicode.Range16{{'a', 'z', 2}}}
	fmt.Println(unicode.Is(own, 'c'), unicode.Is(own, 'd'))
	for n, t := range map[string]*unicode.RangeTable{"L": unicode.L, "Hiragana": unicode.Hiragana} {
		_ = n
		_ = t
	}
	fmt.Println(unicode.MaxRune, unicode.Version, unicode.GraphicRanges[0] == unicode.L, len(unicode.PrintRanges))
}
