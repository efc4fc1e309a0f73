package fmt

// Numbers, texts and truth values, as scanning reads them.

import "unicode/utf8"

const (
	binary      = "01"
	octal       = "01234567"
	decimal     = "0123456789"
	hexadecimal = "0123456789aAbBcCdDeEfF"
	floatVerbs  = "beEfFgGv"
)

// Natives for numbers: see package strconv, which this package does not import to stay small.
func parseInt(s string, base, bits int) (i int64, status int)
func parseUint(s string, base, bits int) (u uint64, status int)
func parseFloat(s string, bits int) (f float64, status int)
func unquote(s string) (t string, ok bool)
func quote(s string, keep int) string
func ldexp(f float64, exp int) float64

// basicPointer turns a pointer to a type of basic kind into a pointer to the basic type itself; nil if it cannot.
func basicPointer(p any) any

// typeName returns the type of v as %T prints it, and whether it is a pointer.
func typeName(v any) (name string, pointer bool)

func numError(fn, tok string, status int) error {
	text := "value out of range"
	if status == 1 {
		text = "invalid syntax"
	}
	return &scanErrorText{"strconv." + fn + ": parsing " + quote(tok, 0) + ": " + text}
}

type scanErrorText struct {
	text string
}

func (e *scanErrorText) Error() string { return e.text }

func (s *ss) scanNumber(verb rune, signed bool) (tok string, base int) {
	s.SkipSpace()
	s.notEOF()
	s.okVerb(verb, "bdoUxXv", "integer")
	base = 10
	digits := decimal
	have := false
	switch verb {
	case 'b':
		base, digits = 2, binary
	case 'o':
		base, digits = 8, octal
	case 'x', 'X', 'U':
		base, digits = 16, hexadecimal
	}
	if verb == 'U' {
		if !s.consume("U", false) || !s.consume("+", false) {
			s.failText("bad unicode format ")
		}
	} else {
		if signed {
			s.accept("+-")
		}
		if verb == 'v' {
			base = 0
			digits = decimal + "_"
			if s.peek("0") {
				s.accept("0")
				have = true
				switch {
				case s.accept("bB"):
					digits = binary + "_"
				case s.accept("oO"):
					digits = octal + "_"
				case s.accept("xX"):
					digits = hexadecimal + "_"
				default:
					digits = octal + "_"
				}
			}
		}
	}
	if !have {
		s.notEOF()
		if !s.accept(digits) {
			s.failText("expected integer")
		}
	}
	for s.accept(digits) {
	}
	return string(s.buf), base
}

func (s *ss) scanRune(bits uint) int64 {
	s.notEOF()
	r := int64(s.getRune())
	if x := r << (64 - bits) >> (64 - bits); x != r {
		s.failText("overflow on character value " + string(rune(r)))
	}
	return r
}

func (s *ss) scanInt(verb rune, bits uint) int64 {
	if verb == 'c' {
		return s.scanRune(bits)
	}
	tok, base := s.scanNumber(verb, true)
	i, status := parseInt(tok, base, 64)
	if status != 0 {
		s.fail(numError("ParseInt", tok, status))
	}
	if x := i << (64 - bits) >> (64 - bits); x != i {
		s.failText("integer overflow on token " + tok)
	}
	return i
}

func (s *ss) scanUint(verb rune, bits uint) uint64 {
	if verb == 'c' {
		return uint64(s.scanRune(bits))
	}
	tok, base := s.scanNumber(verb, false)
	u, status := parseUint(tok, base, 64)
	if status != 0 {
		s.fail(numError("ParseUint", tok, status))
	}
	if x := u << (64 - bits) >> (64 - bits); x != u {
		s.failText("unsigned integer overflow on token " + tok)
	}
	return u
}

func (s *ss) scanBool(verb rune) bool {
	s.SkipSpace()
	s.notEOF()
	s.okVerb(verb, "tv", "boolean")
	switch s.getRune() {
	case '1':
		return true
	case 't', 'T':
		if s.accept("rR") && (!s.accept("uU") || !s.accept("eE")) {
			s.failText("syntax error scanning boolean")
		}
		return true
	case 'f', 'F':
		if s.accept("aA") && (!s.accept("lL") || !s.accept("sS") || !s.accept("eE")) {
			s.failText("syntax error scanning boolean")
		}
	}
	return false
}

