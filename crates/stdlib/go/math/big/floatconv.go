package big

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// SetString sets z to what s means: see Parse in base 0.
func (z *Float) SetString(s string) (*Float, bool) {
	if f, _, err := z.Parse(s, 0); err == nil {
		return f, true
	}
	return nil, false
}

// ParseFloat parses s into a new Float of the precision and mode.
func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

// Parse sets z to what s means in base 0, 2, 8, 10 or 16, and returns the base found.
func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	if len(s) == 3 && (s == "Inf" || s == "inf") {
		return z.SetInf(false), base, nil
	}
	if len(s) == 4 && (s[0] == '+' || s[0] == '-') && (s[1:] == "Inf" || s[1:] == "inf") {
		return z.SetInf(s[0] == '-'), base, nil
	}
	f, b, rest, err := z.parse(s, base)
	if err != nil {
		return nil, b, err
	}
	if rest != "" {
		return f, b, fmt.Errorf("expected end of string, found %q", rest[0])
	}
	return f, b, nil
}

func (z *Float) parse(s string, base int) (f *Float, b int, rest string, err error) {
	prec := z.prec
	if prec == 0 {
		prec = 64
	}
	z.form = zero
	if s == "" {
		return nil, 0, "", io.EOF
	}
	neg := s[0] == '-'
	if neg || s[0] == '+' {
		s = s[1:]
	}
	z.neg = neg
	switch base {
	case 0, 2, 8, 10, 16:
	default:
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	n := scanDigits(s, base, true)
	b = n.base
	if n.none {
		return nil, b, "", errNoDigits
	}
	exp, ebase, rest, err := scanExponent(s[n.used:], n.base, base == 0)
	if err == nil && n.bad {
		err = errors.New("'_' must separate successive digits")
	}
	if err != nil {
		return nil, b, "", err
	}
	mant := natParse(n.digits, n.base)
	z.prec = prec
	if len(mant) == 0 {
		z.acc = Exact
		z.form = zero
		z.mant = nil
		return z, b, rest, nil
	}
	exp2 := int64(bitLen(mant))
	exp5 := int64(0)
	if d := int64(-n.point); n.point > 0 {
		switch n.base {
		case 10:
			exp5 = d
			exp2 += d
		case 2:
			exp2 += d
		case 8:
			exp2 += 3 * d
		case 16:
			exp2 += 4 * d
		}
	}
	exp2 += exp
	if ebase == 10 {
		exp5 += exp
	}
	if exp2 < MinExp || exp2 > MaxExp {
		return nil, b, "", errors.New("exponent overflow")
	}
	if exp5 == 0 {
		z.settle(mant, exp2, false)
		return z, b, rest, nil
	}
	x := &Float{prec: uint32(bitLen(mant)), form: finite, neg: neg, mant: mant, exp: int32(exp2)}
	p := new(Float).SetPrec(z.Prec() + 64)
	if exp5 < 0 {
		z.Quo(x, p.pow5(uint64(-exp5)))
	} else {
		z.Mul(x, p.pow5(uint64(exp5)))
	}
	return z, b, rest, nil
}

func (z *Float) pow5(n uint64) *Float {
	first := min(n, 27)
	p := uint64(1)
	for range first {
		p *= 5
	}
	z.SetUint64(p)
	n -= first
	f := new(Float).SetPrec(z.Prec() + 64).SetUint64(5)
	for n > 0 {
		if n&1 != 0 {
			z.Mul(z, f)
		}
		f.Mul(f, f)
		n >>= 1
	}
	return z
}

var errNoDigits = errors.New("number has no digits")

// Scan reads a number for fmt's scanning: as many characters as can begin one.
func (z *Float) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	t := floatToken{base: 10}
	tok, err := s.Token(false, t.accepts)
	if err != nil {
		return err
	}
	if r, size, err := s.ReadRune(); err == nil {
		if size != 1 {
			return fmt.Errorf("invalid rune %#U", r)
		}
		s.UnreadRune()
		if len(tok) == 0 {
			return errNoDigits
		}
	}
	_, _, _, err = z.parse(string(tok), 0)
	return err
}

// A floatToken follows the beginning of a number.
type floatToken struct {
	part                      floatPart
	base                      int
	signed, seen, zero, point bool
}

type floatPart int

const (
	mantissa floatPart = iota
	exponentStart
	exponentDigits
)

