package asn1

// Elements that are not made of others.

import (
	"errors"
	"fmt"
	"internal/der"
	"math"
	"math/big"
	"strconv"
	"time"
	"unicode/utf8"
)

func parseHead(b []byte, at int) (t tagAndLength, next int, err error) {
	next = at
	if next >= len(b) {
		return t, next, errors.New("asn1: internal error in parseTagAndLength")
	}
	c := b[next]
	next++
	t.class, t.isCompound, t.tag = int(c>>6), c&0x20 != 0, int(c&0x1f)
	if t.tag == 0x1f {
		if t.tag, next, err = parseBase128(b, next); err != nil {
			return t, next, err
		}
		if t.tag < 0x1f {
			return t, next, SyntaxError{"non-minimal tag"}
		}
	}
	if next >= len(b) {
		return t, next, SyntaxError{"truncated tag or length"}
	}
	c = b[next]
	next++
	if c < 0x80 {
		t.length = int(c)
		return t, next, nil
	}
	n := int(c & 0x7f)
	if n == 0 {
		return t, next, SyntaxError{"indefinite length found (not DER)"}
	}
	for ; n > 0; n-- {
		if next >= len(b) {
			return t, next, SyntaxError{"truncated tag or length"}
		}
		if t.length >= 1<<23 {
			return t, next, StructuralError{"length too large"}
		}
		t.length = t.length<<8 | int(b[next])
		next++
		if t.length == 0 {
			return t, next, StructuralError{"superfluous leading zeros in length"}
		}
	}
	if t.length < 0x80 {
		return t, next, StructuralError{"non-minimal length"}
	}
	return t, next, nil
}

// fits reports whether n bytes follow at.
func fits(at, n, size int) bool { return at+n >= at && at+n <= size }

func parseBase128(b []byte, at int) (n, next int, err error) {
	var v int64
	next = at
	for i := 0; next < len(b); i++ {
		if i == 5 {
			return 0, next, StructuralError{"base 128 integer too large"}
		}
		c := b[next]
		if i == 0 && c == 0x80 {
			return 0, next, SyntaxError{"integer is not minimally encoded"}
		}
		next++
		v = v<<7 | int64(c&0x7f)
		if c < 0x80 {
			if v > math.MaxInt32 {
				return 0, next, StructuralError{"base 128 integer too large"}
			}
			return int(v), next, nil
		}
	}
	return 0, next, SyntaxError{"truncated base 128 integer"}
}

func parseBool(b []byte) (bool, error) {
	if len(b) == 1 && (b[0] == 0 || b[0] == 0xff) {
		return b[0] != 0, nil
	}
	return false, SyntaxError{"invalid boolean"}
}

func checkInteger(b []byte) error {
	if len(b) == 0 {
		return StructuralError{"empty integer"}
	}
	if len(b) > 1 && (b[0] == 0 && b[1] < 0x80 || b[0] == 0xff && b[1] >= 0x80) {
		return StructuralError{"integer not minimally-encoded"}
	}
	return nil
}

func parseInt64(b []byte) (n int64, err error) {
	if err := checkInteger(b); err != nil {
		return 0, err
	}
	if len(b) > 8 {
		return 0, StructuralError{"integer too large"}
	}
	for _, c := range b {
		n = n<<8 | int64(c)
	}
	unused := 64 - uint(len(b))*8
	return n << unused >> unused, nil
}

func parseInt32(b []byte) (int32, error) {
	n, err := parseInt64(b)
	if err == nil && n != int64(int32(n)) {
		err = StructuralError{"integer too large"}
	}
	return int32(n), err
}

func parseBig(b []byte) (*big.Int, error) {
	if err := checkInteger(b); err != nil {
		return nil, err
	}
	n := new(big.Int).SetBytes(b)
	if b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(len(b))*8))
	}
	return n, nil
}

func parseBits(b []byte) (s BitString, err error) {
	if len(b) == 0 {
		return s, SyntaxError{"zero length BIT STRING"}
	}
	unused := int(b[0])
	if unused > 7 || len(b) == 1 && unused > 0 || b[len(b)-1]&(1<<unused-1) != 0 {
		return s, SyntaxError{"invalid padding bits in BIT STRING"}
	}
	return BitString{b[1:], (len(b)-1)*8 - unused}, nil
}

func parseOID(b []byte) (ObjectIdentifier, error) {
	if len(b) == 0 {
		return nil, SyntaxError{"zero length OBJECT IDENTIFIER"}
	}
	path := make([]int, 0, len(b)+1)
	for at := 0; at < len(b); {
		n, next, err := parseBase128(b, at)
		if err != nil {
			return nil, err
		}
		if at == 0 {
			first := min(n/40, 2)
			path = append(path, first)
			n -= first * 40
		}
		path, at = append(path, n), next
	}
	return path, nil
}

func sameTime(s, again string) error {
	if s == again {
		return nil
	}
	return fmt.Errorf("asn1: time did not serialize back to the original value and may be invalid: given %q, but serialized as %q", s, again)
}

func parseUTCTime(b []byte) (t time.Time, err error) {
	s := string(b)
	layout := "0601021504Z0700"
	if t, err = time.Parse(layout, s); err != nil {
		layout = "060102150405Z0700"
		t, err = time.Parse(layout, s)
	}
	if err != nil {
		return t, err
	}
	if err := sameTime(s, t.Format(layout)); err != nil {
		return t, err
	}
	// Years go from 1950 to 2049, by RFC 5280.
	if t.Year() >= 2050 {
		t = t.AddDate(-100, 0, 0)
	}
	return t, nil
}

func parseGeneralizedTime(b []byte) (t time.Time, err error) {
	const layout = "20060102150405.999999999Z0700"
	s := string(b)
	if t, err = time.Parse(layout, s); err != nil {
		return t, err
	}
	return t, sameTime(s, t.Format(layout))
}

func parseNumeric(b []byte) (string, error) {
	for _, c := range b {
		if !isNumeric(c) {
			return "", SyntaxError{"NumericString contains invalid character"}
		}
	}
	return string(b), nil
}

func parsePrintable(b []byte) (string, error) {
	for _, c := range b {
		if !isPrintable(c, asterisk|loose) {
			return "", SyntaxError{"PrintableString contains invalid character"}
		}
	}
	return string(b), nil
}

func parseIA5(b []byte) (string, error) {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return "", SyntaxError{"IA5String contains invalid character"}
		}
	}
	return string(b), nil
}

func parseUTF8(b []byte) (string, error) {
	if !utf8.Valid(b) {
		return "", errors.New("asn1: invalid UTF-8 string")
	}
	return string(b), nil
}

func parseBMP(b []byte) (string, error) {
	if s, ok := der.BMP(b); ok {
		return s, nil
	}
	return "", errors.New("invalid BMPString")
}

func parseText(tag int, b []byte) (string, error) {
	switch tag {
	case TagPrintableString:
		return parsePrintable(b)
	case TagNumericString:
		return parseNumeric(b)
	case TagIA5String:
		return parseIA5(b)
	case TagT61String:
		return der.Latin(b), nil
	case TagGeneralString:
		// Taken as it is: its own rules are seldom followed.
		return string(b), nil
	case TagUTF8String:
		return parseUTF8(b)
	case TagBMPString:
		return parseBMP(b)
	}
	return "", SyntaxError{"internal error: unknown string type " + strconv.Itoa(tag)}
}
