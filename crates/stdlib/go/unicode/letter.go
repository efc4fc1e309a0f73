// Package unicode: properties of runes. The data and the questions about single runes are native.
package unicode

const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

// Version is the Unicode edition of the data.
const Version = "17.0.0"

// Cases of To.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower, as a delta of a CaseRange, marks alternating upper and lower case.
const UpperLower = MaxRune + 1

func IsControl(r rune) bool
func IsGraphic(r rune) bool
func IsMark(r rune) bool
func IsNumber(r rune) bool
func IsPrint(r rune) bool
func IsPunct(r rune) bool
func IsSymbol(r rune) bool
func IsTitle(r rune) bool
func SimpleFold(r rune) rune
func ToTitle(r rune) rune

// What is asked most is answered here for ASCII, so that it can be inlined, and by natives for the rest.

func isDigit(r rune) bool
func isLetter(r rune) bool
func isLower(r rune) bool
func isSpace(r rune) bool
func isUpper(r rune) bool
func toLower(r rune) rune
func toUpper(r rune) rune

func IsDigit(r rune) bool {
	if uint32(r) <= MaxASCII {
		return uint32(r)-'0' < 10
	}
	return isDigit(r)
}

func IsLetter(r rune) bool {
	if uint32(r) <= MaxASCII {
		return (uint32(r)|0x20)-'a' < 26
	}
	return isLetter(r)
}

func IsLower(r rune) bool {
	if uint32(r) <= MaxASCII {
		return uint32(r)-'a' < 26
	}
	return isLower(r)
}

func IsSpace(r rune) bool {
	if uint32(r) <= MaxASCII {
		return r == ' ' || uint32(r)-'\t' < 5
	}
	return isSpace(r)
}

func IsUpper(r rune) bool {
	if uint32(r) <= MaxASCII {
		return uint32(r)-'A' < 26
	}
	return isUpper(r)
}

func ToLower(r rune) rune {
	if uint32(r) <= MaxASCII {
		if uint32(r)-'A' < 26 {
			r += 'a' - 'A'
		}
		return r
	}
	return toLower(r)
}

func ToUpper(r rune) rune {
	if uint32(r) <= MaxASCII {
		if uint32(r)-'a' < 26 {
			r -= 'a' - 'A'
		}
		return r
	}
	return toUpper(r)
}

// To maps a rune to a case; U+FFFD if there is no such case.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

// A RangeTable lists the ranges of a set of runes.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int
}

// A Range16 is a range of 16-bit runes.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// A Range32 is a range of runes.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

type d [MaxCase]rune

// A CaseRange is a range of runes with the distances to their other cases.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

// A SpecialCase is a language's own case mappings.
type SpecialCase []CaseRange

func in16(ranges []Range16, r uint32) bool
func in32(ranges []Range32, r uint32) bool

// Is reports whether r is in the table.
func Is(rangeTab *RangeTable, r rune) bool {
	u := uint32(r)
	if r16 := rangeTab.R16; len(r16) > 0 && u <= uint32(r16[len(r16)-1].Hi) {
		return in16(r16, u)
	}
	return in32(rangeTab.R32, u)
}

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// IsOneOf reports whether r is in one of the tables.
func IsOneOf(ranges []*RangeTable, r rune) bool { return In(r, ranges...) }

func to(_case int, r rune, ranges []CaseRange) (mapped rune, found bool) {
	lo, hi := 0, len(ranges)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		e := ranges[m]
		if uint32(r) < e.Lo {
			hi = m
		} else if uint32(r) > e.Hi {
			lo = m + 1
		} else {
			delta := e.Delta[_case]
			if delta > MaxRune {
				return rune(e.Lo) + ((r-rune(e.Lo))&^1 | rune(_case&1)), true
			}
			return r + delta, true
		}
	}
	return r, false
}

func (special SpecialCase) to(_case int, r rune) rune {
	m, found := to(_case, r, special)
	if m == r && !found {
		return To(_case, r)
	}
	return m
}

// ToUpper maps a rune to upper case, the special mapping first.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }

// ToTitle maps a rune to title case, the special mapping first.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }

// ToLower maps a rune to lower case, the special mapping first.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

// TurkishCase has the mappings of the letters i with and without dot.
var TurkishCase SpecialCase = SpecialCase{
	{'I', 'I', d{0, 'ı' - 'I', 0}},
	{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', d{0, 'i' - 'İ', 0}},
	{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
}

// AzeriCase is the same as TurkishCase.
var AzeriCase SpecialCase = TurkishCase

// caseRange returns entry i of the case mappings; ok is false behind the last.
func caseRange(i int) (lo, hi uint32, upper, lower, title rune, ok bool)

func caseRanges() []CaseRange {
	var all []CaseRange
	for i := 0; ; i++ {
		lo, hi, u, l, t, ok := caseRange(i)
		if !ok {
			return all
		}
		all = append(all, CaseRange{lo, hi, d{u, l, t}})
	}
}

// CaseRanges lists the case mappings of all letters.
var CaseRanges = caseRanges()