// accepts reports whether c can be the next character.
func (t *floatToken) accepts(c rune) bool {
	first, zero := !t.seen, t.zero
	t.seen, t.zero = true, false
	if t.part != mantissa {
		sign := c == '+' || c == '-'
		ok := c >= '0' && c <= '9' || c == '_' || sign && t.part == exponentStart
		t.part = exponentDigits
		return ok
	}
	switch {
	case first && !t.signed && (c == '+' || c == '-'):
		t.signed = true
		t.seen = false
		return true
	case c == '0' && first:
		t.zero = true
		return true
	case zero && strings.ContainsRune("bBoOxX", c):
		switch c | 0x20 {
		case 'b':
			t.base = 2
		case 'o':
			t.base = 8
		default:
			t.base = 16
		}
		return true
	case c == '.':
		ok := !t.point
		t.point = true
		return ok
	case c == '_':
		return true
	case c >= '0' && c <= '9':
		return int(c-'0') < t.base
	case t.base == 16 && (c|0x20 >= 'a' && c|0x20 <= 'f'):
		return true
	case strings.ContainsRune("eEpP", c):
		t.part = exponentStart
		return true
	}
	return false
}

// A decimal is 0.digits times ten to exp; digits has no zero at the end.
type decimal struct {
	digits string
	exp    int
}

func (x *Float) decimal() decimal {
	if x.form != finite {
		return decimal{}
	}
	m, e := x.integer()
	return newDecimal(m, e)
}

func newDecimal(m []Word, e int64) decimal {
	if t := trailingZeros(m); t > 0 && e < 0 {
		t = min(t, uint(-e))
		m = natShr(m, t)
		e += int64(t)
	}
	exp := 0
	if e >= 0 {
		m = natShl(m, uint(e))
	} else {
		m = natMul(nil, m, power([]Word{5}, uint(-e)))
		exp = int(e)
	}
	s := natText(m, 10)
	return decimal{strings.TrimRight(s, "0"), exp + len(s)}
}

func (d decimal) at(i int) byte {
	if i < len(d.digits) {
		return d.digits[i]
	}
	return '0'
}

// rounded keeps n digits, rounding to nearest even.
func (d decimal) rounded(n int) decimal {
	if n < 0 || n >= len(d.digits) {
		return d
	}
	up := d.digits[n] > '5' || d.digits[n] == '5' && (n+1 < len(d.digits) || n > 0 && (d.digits[n-1]-'0')&1 == 1)
	if up {
		return d.up(n)
	}
	return d.down(n)
}

func (d decimal) down(n int) decimal {
	if n < 0 || n >= len(d.digits) {
		return d
	}
	s := strings.TrimRight(d.digits[:n], "0")
	if s == "" {
		return decimal{}
	}
	return decimal{s, d.exp}
}

func (d decimal) up(n int) decimal {
	if n < 0 || n >= len(d.digits) {
		return d
	}
	for n > 0 && d.digits[n-1] >= '9' {
		n--
	}
	if n == 0 {
		return decimal{"1", d.exp + 1}
	}
	return decimal{d.digits[:n-1] + string(rune(d.digits[n-1]+1)), d.exp}
}

// shortest keeps as many digits as tell x from its neighbours of the same precision.
func (d decimal) shortest(x *Float) decimal {
	if d.digits == "" {
		return d
	}
	m, e := x.integer()
	if s := int64(x.prec) + 1 - int64(bitLen(m)); s > 0 {
		m = natShl(m, uint(s))
		e -= s
	} else {
		m = natShr(m, uint(-s))
		e -= s
	}
	lower := newDecimal(natSub(nil, m, one), e)
	upper := newDecimal(natAdd(nil, m, one), e)
	inclusive := m[0]&2 == 0
	// How far the digits of upper are above those of d so far: equal, one in the last place, or more.
	apart := 0
	for i := range len(d.digits) {
		c, l, u := d.at(i), lower.at(i), upper.at(i)
		okDown := l != c || inclusive && i+1 == len(lower.digits)
		switch {
		case apart == 1 && (c != '9' || u != '0'), apart == 0 && c+1 < u:
			apart = 2
		case apart == 0 && c != u:
			apart = 1
		}
		okUp := apart > 0 && (inclusive || apart > 1 || i+1 < len(upper.digits))
		switch {
		case okDown && okUp:
			return d.rounded(i + 1)
		case okDown:
			return d.down(i + 1)
		case okUp:
			return d.up(i + 1)
		}
	}
	return d
}

// Text returns x in a format: see the verbs of package fmt, and 'p' and 'b'.
func (x *Float) Text(format byte, prec int) string {
	n := 10
	if prec > 0 {
		n += prec
	}
	return string(x.Append(make([]byte, 0, n), format, prec))
}

// String returns x in format g with ten digits.
func (x *Float) String() string { return x.Text('g', 10) }