func (s *ss) floatToken() string {
	s.buf = s.buf[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.buf)
	}
	s.accept("+-")
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.buf)
	}
	digits := decimal + "_"
	exp := "eEpP"
	if s.accept("0") && s.accept("xX") {
		digits = hexadecimal + "_"
		exp = "pP"
	}
	for s.accept(digits) {
	}
	if s.accept(".") {
		for s.accept(digits) {
		}
	}
	if s.accept(exp) {
		s.accept("+-")
		for s.accept(decimal + "_") {
		}
	}
	return string(s.buf)
}

func (s *ss) parseFloat(tok string, bits int) float64 {
	p, x := -1, false
	for i := 0; i < len(tok); i++ {
		switch tok[i] {
		case 'p':
			p = i
		case 'x', 'X':
			x = true
		}
	}
	if p >= 0 && !x {
		// A decimal mantissa with a binary exponent.
		f, status := parseFloat(tok[:p], bits)
		if status != 0 {
			s.fail(numError("ParseFloat", tok[:p], status))
		}
		m, status := parseInt(tok[p+1:], 10, 0)
		if status != 0 {
			s.fail(numError("Atoi", tok[p+1:], status))
		}
		return ldexp(f, int(m))
	}
	f, status := parseFloat(tok, bits)
	if status != 0 {
		s.fail(numError("ParseFloat", tok, status))
	}
	return f
}

func (s *ss) scanFloat(verb rune, typ string, bits int) float64 {
	s.okVerb(verb, floatVerbs, typ)
	s.SkipSpace()
	s.notEOF()
	return s.parseFloat(s.floatToken(), bits)
}

func (s *ss) scanComplex(verb rune, bits int) complex128 {
	s.okVerb(verb, floatVerbs, "complex")
	s.SkipSpace()
	s.notEOF()
	parens := s.accept("(")
	re := s.floatToken()
	s.buf = s.buf[:0]
	if !s.accept("+-") {
		s.failText("syntax error scanning complex number")
	}
	sign := string(s.buf)
	im := s.floatToken()
	if !s.accept("i") || parens && !s.accept(")") {
		s.failText("syntax error scanning complex number")
	}
	return complex(s.parseFloat(re, bits/2), s.parseFloat(sign+im, bits/2))
}

func (s *ss) scanString(verb rune) string {
	s.okVerb(verb, "svqxX", "string")
	s.SkipSpace()
	s.notEOF()
	switch verb {
	case 'q':
		return s.quotedString()
	case 'x', 'X':
		return s.hexString()
	}
	return string(s.token(true, notSpace))
}

func (s *ss) quotedString() string {
	s.notEOF()
	q := s.getRune()
	switch q {
	case '`':
		for {
			r := s.mustReadRune()
			if r == q {
				return string(s.buf)
			}
			s.buf = utf8.AppendRune(s.buf, r)
		}
	case '"':
		s.buf = append(s.buf, '"')
		for {
			r := s.mustReadRune()
			s.buf = utf8.AppendRune(s.buf, r)
			if r == '\\' {
				s.buf = utf8.AppendRune(s.buf, s.mustReadRune())
			} else if r == '"' {
				break
			}
		}
		t, ok := unquote(string(s.buf))
		if !ok {
			s.failText("invalid syntax")
		}
		return t
	}
	s.failText("expected quoted string")
	return ""
}

func hexDigit(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case 'a' <= r && r <= 'f':
		return int(r-'a') + 10, true
	case 'A' <= r && r <= 'F':
		return int(r-'A') + 10, true
	}
	return 0, false
}

func (s *ss) hexString() string {
	s.notEOF()
	for {
		r := s.getRune()
		if r == eof {
			break
		}
		hi, ok := hexDigit(r)
		if !ok {
			s.UnreadRune()
			break
		}
		lo, ok := hexDigit(s.mustReadRune())
		if !ok {
			s.failText("illegal hex digit")
		}
		s.buf = append(s.buf, byte(hi<<4|lo))
	}
	if len(s.buf) == 0 {
		s.failText("no hex data for %x string")
	}
	return string(s.buf)
}
