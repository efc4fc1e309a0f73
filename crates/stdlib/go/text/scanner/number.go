package scanner

import "fmt"

func isDecimal(ch rune) bool { return '0' <= ch && ch <= '9' }

func lower(ch rune) rune { return ch | ('x' - 'X') }

// digitOf is the value of a hexadecimal digit, 16 for others.
func digitOf(ch rune) int {
	switch {
	case isDecimal(ch):
		return int(ch - '0')
	case 'a' <= lower(ch) && lower(ch) <= 'f':
		return int(lower(ch)-'a') + 10
	}
	return 16
}

// What the digits of a number were.
const (
	sawDigit = 1 << iota
	sawUnderscore
)

// digitRun passes digits and underscores. Decimal digits beyond the base are passed too, the first is put into bad.
func (s *Scanner) digitRun(ch rune, base int, bad *rune) (next rune, saw int) {
	limit := max(base, 10)
	for {
		if ch == '_' {
			saw |= sawUnderscore
		} else if d := digitOf(ch); d < limit {
			if d >= base && *bad == 0 {
				*bad = ch
			}
			saw |= sawDigit
		} else {
			return ch, saw
		}
		ch = s.pass()
	}
}

// number passes a number whose first character (after a point, if there was one) is ch.
func (s *Scanner) number(ch rune, point bool) rune {
	base := 10
	prefix := rune(0)
	saw := 0
	bad := rune(0)
	tok := rune(Int)
	if !point {
		if ch == '0' {
			ch = s.pass()
			switch lower(ch) {
			case 'x':
				base, prefix = 16, 'x'
			case 'o':
				base, prefix = 8, 'o'
			case 'b':
				base, prefix = 2, 'b'
			default:
				base, prefix = 8, '0'
				saw = sawDigit
			}
			if prefix != '0' {
				ch = s.pass()
			}
		}
		more := 0
		ch, more = s.digitRun(ch, base, &bad)
		saw |= more
		if ch == '.' && s.Mode&ScanFloats != 0 {
			ch = s.pass()
			point = true
		}
	}
	if point {
		tok = Float
		if prefix == 'o' || prefix == 'b' {
			s.fail("invalid radix point in " + literalName(prefix))
		}
		more := 0
		ch, more = s.digitRun(ch, base, &bad)
		saw |= more
	}
	if saw&sawDigit == 0 {
		s.fail(literalName(prefix) + " has no digits")
	}
	if e := lower(ch); (e == 'e' || e == 'p') && s.Mode&ScanFloats != 0 {
		switch {
		case e == 'e' && prefix != 0 && prefix != '0':
			s.fail(fmt.Sprintf("%q exponent requires decimal mantissa", ch))
		case e == 'p' && prefix != 'x':
			s.fail(fmt.Sprintf("%q exponent requires hexadecimal mantissa", ch))
		}
		ch = s.pass()
		tok = Float
		if ch == '+' || ch == '-' {
			ch = s.pass()
		}
		more := 0
		ch, more = s.digitRun(ch, 10, new(rune))
		saw |= more
		if more&sawDigit == 0 {
			s.fail("exponent has no digits")
		}
	} else if prefix == 'x' && tok == Float {
		s.fail("hexadecimal mantissa requires a 'p' exponent")
	}
	if tok == Int && bad != 0 {
		s.fail(fmt.Sprintf("invalid digit %q in %s", bad, literalName(prefix)))
	}
	if saw&sawUnderscore != 0 {
		// The token must be there in full for this.
		s.end = s.at
		if misplaced(s.TokenText()) {
			s.fail("'_' must separate successive digits")
		}
	}
	return tok
}

func literalName(prefix rune) string {
	switch prefix {
	case 'x':
		return "hexadecimal literal"
	case 'o', '0':
		return "octal literal"
	case 'b':
		return "binary literal"
	}
	return "decimal literal"
}

// misplaced reports whether an underscore stands elsewhere than between digits (or a prefix and a digit).
func misplaced(number string) bool {
	hex := len(number) > 1 && number[0] == '0' && lower(rune(number[1])) == 'x'
	// before: what the last character was: a digit (a prefix counts as one), an underscore or something else.
	const (
		other = iota
		digit
		underscore
	)
	before := other
	i := 0
	if len(number) > 1 && number[0] == '0' {
		switch lower(rune(number[1])) {
		case 'x', 'o', 'b':
			before = digit
			i = 2
		}
	}
	for ; i < len(number); i++ {
		ch := rune(number[i])
		switch {
		case ch == '_':
			if before != digit {
				return true
			}
			before = underscore
		case isDecimal(ch) || hex && digitOf(ch) < 16:
			before = digit
		default:
			if before == underscore {
				return true
			}
			before = other
		}
	}
	return before == underscore
}
