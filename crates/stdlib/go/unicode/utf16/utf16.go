// Package utf16: text as 16-bit units.
package utf16

const (
	replacementChar = '\uFFFD'
	surr1           = 0xd800
	surr2           = 0xdc00
	surr3           = 0xe000
	surrSelf        = 0x10000
	maxRune         = 0x10ffff
)

// The natives fill a slice that is long enough and answer how much of it they used.
func encodeInto(dst []uint16, s []rune) int
func decodeInto(dst []rune, s []uint16) int

// IsSurrogate reports whether r is half of a pair.
func IsSurrogate(r rune) bool { return surr1 <= r && r < surr3 }

// DecodeRune returns the rune of a pair, or U+FFFD if it is none.
func DecodeRune(r1, r2 rune) rune {
	if surr1 <= r1 && r1 < surr2 && surr2 <= r2 && r2 < surr3 {
		return (r1-surr1)<<10 | (r2 - surr2) + surrSelf
	}
	return replacementChar
}

// EncodeRune returns the pair of a rune, or twice U+FFFD if it needs none or is none.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < surrSelf || r > maxRune {
		return replacementChar, replacementChar
	}
	r -= surrSelf
	return surr1 + r>>10&0x3ff, surr2 + r&0x3ff
}

// RuneLen returns the number of units of a rune, or -1 if it is none.
func RuneLen(r rune) int {
	switch {
	case 0 <= r && r < surr1, surr3 <= r && r < surrSelf:
		return 1
	case surrSelf <= r && r <= maxRune:
		return 2
	}
	return -1
}

// Encode returns the units of runes.
func Encode(s []rune) []uint16 {
	a := make([]uint16, 2*len(s))
	n := encodeInto(a, s)
	return a[:n:n]
}

// AppendRune appends the units of r to a.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacementChar)
}

// Decode returns the runes of units.
func Decode(s []uint16) []rune {
	a := make([]rune, len(s))
	n := decodeInto(a, s)
	return a[:n]
}
