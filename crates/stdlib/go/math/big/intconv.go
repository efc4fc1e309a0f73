package big

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Text returns x in a base from 2 to MaxBase.
func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	if base < 2 || base > MaxBase {
		panic("invalid base")
	}
	s := natText(x.abs, base)
	if x.neg {
		s = "-" + s
	}
	return s
}

// Append appends x in a base.
func (x *Int) Append(buf []byte, base int) []byte { return append(buf, x.Text(base)...) }

// String returns x in decimal.
func (x *Int) String() string { return x.Text(10) }

// SetString sets z to what s means in the base, or by its prefix in base 0.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	neg := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		s = s[1:]
	}
	checkBase(base)
	n := scanDigits(s, base, false)
	if n.none || n.bad || n.used != len(s) {
		return nil, false
	}
	return z.put(neg, natParse(n.digits, n.base)), true
}

func checkBase(base int) {
	if base != 0 && (base < 2 || base > MaxBase) {
		panic(fmt.Sprintf("invalid number base %d", base))
	}
}

// Format prints x for the verbs b, o, O, d, x, X, s and v.
func (x *Int) Format(s fmt.State, ch rune) {
	base := 10
	switch ch {
	case 'b':
		base = 2
	case 'o', 'O':
		base = 8
	case 'd', 's', 'v':
	case 'x', 'X':
		base = 16
	default:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	}
	if x == nil {
		fmt.Fprint(s, "<nil>")
		return
	}
	sign := ""
	switch {
	case x.neg:
		sign = "-"
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	prefix := ""
	if s.Flag('#') {
		switch ch {
		case 'b':
			prefix = "0b"
		case 'o':
			prefix = "0"
		case 'x':
			prefix = "0x"
		case 'X':
			prefix = "0X"
		}
	}
	if ch == 'O' {
		prefix = "0o"
	}
	digits := natText(x.abs, base)
	if ch == 'X' {
		digits = strings.ToUpper(digits)
	}
	var left, zeros, right int
	precision, set := s.Precision()
	if set {
		switch {
		case len(digits) < precision:
			zeros = precision - len(digits)
		case digits == "0" && precision == 0:
			return
		}
	}
	length := len(sign) + len(prefix) + zeros + len(digits)
	if width, ok := s.Width(); ok && length < width {
		switch d := width - length; {
		case s.Flag('-'):
			right = d
		case s.Flag('0') && !set:
			zeros = d
		default:
			left = d
		}
	}
	io.WriteString(s, strings.Repeat(" ", left)+sign+prefix+strings.Repeat("0", zeros)+digits+strings.Repeat(" ", right))
}

// scanWord reads the runes that keep accepts.
func scanWord(s fmt.ScanState, keep func(rune) bool) (string, error) {
	s.SkipSpace()
	t, err := s.Token(false, keep)
	return string(t), err
}

// Scan reads a number for fmt's scanning, with the verbs b, o, d, x, X, s and v.
func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	base := 0
	switch ch {
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'd':
		base = 10
	case 'x', 'X':
		base = 16
	case 's', 'v':
	default:
		return errors.New("Int.Scan: invalid verb")
	}
	s.SkipSpace()
	sign := ""
	if c, _, err := s.ReadRune(); err != nil {
		return err
	} else if c == '+' || c == '-' {
		sign = string(c)
	} else {
		s.UnreadRune()
	}
	at := base
	first, second := true, false
	t, err := s.Token(false, func(c rune) bool {
		if c > 'z' {
			return false
		}
		if base == 0 {
			switch {
			case first && c == '0':
				at, first, second = 8, false, true
				return true
			case first:
				at = 10
			case second:
				switch c {
				case 'b', 'B':
					at = 2
				case 'o', 'O':
					at = 8
				case 'x', 'X':
					at = 16
				}
				second = false
				if strings.ContainsRune("bBoOxX", c) {
					return true
				}
			}
			first = false
			if c == '_' {
				return true
			}
		}
		return digitVal(byte(c), at) < at
	})
	if err != nil {
		return err
	}
	text := string(t)
	if text == "" {
		return errNoDigits
	}
	if _, ok := z.SetString(sign+text, base); !ok {
		return errors.New("'_' must separate successive digits")
	}
	return nil
}

// MarshalText returns x in decimal.
func (x *Int) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// AppendText appends x in decimal.
func (x *Int) AppendText(b []byte) (text []byte, err error) { return append(b, x.Text(10)...), nil }

// UnmarshalText sets z to what text means, as in base 0.
func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

// MarshalJSON returns x in decimal, null for nil.
func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return x.MarshalText()
}

// UnmarshalJSON sets z to a number in JSON.
func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}

const gobVersion byte = 1

// GobEncode returns x for package gob.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := gobVersion << 1
	if x.neg {
		b |= 1
	}
	return append([]byte{b}, x.Bytes()...), nil
}

// GobDecode sets z to what GobEncode returned.
func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if buf[0]>>1 != gobVersion {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	z.SetBytes(buf[1:])
	z.neg = buf[0]&1 != 0
	return nil
}
