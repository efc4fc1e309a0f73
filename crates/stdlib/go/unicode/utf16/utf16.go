// Package utf16: text as 16-bit units.
package utf16

const (
	replacement = '\uFFFD'
	surrHigh    = 0xd800
	surrLow     = 0xdc00
	surrEnd     = 0xe000
	selfEnd     = 0x10000
	maxRune     = 0x10ffff
)

// The natives fill a slice that is long enough and answer how much of it they used.
func encodeInto(dst []uint16, s []rune) int
func decodeInto(dst []rune, s []uint16) int

// IsSurrogate reports whether r is half of a pair.
func IsSurrogate(r rune) bool { return surrHigh <= r && r < surrEnd }

// DecodeRune returns the rune of a pair, or U+FFFD if it is none.
func DecodeRune(r1, r2 rune) rune {
	if surrHigh <= r1 && r1 < surrLow && surrLow <= r2 && r2 < surrEnd {
		return (r1-surrHigh)<<10 | (r2 - surrLow) + selfEnd
	}
	return replacement
}

// EncodeRune returns the pair of a rune, or twice U+FFFD if it needs none or is none.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < selfEnd || r > maxRune {
		return replacement, replacement
	}
	r -= selfEnd
	return surrHigh + r>>10&0x3ff, surrLow + r&0x3ff
}

// RuneLen returns the number of units of a rune, or -1 if it is none.
func RuneLen(r rune) int {
	switch {
	case 0 <= r && r < surrHigh, surrEnd <= r && r < selfEnd:
		return 1
	case selfEnd <= r && r <= maxRune:
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
	return append(a, replacement)
}

// Decode returns the runes of units.
func Decode(s []uint16) []rune {
	a := make([]rune, len(s))
	n := decodeInto(a, s)
	return a[:n]
}
