// Package bytes: functions on byte slices. Whatever loops over bytes without calling back is native.
package bytes

import (
	"unicode"
	"unicode/utf8"
)

// Index returns the position of the first sep in s, or -1.
func Index(s, sep []byte) int

// LastIndex returns the position of the last sep in s, or -1.
func LastIndex(s, sep []byte) int

// IndexByte returns the position of the first c in b, or -1.
func IndexByte(b []byte, c byte) int

// LastIndexByte returns the position of the last c in s, or -1.
func LastIndexByte(s []byte, c byte) int

// IndexRune returns the position of the first r in s, or -1; utf8.RuneError matches any invalid sequence.
func IndexRune(s []byte, r rune) int

// IndexAny returns the position of the first rune of s that is in chars, or -1.
func IndexAny(s []byte, chars string) int

// LastIndexAny returns the position of the last rune of s that is in chars, or -1.
func LastIndexAny(s []byte, chars string) int

// Count counts the non-overlapping sep in s; 1 + the number of runes if sep is empty.
func Count(s, sep []byte) int

// Compare returns -1, 0 or 1.
func Compare(a, b []byte) int

// EqualFold reports whether s and t are equal under simple Unicode case-folding.
func EqualFold(s, t []byte) bool

// Replace returns a copy of s with the first n (all if negative) old replaced by new.
func Replace(s, old, new []byte, n int) []byte

// ToUpper returns a copy of s in upper case.
func ToUpper(s []byte) []byte

// ToLower returns a copy of s in lower case.
func ToLower(s []byte) []byte

// ToTitle returns a copy of s in title case.
func ToTitle(s []byte) []byte

// Title returns a copy of s with the first letter of each word in title case.
func Title(s []byte) []byte

// ToValidUTF8 returns a copy of s with each run of invalid bytes replaced.
func ToValidUTF8(s, replacement []byte) []byte

// Sides of trim.
const (
	left  = 1
	right = 2
)

func trim(s []byte, cutset string, sides int) (lo, hi int)
func trimSpace(s []byte) (lo, hi int)
func repeat(b []byte, n int) []byte
func fieldsInto(s []byte, out [][]byte) int
func splitInto(s, sep []byte, save, n int, out [][]byte) int
func joinInto(s [][]byte, sep []byte) []byte

// view returns b as a string without copying it.
func view(b []byte) string

func genSplit(s, sep []byte, save, n int) [][]byte {
	if n == 0 {
		return nil
	}
	out := make([][]byte, splitInto(s, sep, save, n, nil))
	splitInto(s, sep, save, n, out)
	if len(sep) > 0 && len(out) > 0 {
		// The last part keeps the capacity of s.
		last := len(out) - 1
		out[last] = s[len(s)-len(out[last]):]
	}
	return out
}

// Equal reports whether a and b have the same bytes.
func Equal(a, b []byte) bool { return string(a) == string(b) }

// ReplaceAll returns a copy of s with every old replaced by new.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// Split slices s around sep.
func Split(s, sep []byte) [][]byte { return genSplit(s, sep, 0, -1) }

// SplitN slices s around sep into at most n parts.
func SplitN(s, sep []byte, n int) [][]byte { return genSplit(s, sep, 0, n) }

// SplitAfter slices s after each sep.
func SplitAfter(s, sep []byte) [][]byte { return genSplit(s, sep, len(sep), -1) }

// SplitAfterN slices s after each sep into at most n parts.
func SplitAfterN(s, sep []byte, n int) [][]byte { return genSplit(s, sep, len(sep), n) }

// Fields splits s around runs of white space.
func Fields(s []byte) [][]byte {
	out := make([][]byte, fieldsInto(s, nil))
	fieldsInto(s, out)
	return out
}

// Join puts the elements together with sep between them.
func Join(s [][]byte, sep []byte) []byte { return joinInto(s, sep) }

// Contains reports whether subslice is within b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsAny reports whether any rune of chars is within b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsRune reports whether r is within b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// ContainsFunc reports whether any rune of b satisfies f.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool {
	return len(s) >= len(prefix) && string(s[:len(prefix)]) == string(prefix)
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && string(s[len(s)-len(suffix):]) == string(suffix)
}

// Clone returns a copy of b; nil stays nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Cut slices s around the first sep.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutLast slices s around the last sep.
func CutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix returns s without a leading prefix.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without an ending suffix.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// Repeat returns count copies of b.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if len(b) > 0 && count > (1<<63-1)/len(b) {
		panic("bytes: Repeat output length overflow")
	}
	return repeat(b, count)
}

// Runes returns the runes of s.
func Runes(s []byte) []rune { return []rune(string(s)) }

// Trim returns s without the leading and trailing runes that are in cutset.
func Trim(s []byte, cutset string) []byte {
	if len(s) == 0 {
		return nil
	}
	if cutset == "" {
		return s
	}
	lo, hi := trim(s, cutset, left|right)
	if lo == hi {
		return nil
	}
	return s[lo:hi]
}

// TrimLeft returns s without the leading runes that are in cutset.
func TrimLeft(s []byte, cutset string) []byte {
	if len(s) == 0 {
		return nil
	}
	if cutset == "" {
		return s
	}
	lo, hi := trim(s, cutset, left)
	if lo == hi {
		return nil
	}
	return s[lo:]
}

// TrimRight returns s without the trailing runes that are in cutset.
func TrimRight(s []byte, cutset string) []byte {
	if len(s) == 0 || cutset == "" {
		return s
	}
	_, hi := trim(s, cutset, right)
	return s[:hi]
}

// TrimSpace returns s without leading and trailing white space.
func TrimSpace(s []byte) []byte {
	lo, hi := trimSpace(s)
	if lo == hi {
		return nil
	}
	return s[lo:hi]
}

// TrimPrefix returns s without a leading prefix.
func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without an ending suffix.
func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// TrimFunc returns s without the leading and trailing runes that satisfy f.
func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc returns s without the leading runes that satisfy f.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRune(s[i:])
		if !f(r) {
			return s[i:]
		}
		i += w
	}
	return nil
}

// TrimRightFunc returns s without the trailing runes that satisfy f.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	for len(s) > 0 {
		r, w := utf8.DecodeLastRune(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-w]
	}
	return s
}

// IndexFunc returns the position of the first rune of s that satisfies f, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int {
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRune(s[i:])
		if f(r) {
			return i
		}
		i += w
	}
	return -1
}

// LastIndexFunc returns the position of the last rune of s that satisfies f, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int {
	for i := len(s); i > 0; {
		r, w := utf8.DecodeLastRune(s[:i])
		i -= w
		if f(r) {
			return i
		}
	}
	return -1
}

// FieldsFunc splits s at runs of runes that satisfy f.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	fields := [][]byte{}
	start := -1
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRune(s[i:])
		if f(r) {
			if start >= 0 {
				fields = append(fields, s[start:i:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
		i += w
	}
	if start >= 0 {
		fields = append(fields, s[start:len(s):len(s)])
	}
	return fields
}

// Map returns a copy of s with mapping applied to its runes; a negative result drops the rune.
func Map(mapping func(r rune) rune, s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, w := utf8.DecodeRune(s[i:])
		i += w
		if r = mapping(r); r >= 0 {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// ToUpperSpecial is ToUpper with the mapping of c first.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower with the mapping of c first.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle with the mapping of c first.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }
