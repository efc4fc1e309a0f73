// Package strconv converts between values of basic types and text. The conversions themselves are native.
package strconv

import "errors"

// IntSize is the size in bits of an int.
const IntSize = 64

var (
	ErrRange  = errors.New("value out of range")
	ErrSyntax = errors.New("invalid syntax")
)

// A NumError records a failed conversion.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

// What natives answer; 0 is success.
const (
	badSyntax = 1 + iota
	badRange
	badBase
	badBitSize
)

func clone(s string) string { return string([]byte(s)) }

func numError(fn, s string, status, base, bits int) error {
	err := ErrSyntax
	switch status {
	case badRange:
		err = ErrRange
	case badBase:
		return baseError(fn, s, base)
	case badBitSize:
		return bitSizeError(fn, s, bits)
	}
	return &NumError{fn, clone(s), err}
}

func baseError(fn, s string, base int) *NumError {
	return &NumError{fn, clone(s), errors.New("invalid base " + Itoa(base))}
}

func bitSizeError(fn, s string, bits int) *NumError {
	return &NumError{fn, clone(s), errors.New("invalid bit size " + Itoa(bits))}
}

// decimal is the number that s spells in at most 18 decimal digits with a sign perhaps, or notDecimal. An instruction.
func decimal(s string) int64

const notDecimal = -1 << 63

func parseInt(s string, base, bits int) (i int64, status int)
func parseUint(s string, base, bits int) (u uint64, status int)
func parseFloat(s string, bits int) (f float64, status int)
func parseFloatPrefix(s string, bits int) (f float64, n int, status int)
func formatInt(i int64, base int) string
func formatUint(i uint64, base int) string
func appendInt(dst []byte, i int64, base int) []byte
func appendUint(dst []byte, i uint64, base int) []byte
func formatFloat(f float64, fmt byte, prec, bitSize int) string
func appendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte

// ParseInt interprets a string in the given base (0, 2 to 36) and bit size (0 to 64).
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	if base == 10 && bitSize == 64 {
		if n := decimal(s); n != notDecimal {
			return n, nil
		}
	}
	i, status := parseInt(s, base, bitSize)
	if status != 0 {
		return i, numError("ParseInt", s, status, base, bitSize)
	}
	return i, nil
}

// ParseUint is ParseInt for unsigned numbers; a sign is not permitted.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	u, status := parseUint(s, base, bitSize)
	if status != 0 {
		return u, numError("ParseUint", s, status, base, bitSize)
	}
	return u, nil
}

// Atoi is ParseInt(s, 10, 0), converted to int.
func Atoi(s string) (int, error) {
	if n := decimal(s); n != notDecimal {
		return int(n), nil
	}
	return longAtoi(s)
}

// longAtoi is Atoi of what is not short and plain.
func longAtoi(s string) (int, error) {
	i, status := parseInt(s, 10, 0)
	if status != 0 {
		return int(i), numError("Atoi", s, status, 10, 0)
	}
	return int(i), nil
}

// ParseFloat converts a string to a floating-point number of bitSize 32 or 64.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, status := parseFloat(s, bitSize)
	if status != 0 {
		return f, numError("ParseFloat", s, status, 0, 0)
	}
	return f, nil
}

// ParseBool returns the value that a string stands for.
func ParseBool(str string) (bool, error) {
	switch len(str) {
	case 1:
		switch str[0] {
		case '1', 't', 'T':
			return true, nil
		case '0', 'f', 'F':
			return false, nil
		}
	case 4:
		if str == "true" || str == "TRUE" || str == "True" {
			return true, nil
		}
	case 5:
		if str == "false" || str == "FALSE" || str == "False" {
			return false, nil
		}
	}
	return false, &NumError{"ParseBool", clone(str), ErrSyntax}
}

// FormatBool returns "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// AppendBool appends "true" or "false" to dst.
func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }

func checkBase(base int) {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
}

// FormatInt returns i in the given base, 2 to 36.
func FormatInt(i int64, base int) string {
	checkBase(base)
	return formatInt(i, base)
}

// FormatUint returns i in the given base, 2 to 36.
func FormatUint(i uint64, base int) string {
	checkBase(base)
	return formatUint(i, base)
}

// Itoa is FormatInt(int64(i), 10).
func Itoa(i int) string {
	if uint(i) < 100 {
		return small(i)
	}
	return formatInt(int64(i), 10)
}

const hundred = "0001020304050607080910111213141516171819" +
	"2021222324252627282930313233343536373839" +
	"4041424344454647484950515253545556575859" +
	"6061626364656667686970717273747576777879" +
	"8081828384858687888990919293949596979899"

// small is Itoa of a number below 100, without an allocation.
func small(i int) string {
	start := i * 2
	if i < 10 {
		start++
	}
	return hundred[start : i*2+2]
}

// AppendInt appends i in the given base to dst.
func AppendInt(dst []byte, i int64, base int) []byte {
	checkBase(base)
	return appendInt(dst, i, base)
}

// AppendUint appends i in the given base to dst.
func AppendUint(dst []byte, i uint64, base int) []byte {
	checkBase(base)
	return appendUint(dst, i, base)
}

func checkBits(bits int) {
	if bits != 32 && bits != 64 {
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
}

// FormatFloat returns f in a format (b, e, E, f, g, G, x, X) with a precision; -1 is the shortest exact text.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	checkBits(bitSize)
	return formatFloat(f, fmt, prec, bitSize)
}

// AppendFloat appends the text of FormatFloat to dst.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	checkBits(bitSize)
	return appendFloat(dst, f, fmt, prec, bitSize)
}

// FormatComplex returns c as (a+bi).
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	bitSize /= 2
	im := FormatFloat(imag(c), fmt, prec, bitSize)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize) + im + "i)"
}

// ParseComplex converts a string of the form N, Ni or N±Ni, possibly in parentheses.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	whole := s
	fail := func(status int, c complex128) (complex128, error) {
		return c, numError("ParseComplex", whole, status, 0, 0)
	}
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = s[1 : len(s)-1]
	}
	re, n, st := parseFloatPrefix(s, size)
	if st == badSyntax {
		return fail(badSyntax, 0)
	}
	pending := st
	s = s[n:]
	if len(s) == 0 {
		if pending != 0 {
			return fail(pending, complex(re, 0))
		}
		return complex(re, 0), nil
	}
	switch s[0] {
	case '+':
		// The parser of numbers takes no sign before NaN; two signs are an error that it is to find.
		if len(s) > 1 && s[1] != '+' {
			s = s[1:]
		}
	case '-':
	case 'i':
		if len(s) == 1 {
			if pending != 0 {
				return fail(pending, complex(0, re))
			}
			return complex(0, re), nil
		}
		return fail(badSyntax, 0)
	default:
		return fail(badSyntax, 0)
	}
	im, n, st := parseFloatPrefix(s, size)
	if st == badSyntax {
		return fail(badSyntax, 0)
	}
	if st != 0 {
		pending = st
	}
	if s[n:] != "i" {
		return fail(badSyntax, 0)
	}
	if pending != 0 {
		return fail(pending, complex(re, im))
	}
	return complex(re, im), nil
}
