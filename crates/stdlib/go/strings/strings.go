// Package strings: functions on UTF-8 strings. Whatever loops over bytes without calling back is native.
package strings

import (
	"unicode"
	"unicode/utf8"
)

// Index returns the position of the first substr in s, or -1.
func Index(s, substr string) int

// LastIndex returns the position of the last substr in s, or -1.
func LastIndex(s, substr string) int

// IndexByte returns the position of the first c in s, or -1.
func IndexByte(s string, c byte) int

// LastIndexByte returns the position of the last c in s, or -1.
func LastIndexByte(s string, c byte) int

// IndexRune returns the position of the first r in s, or -1; utf8.RuneError matches any invalid sequence.
func IndexRune(s string, r rune) int

// IndexAny returns the position of the first rune of s that is in chars, or -1.
func IndexAny(s, chars string) int

// LastIndexAny returns the position of the last rune of s that is in chars, or -1.
func LastIndexAny(s, chars string) int

// Count counts the non-overlapping substr in s; 1 + the number of runes if substr is empty.
func Count(s, substr string) int

// Compare returns -1, 0 or 1.
func Compare(a, b string) int

// EqualFold reports whether s and t are equal under simple Unicode case-folding.
func EqualFold(s, t string) bool

// Fields splits s around runs of white space.
func Fields(s string) []string

// Join puts the elements together with sep between them.
func Join(elems []string, sep string) string

// Replace returns s with the first n (all if negative) old replaced by new.
func Replace(s, old, new string, n int) string

// ReplaceAll returns s with every old replaced by new.
func ReplaceAll(s, old, new string) string

// ToUpper returns s in upper case.
func ToUpper(s string) string

// ToLower returns s in lower case.
func ToLower(s string) string

// ToTitle returns s in title case.
func ToTitle(s string) string

// Title returns s with the first letter of each word in title case.
func Title(s string) string

// ToValidUTF8 returns s with each run of invalid bytes replaced.
func ToValidUTF8(s, replacement string) string

// genSplit splits around sep into at most n parts (all if negative), each with save bytes of its separator.
func genSplit(s, sep string, save, n int) []string

func repeat(s string, n int) string

// view returns b as a string without copying it.
func view(b []byte) string

// Split slices s around sep.
func Split(s, sep string) []string { return genSplit(s, sep, 0, -1) }

// SplitN slices s around sep into at most n parts.
func SplitN(s, sep string, n int) []string { return genSplit(s, sep, 0, n) }

// SplitAfter slices s after each sep.
func SplitAfter(s, sep string) []string { return genSplit(s, sep, len(sep), -1) }

// SplitAfterN slices s after each sep into at most n parts.
func SplitAfterN(s, sep string, n int) []string { return genSplit(s, sep, len(sep), n) }

// Contains reports whether substr is within s.
func Contains(s, substr string) bool { return Index(s, substr) >= 0 }

// ContainsAny reports whether any rune of chars is within s.
func ContainsAny(s, chars string) bool { return IndexAny(s, chars) >= 0 }

// ContainsRune reports whether r is within s.
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }

// ContainsFunc reports whether any rune of s satisfies f.
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Clone returns a fresh copy of s.
func Clone(s string) string {
	if len(s) == 0 {
		return ""
	}
	return string([]byte(s))
}

// Cut slices s around the first sep.
func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutLast slices s around the last sep.
func CutLast(s, sep string) (before, after string, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutPrefix returns s without a leading prefix.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without an ending suffix.
func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// Repeat returns count copies of s.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if len(s) > 0 && count > (1<<63-1)/len(s) {
		panic("strings: Repeat output length overflow")
	}
	return repeat(s, count)
}

// Trim returns s without the leading and trailing runes that are in cutset.
func Trim(s, cutset string) string

// TrimLeft returns s without the leading runes that are in cutset.
func TrimLeft(s, cutset string) string

// TrimRight returns s without the trailing runes that are in cutset.
func TrimRight(s, cutset string) string

// TrimSpace returns s without leading and trailing white space.
func TrimSpace(s string) string

// TrimPrefix returns s without a leading prefix.
func TrimPrefix(s, prefix string) string {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without an ending suffix.
func TrimSuffix(s, suffix string) string {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// TrimFunc returns s without the leading and trailing runes that satisfy f.
func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc returns s without the leading runes that satisfy f.
func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

// TrimRightFunc returns s without the trailing runes that satisfy f.
func TrimRightFunc(s string, f func(rune) bool) string {
	for len(s) > 0 {
		r, w := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-w]
	}
	return s
}

// IndexFunc returns the position of the first rune of s that satisfies f, or -1.
func IndexFunc(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

// LastIndexFunc returns the position of the last rune of s that satisfies f, or -1.
func LastIndexFunc(s string, f func(rune) bool) int {
	for i := len(s); i > 0; {
		r, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
		if f(r) {
			return i
		}
	}
	return -1
}

// FieldsFunc splits s at runs of runes that satisfy f.
func FieldsFunc(s string, f func(rune) bool) []string {
	fields := []string{}
	start := -1
	for i, r := range s {
		if f(r) {
			if start >= 0 {
				fields = append(fields, s[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		fields = append(fields, s[start:])
	}
	return fields
}

// Map returns s with mapping applied to its runes; a negative result drops the rune.
func Map(mapping func(rune) rune, s string) string {
	var out []byte
	changed := false
	for i, c := range s {
		r := mapping(c)
		if changed && uint32(r) < utf8.RuneSelf {
			out = append(out, byte(r))
			continue
		}
		if !changed {
			if r == c && c != utf8.RuneError {
				continue
			}
			if r == c {
				// A real U+FFFD stays, an invalid byte becomes one.
				if _, w := utf8.DecodeRuneInString(s[i:]); w != 1 {
					continue
				}
			}
			changed = true
			out = append(make([]byte, 0, len(s)+utf8.UTFMax), s[:i]...)
		}
		if r >= 0 {
			out = utf8.AppendRune(out, r)
		}
	}
	if !changed {
		return s
	}
	return view(out)
}

// ToUpperSpecial is ToUpper with the mapping of c first.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower with the mapping of c first.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle with the mapping of c first.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }
