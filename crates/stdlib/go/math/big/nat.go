// Package big is arithmetic with numbers of any size: integers, rationals, and floats of any precision.
//
// Magnitudes are slices of words, least significant first, without zeros at the end; natives work on them and return
// new ones.
package big

import (
	"math/bits"
	"strings"
)

// A Word is a digit of a magnitude.
type Word uint

// MaxBase is the largest base of conversions.
const MaxBase = 10 + ('z' - 'a' + 1) + ('Z' - 'A' + 1)

// natAdd, natSub and natMul write to z if it has the room.
func natAdd(z, x, y []Word) []Word
func natSub(z, x, y []Word) []Word
func natMul(z, x, y []Word) []Word
func natDivRem(x, y []Word) (q, r []Word)
func natCmp(x, y []Word) int
func natShl(x []Word, n uint) []Word
func natShr(x []Word, n uint) []Word
func natBits(x, y []Word, op int) []Word
func natText(x []Word, base int) string
func natParse(digits string, base int) []Word
func natPow(x []Word, n uint) []Word
func natExpMod(x, y, m []Word) []Word
func natSqrt(x []Word) []Word
func natGCD(x, y []Word) []Word
func natBezout(x, y []Word) (s []Word, neg bool)
func natInverse(x, n []Word) (z []Word, ok bool)
func natPrime(x []Word, rounds int) bool
func natJacobi(x, y []Word) int
func natRange(a, b uint64) []Word

// Operators of natBits.
const (
	opAnd = iota
	opOr
	opXor
	opAndNot
)

func norm(x []Word) []Word {
	n := len(x)
	for n > 0 && x[n-1] == 0 {
		n--
	}
	return x[:n]
}

func natOf(x uint64) []Word {
	if x == 0 {
		return nil
	}
	return []Word{Word(x)}
}

func bitLen(x []Word) int {
	if n := len(x); n > 0 {
		return (n-1)*64 + bits.Len(uint(x[n-1]))
	}
	return 0
}

func bit(x []Word, i uint) uint {
	if j := i / 64; j < uint(len(x)) {
		return uint(x[j] >> (i % 64) & 1)
	}
	return 0
}

func trailingZeros(x []Word) uint {
	for i, w := range x {
		if w != 0 {
			return uint(i*64 + bits.TrailingZeros(uint(w)))
		}
	}
	return 0
}

// low is the value of the lowest word.
func low(x []Word) uint64 {
	if len(x) == 0 {
		return 0
	}
	return uint64(x[0])
}

func digitVal(c byte, base int) int {
	d := 99
	switch {
	case '0' <= c && c <= '9':
		d = int(c - '0')
	case 'a' <= c && c <= 'z':
		d = int(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		d = int(c-'A') + 10
		if base > 36 {
			d += 26
		}
	}
	return d
}

// number is the beginning of a text read as digits: see scanDigits.
type number struct {
	digits string // without underscores and point
	base   int    // that was found or given
	prefix byte   // the letter of a prefix; '0' for one without
	point  int    // digits behind the point; -1 without a point
	used   int    // bytes read
	bad    bool   // misplaced underscores
	none   bool   // no digits at all
}

// scanDigits reads digits in a base; base 0 is chosen by the prefix, and allows underscores. With point, a point may stand
// among the digits, and a leading 0 makes no octal number.
func scanDigits(s string, base int, point bool) number {
	n := number{base: base, point: -1}
	i := 0
	under := base == 0
	last := byte('.') // what came before: a digit is '0'
	if base == 0 {
		n.base = 10
		if len(s) > 0 && s[0] == '0' {
			last = '0'
			i = 1
			n.digits = "0"
			if len(s) > 1 {
				switch s[1] {
				case 'b', 'B':
					n.base, n.prefix = 2, 'b'
				case 'o', 'O':
					n.base, n.prefix = 8, 'o'
				case 'x', 'X':
					n.base, n.prefix = 16, 'x'
				default:
					if !point {
						n.base, n.prefix = 8, '0'
					}
				}
				if n.prefix != 0 && n.prefix != '0' {
					i = 2
					n.digits = ""
				}
			} else if !point {
				n.base, n.prefix = 8, '0'
			}
		}
	}
	var b strings.Builder
	b.WriteString(n.digits)
	count := len(n.digits)
	for i < len(s) {
		c := s[i]
		if c == '.' && point && n.point < 0 {
			if last == '_' {
				n.bad = true
			}
			last = '.'
			n.point = 0
			i++
			continue
		}
		if c == '_' && under {
			if last != '0' {
				n.bad = true
			}
			last = '_'
			i++
			continue
		}
		if digitVal(c, n.base) >= n.base {
			break
		}
		last = '0'
		b.WriteByte(c)
		count++
		if n.point >= 0 {
			n.point++
		}
		i++
	}
	if last == '_' {
		n.bad = true
	}
	n.used = i
	n.digits = b.String()
	n.none = count == 0
	return n
}

// power returns x**n. Big powers are made a step at a time, so that other goroutines run in between.
func power(x []Word, n uint) []Word {
	atOnce := 1 << 12 / uint(max(len(x), 1))
	bits := 0
	for n>>bits > max(atOnce, 1) {
		bits++
	}
	z := natPow(x, n>>bits)
	for bits > 0 {
		bits--
		z = natMul(nil, z, z)
		if n>>bits&1 == 1 {
			z = natMul(nil, z, x)
		}
	}
	return z
}
