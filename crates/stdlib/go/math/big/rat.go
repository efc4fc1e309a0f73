package big

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Rat is a quotient of integers in lowest terms. The zero value is 0. The denominator is 1 as long as b is 0.
type Rat struct {
	a Int
	b Int
}

// NewRat makes a Rat of a/b.
func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

func (x *Rat) den() []Word {
	if len(x.b.abs) == 0 {
		return one
	}
	return x.b.abs
}

func (z *Rat) norm() *Rat {
	switch {
	case len(z.a.abs) == 0:
		z.a.neg = false
		z.b.abs = []Word{1}
	case len(z.b.abs) == 0:
		z.b.abs = []Word{1}
	default:
		if g := natGCD(z.a.abs, z.b.abs); len(g) != 1 || g[0] != 1 {
			z.a.abs, _ = natDivRem(z.a.abs, g)
			z.b.abs, _ = natDivRem(z.b.abs, g)
		}
	}
	z.b.neg = false
	return z
}

// SetFloat64 sets z to f exactly; nil if f is not finite.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	frac, exp := math.Frexp(f)
	m := int64(math.Ldexp(frac, 53))
	exp -= 53
	z.a.SetInt64(m)
	z.b.abs = []Word{1}
	if exp > 0 {
		z.a.Lsh(&z.a, uint(exp))
	} else {
		z.b.abs = natShl(one, uint(-exp))
	}
	return z.norm()
}

// quotient returns a/b as a Float that has enough bits to round it to a float64 or float32.
func (x *Rat) quotient() *Float {
	b := x.den()
	shift := 130 + bitLen(b) - bitLen(x.a.abs)
	a := x.a.abs
	if shift > 0 {
		a = natShl(a, uint(shift))
	} else {
		shift = 0
	}
	q, r := natDivRem(a, b)
	q = natShl(q, 1)
	if len(r) > 0 {
		q = natAdd(nil, q, one)
	}
	n := bitLen(q)
	return &Float{prec: uint32(n), form: finite, neg: x.a.neg, mant: q, exp: int32(n - 1 - shift)}
}

// Float32 returns the nearest float32, and whether it is x.
func (x *Rat) Float32() (f float32, exact bool) {
	if len(x.a.abs) == 0 {
		return 0, true
	}
	f, acc := x.quotient().Float32()
	return f, acc == Exact
}

// Float64 returns the nearest float64, and whether it is x.
func (x *Rat) Float64() (f float64, exact bool) {
	if len(x.a.abs) == 0 {
		return 0, true
	}
	f, acc := x.quotient().Float64()
	return f, acc == Exact
}

// SetFrac sets z to a/b.
func (z *Rat) SetFrac(a, b *Int) *Rat {
	neg := a.neg != b.neg
	if len(b.abs) == 0 {
		panic("division by zero")
	}
	aabs, babs := a.abs, b.abs
	z.a.abs = append([]Word(nil), aabs...)
	z.b.abs = append([]Word(nil), babs...)
	z.a.neg = neg
	return z.norm()
}

// SetFrac64 sets z to a/b.
func (z *Rat) SetFrac64(a, b int64) *Rat {
	if b == 0 {
		panic("division by zero")
	}
	z.a.SetInt64(a)
	if b < 0 {
		z.b.abs = natOf(uint64(-b))
		z.a.neg = !z.a.neg
	} else {
		z.b.abs = natOf(uint64(b))
	}
	return z.norm()
}

// SetInt sets z to x.
func (z *Rat) SetInt(x *Int) *Rat {
	z.a.Set(x)
	z.b.abs = []Word{1}
	return z
}

// SetInt64 sets z to x.
func (z *Rat) SetInt64(x int64) *Rat {
	z.a.SetInt64(x)
	z.b.abs = []Word{1}
	return z
}

// SetUint64 sets z to x.
func (z *Rat) SetUint64(x uint64) *Rat {
	z.a.SetUint64(x)
	z.b.abs = []Word{1}
	return z
}

// Set copies x.
func (z *Rat) Set(x *Rat) *Rat {
	if z != x {
		z.a.Set(&x.a)
		z.b.abs = append([]Word(nil), x.den()...)
	}
	return z
}

// Abs sets z to |x|.
func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}

// Neg sets z to -x.
func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = len(z.a.abs) > 0 && !z.a.neg
	return z
}

