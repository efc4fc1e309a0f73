// Package utf8 translates between runes and UTF-8 byte sequences. Loops over bytes are native.
package utf8

const (
	RuneError = '\uFFFD'
	RuneSelf  = 0x80
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4
)

const (
	surrogateMin = 0xD800
	surrogateMax = 0xDFFF
)

func decodeRune(p []byte) (rune, int)
func decodeRuneInString(s string) (rune, int)
func decodeLastRune(p []byte) (rune, int)
func decodeLastRuneInString(s string) (rune, int)

// FullRune reports whether p begins with a full UTF-8 encoding of a rune; an invalid one is full (width 1).
func FullRune(p []byte) bool

// FullRuneInString is FullRune for a string.
func FullRuneInString(s string) bool

// RuneCount returns the number of runes in p.
func RuneCount(p []byte) int

// RuneCountInString is RuneCount for a string.
func RuneCountInString(s string) int

// Valid reports whether p is valid UTF-8.
func Valid(p []byte) bool

// ValidString reports whether s is valid UTF-8.
func ValidString(s string) bool

// DecodeRune unpacks the first UTF-8 encoding in p and returns the rune and its width.
func DecodeRune(p []byte) (rune, int) {
	if len(p) > 0 && p[0] < RuneSelf {
		return rune(p[0]), 1
	}
	return decodeRune(p)
}

// DecodeRuneInString is DecodeRune for a string.
func DecodeRuneInString(s string) (rune, int) {
	if len(s) > 0 && s[0] < RuneSelf {
		return rune(s[0]), 1
	}
	return decodeRuneInString(s)
}

// DecodeLastRune unpacks the last UTF-8 encoding in p and returns the rune and its width.
func DecodeLastRune(p []byte) (rune, int) {
	if n := len(p); n > 0 && p[n-1] < RuneSelf {
		return rune(p[n-1]), 1
	}
	return decodeLastRune(p)
}

// DecodeLastRuneInString is DecodeLastRune for a string.
func DecodeLastRuneInString(s string) (rune, int) {
	if n := len(s); n > 0 && s[n-1] < RuneSelf {
		return rune(s[n-1]), 1
	}
	return decodeLastRuneInString(s)
}

// RuneLen returns the number of bytes of r's encoding, or -1 if r cannot be encoded.
func RuneLen(r rune) int {
	if uint32(r) < RuneSelf {
		return 1
	}
	if uint32(r) < 0x800 {
		return 2
	}
	return longLen(r)
}

// longLen is RuneLen for what takes more than two bytes.
func longLen(r rune) int {
	switch {
	case !ValidRune(r):
		return -1
	case r < 0x10000:
		return 3
	}
	return 4
}

// ValidRune reports whether r can be encoded in UTF-8.
func ValidRune(r rune) bool {
	return 0 <= r && r < surrogateMin || surrogateMax < r && r <= MaxRune
}

// RuneStart reports whether b could be the first byte of an encoded rune.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// EncodeRune writes the encoding of r into p, which must be large enough, and returns the number of bytes.
func EncodeRune(p []byte, r rune) int {
	if uint32(r) < RuneSelf {
		p[0] = byte(r)
		return 1
	}
	return encodeRune(p, r)
}

// putRune writes the encoding of r into p, which has room for four bytes at least.
func putRune(p []byte, r rune) int

func encodeRune(p []byte, r rune) int {
	if len(p) >= UTFMax {
		return putRune(p, r)
	}
	if !ValidRune(r) {
		r = RuneError
	}
	if r < 0x800 {
		_ = p[1]
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
		return 2
	}
	if r < 0x10000 {
		_ = p[2]
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
		return 3
	}
	_ = p[3]
	p[0] = 0xF0 | byte(r>>18)
	p[1] = 0x80 | byte(r>>12)&0x3F
	p[2] = 0x80 | byte(r>>6)&0x3F
	p[3] = 0x80 | byte(r)&0x3F
	return 4
}

// AppendRune appends the encoding of r to p.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	if len(p)+UTFMax <= cap(p) {
		return appendRune(p, r)
	}
	return append(p, string(r)...)
}

// appendRune is AppendRune where there is room for four bytes.
func appendRune(p []byte, r rune) []byte