// Append appends what Text returns.
func (x *Float) Append(buf []byte, fmt byte, prec int) []byte {
	if x == nil {
		return append(buf, "<nil>"...)
	}
	if x.neg {
		buf = append(buf, '-')
	}
	if x.form == inf {
		if !x.neg {
			buf = append(buf, '+')
		}
		return append(buf, "Inf"...)
	}
	switch fmt {
	case 'b':
		return x.formatB(buf)
	case 'p':
		return x.formatP(buf)
	case 'x':
		return x.formatX(buf, prec)
	}
	d := x.decimal()
	short := prec < 0
	if short {
		d = d.shortest(x)
		switch fmt {
		case 'e', 'E':
			prec = len(d.digits) - 1
		case 'f':
			prec = max(len(d.digits)-d.exp, 0)
		case 'g', 'G':
			prec = len(d.digits)
		}
	} else {
		switch fmt {
		case 'e', 'E':
			d = d.rounded(1 + prec)
		case 'f':
			d = d.rounded(d.exp + prec)
		case 'g', 'G':
			if prec == 0 {
				prec = 1
			}
			d = d.rounded(prec)
		}
	}
	switch fmt {
	case 'e', 'E':
		return formatE(buf, fmt, prec, d)
	case 'f':
		return formatF(buf, prec, d)
	case 'g', 'G':
		limit := prec
		if limit > len(d.digits) && len(d.digits) >= d.exp {
			limit = len(d.digits)
		}
		if short {
			limit = 6
		}
		if exp := d.exp - 1; exp < -4 || exp >= limit {
			return formatE(buf, fmt+'e'-'g', min(prec, len(d.digits))-1, d)
		}
		if prec > d.exp {
			prec = len(d.digits)
		}
		return formatF(buf, max(prec-d.exp, 0), d)
	}
	if x.neg {
		buf = buf[:len(buf)-1]
	}
	return append(buf, '%', fmt)
}

func formatE(buf []byte, fmt byte, prec int, d decimal) []byte {
	buf = append(buf, d.at(0))
	if prec > 0 {
		buf = append(buf, '.')
		for i := 1; i <= prec; i++ {
			buf = append(buf, d.at(i))
		}
	}
	exp := 0
	if len(d.digits) > 0 {
		exp = d.exp - 1
	}
	sign := byte('+')
	if exp < 0 {
		sign = '-'
		exp = -exp
	}
	buf = append(buf, fmt, sign)
	if exp < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(exp), 10)
}

func formatF(buf []byte, prec int, d decimal) []byte {
	if d.exp > 0 {
		for i := 0; i < d.exp; i++ {
			buf = append(buf, d.at(i))
		}
	} else {
		buf = append(buf, '0')
	}
	if prec > 0 {
		buf = append(buf, '.')
		for i := range prec {
			if j := d.exp + i; j >= 0 {
				buf = append(buf, d.at(j))
			} else {
				buf = append(buf, '0')
			}
		}
	}
	return buf
}

func appendExp(buf []byte, exp int64, digits int) []byte {
	buf = append(buf, 'p')
	if exp >= 0 {
		buf = append(buf, '+')
	} else {
		buf = append(buf, '-')
		exp = -exp
	}
	if digits > 1 && exp < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, exp, 10)
}

func (x *Float) formatB(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	m := x.mant
	if s := int(x.prec) - bitLen(m); s > 0 {
		m = natShl(m, uint(s))
	}
	buf = append(buf, natText(m, 10)...)
	buf = append(buf, 'p')
	e := int64(x.exp) - int64(x.prec)
	if e >= 0 {
		buf = append(buf, '+')
	}
	return strconv.AppendInt(buf, e, 10)
}

func (x *Float) formatP(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	m := x.mant
	if r := bitLen(m) % 4; r != 0 {
		m = natShl(m, uint(4-r))
	}
	buf = append(buf, "0x."...)
	buf = append(buf, strings.TrimRight(natText(m, 16), "0")...)
	buf = append(buf, 'p')
	if x.exp >= 0 {
		buf = append(buf, '+')
	}
	return strconv.AppendInt(buf, int64(x.exp), 10)
}