// Inv sets z to 1/x.
func (z *Rat) Inv(x *Rat) *Rat {
	if len(x.a.abs) == 0 {
		panic("division by zero")
	}
	z.Set(x)
	z.a.abs, z.b.abs = z.b.abs, z.a.abs
	return z
}

// Sign returns -1, 0 or 1.
func (x *Rat) Sign() int { return x.a.Sign() }

// IsInt reports whether x is an integer.
func (x *Rat) IsInt() bool { d := x.den(); return len(d) == 1 && d[0] == 1 }

// Num returns the numerator, a part of x.
func (x *Rat) Num() *Int { return &x.a }

// Denom returns the denominator, a part of x once x has been set.
func (x *Rat) Denom() *Int {
	x.b.neg = false
	if len(x.b.abs) == 0 {
		return &Int{abs: []Word{1}}
	}
	return &x.b
}

func times(x *Int, f []Word) *Int { return new(Int).put(x.neg, natMul(nil, x.abs, f)) }

// Cmp compares x and y.
func (x *Rat) Cmp(y *Rat) int { return times(&x.a, y.den()).Cmp(times(&y.a, x.den())) }

// Add sets z to x+y.
func (z *Rat) Add(x, y *Rat) *Rat {
	a, b, d := times(&x.a, y.den()), times(&y.a, x.den()), natMul(nil, x.den(), y.den())
	z.a.Add(a, b)
	z.b.abs = d
	return z.norm()
}

// Sub sets z to x-y.
func (z *Rat) Sub(x, y *Rat) *Rat {
	a, b, d := times(&x.a, y.den()), times(&y.a, x.den()), natMul(nil, x.den(), y.den())
	z.a.Sub(a, b)
	z.b.abs = d
	return z.norm()
}

// Mul sets z to x*y.
func (z *Rat) Mul(x, y *Rat) *Rat {
	d := natMul(nil, x.den(), y.den())
	z.a.Mul(&x.a, &y.a)
	z.b.abs = d
	return z.norm()
}

// Quo sets z to x/y.
func (z *Rat) Quo(x, y *Rat) *Rat {
	if len(y.a.abs) == 0 {
		panic("division by zero")
	}
	a, b := times(&x.a, y.den()), times(&y.a, x.den())
	z.a.put(a.neg != b.neg, a.abs)
	z.b.abs = b.abs
	return z.norm()
}

// SetString sets z to what s means: a/b, or a number with point and exponent.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if s == "" {
		return nil, false
	}
	if i := strings.IndexByte(s, '/'); i >= 0 {
		if _, ok := z.a.SetString(s[:i], 0); !ok {
			return nil, false
		}
		d := scanDigits(s[i+1:], 0, false)
		if d.none || d.bad || d.used != len(s)-i-1 {
			return nil, false
		}
		z.b.abs = natParse(d.digits, d.base)
		if len(z.b.abs) == 0 {
			return nil, false
		}
		return z.norm(), true
	}
	neg := s[0] == '-'
	if neg || s[0] == '+' {
		s = s[1:]
	}
	n := scanDigits(s, 0, true)
	if n.none || n.bad {
		return nil, false
	}
	exp, base, rest, err := scanExponent(s[n.used:], n.base, true)
	if err != nil || rest != "" {
		return nil, false
	}
	abs := natParse(n.digits, n.base)
	if len(abs) == 0 {
		z.a.put(false, nil)
		return z.norm(), true
	}
	if exp < -1e8 || exp > 1e8 {
		return nil, false
	}
	var exp2, exp5 int64
	if n.point > 0 {
		d := int64(-n.point)
		switch n.base {
		case 10:
			exp5 = d
			exp2 = d
		case 2:
			exp2 = d
		case 8:
			exp2 = 3 * d
		case 16:
			exp2 = 4 * d
		}
	}
	switch base {
	case 10:
		exp5 += exp
		exp2 += exp
	case 2:
		exp2 += exp
	}
	den := []Word{1}
	if exp5 != 0 {
		k := exp5
		if k < 0 {
			k = -k
		}
		if k > 1e6 {
			return nil, false
		}
		p := natPow([]Word{5}, uint(k))
		if exp5 > 0 {
			abs = natMul(nil, abs, p)
		} else {
			den = p
		}
	}
	if exp2 < -1e7 || exp2 > 1e7 {
		return nil, false
	}
	if exp2 > 0 {
		abs = natShl(abs, uint(exp2))
	} else if exp2 < 0 {
		den = natShl(den, uint(-exp2))
	}
	z.a.put(neg, abs)
	z.b.abs = den
	return z.norm(), true
}

// scanExponent reads e or p with digits; the result's base is 10 or 2.
func scanExponent(s string, mantissa int, under bool) (exp int64, base int, rest string, err error) {
	if s == "" {
		return 0, 10, "", nil
	}
	switch s[0] {
	case 'e', 'E':
		if mantissa > 10 {
			return 0, 10, s, nil
		}
		base = 10
	case 'p', 'P':
		base = 2
	default:
		return 0, 10, s, nil
	}
	i := 1
	neg := false
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		neg = s[i] == '-'
		i++
	}
	var digits []byte
	if neg {
		digits = append(digits, '-')
	}
	last := byte('.')
	bad, some := false, false
	for ; i < len(s); i++ {
		if c := s[i]; c == '_' && under {
			bad = bad || last != '0'
			last = '_'
		} else if '0' <= c && c <= '9' {
			digits = append(digits, c)
			last, some = '0', true
		} else {
			break
		}
	}
	if !some {
		return 0, base, s[i:], errNoDigits
	}
	exp, err = strconv.ParseInt(string(digits), 10, 64)
	if err == nil && (bad || last == '_') {
		err = errors.New("'_' must separate successive digits")
	}
	return exp, base, s[i:], err
}

// String returns a/b.
func (x *Rat) String() string { return x.a.String() + "/" + natText(x.den(), 10) }

// RatString returns a/b, or a alone for an integer.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString returns x in decimal with prec digits behind the point, the last one rounded.
func (x *Rat) FloatString(prec int) string {
	if x.IsInt() {
		s := x.a.String()
		if prec > 0 {
			s += "." + strings.Repeat("0", prec)
		}
		return s
	}
	d := x.den()
	q, r := natDivRem(x.a.abs, d)
	p := one
	if prec > 0 {
		p = natPow([]Word{10}, uint(prec))
	}
	r, r2 := natDivRem(natMul(nil, r, p), d)
	if natCmp(natAdd(nil, r2, r2), d) >= 0 {
		r = natAdd(nil, r, one)
		if natCmp(r, p) >= 0 {
			q = natAdd(nil, q, one)
			r = natSub(nil, r, p)
		}
	}
	s := natText(q, 10)
	if x.a.neg {
		s = "-" + s
	}
	if prec > 0 {
		f := natText(r, 10)
		s += "." + strings.Repeat("0", prec-len(f)) + f
	}
	return s
}

// FloatPrec returns how many digits behind the point x has, or, if it has no end, the number before digits recur.
func (x *Rat) FloatPrec() (n int, exact bool) {
	d := x.den()
	p2 := trailingZeros(d)
	d = natShr(d, p2)
	p5 := uint(0)
	for {
		q, r := natDivRem(d, []Word{5})
		if len(r) > 0 {
			break
		}
		d = q
		p5++
	}
	return int(max(p2, p5)), len(d) == 1 && d[0] == 1
}

// Scan reads a number for fmt's scanning.
func (z *Rat) Scan(s fmt.ScanState, ch rune) error {
	tok, err := s.Token(true, func(c rune) bool { return strings.ContainsRune("+-/0123456789.eE", c) })
	if err != nil {
		return err
	}
	if !strings.ContainsRune("efgEFGv", ch) {
		return errors.New("Rat.Scan: invalid verb")
	}
	if _, ok := z.SetString(string(tok)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

// MarshalText returns a/b, or a alone for an integer.
func (x *Rat) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// AppendText appends what MarshalText returns.
func (x *Rat) AppendText(b []byte) ([]byte, error) { return append(b, x.RatString()...), nil }

// UnmarshalText sets z to what text means.
func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}

// GobEncode returns x for package gob.
func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := gobVersion << 1
	if x.a.neg {
		b |= 1
	}
	num := x.a.Bytes()
	buf := appendUint32([]byte{b}, uint32(len(num)))
	buf = append(buf, num...)
	return append(buf, (&Int{abs: x.den()}).Bytes()...), nil
}

// GobDecode sets z to what GobEncode returned.
func (z *Rat) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Rat{}
		return nil
	}
	if len(buf) < 5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	if buf[0]>>1 != gobVersion {
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	n := uint64(uint32At(buf[1:]))
	if uint64(len(buf)) < 5+n {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	z.a.SetBytes(buf[5 : 5+n])
	z.a.neg = buf[0]&1 != 0
	z.b.SetBytes(buf[5+n:])
	return nil
}

func appendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func uint32At(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}