func (x *Float) formatX(buf []byte, prec int) []byte {
	if x.form == zero {
		buf = append(buf, "0x0"...)
		if prec > 0 {
			buf = append(buf, '.')
			buf = append(buf, strings.Repeat("0", prec)...)
		}
		return append(buf, "p+00"...)
	}
	n := uint(1)
	if prec < 0 {
		n += (x.MinPrec() - 1 + 3) / 4 * 4
	} else {
		n += 4 * uint(prec)
	}
	r := new(Float).Copy(x)
	r.SetPrec(n).SetMode(x.mode)
	if n > uint(x.prec) {
		r.prec = uint32(n)
	} else {
		r = &Float{prec: uint32(n), mode: x.mode, neg: x.neg}
		r.settle(x.mant, int64(x.exp), false)
	}
	m := r.mant
	if s := int(n) - bitLen(m); s > 0 {
		m = natShl(m, uint(s))
	}
	digits := natText(m, 16)
	buf = append(buf, "0x1"...)
	if prec < 0 {
		digits = "1" + strings.TrimRight(digits[1:], "0")
	}
	if len(digits) > 1 {
		buf = append(buf, '.')
		buf = append(buf, digits[1:]...)
	}
	return appendExp(buf, int64(r.exp)-1, 2)
}

// Format prints x for the verbs of floats, and p and v.
func (x *Float) Format(s fmt.State, format rune) {
	prec, set := s.Precision()
	if !set {
		prec = 6
	}
	switch format {
	case 'e', 'E', 'f', 'b', 'p', 'x':
	case 'F':
		format = 'f'
	case 'v', 'g', 'G':
		if format == 'v' {
			format = 'g'
		}
		if !set {
			prec = -1
		}
	case 's':
		fallthrough
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", format, x.String())
		return
	}
	t := string(x.Append(nil, byte(format), prec))
	if t == "" {
		t = "?"
	}
	sign := ""
	switch {
	case t[0] == '-':
		sign, t = "-", t[1:]
	case t[0] == '+':
		sign, t = "+", t[1:]
		if s.Flag(' ') {
			sign = " "
		}
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	pad := 0
	if width, ok := s.Width(); ok {
		pad = max(width-len(sign)-len(t), 0)
	}
	switch {
	case s.Flag('0') && !x.IsInf():
		t = sign + strings.Repeat("0", pad) + t
	case s.Flag('-'):
		t = sign + t + strings.Repeat(" ", pad)
	default:
		t = strings.Repeat(" ", pad) + sign + t
	}
	io.WriteString(s, t)
}

// MarshalText returns x with as many digits as tell it apart.
func (x *Float) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// AppendText appends what MarshalText returns.
func (x *Float) AppendText(b []byte) ([]byte, error) {
	if x == nil {
		return append(b, "<nil>"...), nil
	}
	return x.Append(b, 'g', -1), nil
}

// UnmarshalText sets z to what text means.
func (z *Float) UnmarshalText(text []byte) error {
	_, _, err := z.Parse(string(text), 0)
	if err != nil {
		err = fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%w)", text, err)
	}
	return err
}

// GobEncode returns x for package gob.
func (x *Float) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := byte(x.mode&7)<<5 | byte((x.acc+1)&3)<<3 | byte(x.form&3)<<1
	if x.neg {
		b |= 1
	}
	buf := appendUint32([]byte{gobVersion, b}, x.prec)
	if x.form == finite {
		n := (int(x.prec) + 63) / 64
		m := natShl(x.mant, uint(n*64-bitLen(x.mant)))
		buf = appendUint32(buf, uint32(x.exp))
		for i := len(m) - 1; i >= 0; i-- {
			buf = appendUint32(buf, uint32(m[i]>>32))
			buf = appendUint32(buf, uint32(m[i]))
		}
	}
	return buf, nil
}

// GobDecode sets z to what GobEncode returned.
func (z *Float) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Float{}
		return nil
	}
	if len(buf) < 6 {
		return errors.New("Float.GobDecode: buffer too small")
	}
	if buf[0] != gobVersion {
		return fmt.Errorf("Float.GobDecode: encoding version %d not supported", buf[0])
	}
	prec, mode := z.prec, z.mode
	b := buf[1]
	z.mode = RoundingMode(b >> 5 & 7)
	z.acc = Accuracy(b>>3&3) - 1
	z.form = form(b >> 1 & 3)
	z.neg = b&1 != 0
	z.prec = uint32At(buf[2:])
	if z.form == finite {
		if len(buf) < 10 {
			return errors.New("Float.GobDecode: buffer too small for finite form float")
		}
		z.exp = int32(uint32At(buf[6:]))
		z.mant = new(Int).SetBytes(buf[10:]).abs
		if len(z.mant) == 0 {
			return errors.New("Float.GobDecode: nonzero finite number with empty mantissa")
		}
		if top := z.mant[len(z.mant)-1]; top>>63 == 0 {
			return fmt.Errorf("Float.GobDecode: msb not set in last word %#x of %s0x.%sp%+d", top, map[bool]string{true: "-"}[z.neg],
				strings.TrimRight(natText(z.mant, 16), "0"), z.exp)
		}
	}
	if prec != 0 {
		z.mode = mode
		z.SetPrec(uint(prec))
	}
	return nil
}
