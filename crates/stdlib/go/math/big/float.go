package big

import (
	"fmt"
	"math"
)

// Limits of exponents and precision.
const (
	MaxExp  = math.MaxInt32
	MinExp  = math.MinInt32
	MaxPrec = math.MaxUint32
)

// A form says what kind of value a Float is.
type form byte

const (
	zero form = iota
	finite
	inf
)

// A Float is a floating-point number: its mantissa, read as a fraction from ½ to 1, times 2 to its exponent. The zero value
// is 0. Results are rounded to the precision of the variable that they are set to.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	form form
	neg  bool
	mant nat
	exp  int32
}

// An ErrNaN is the value of the panic for an operation without a result.
type ErrNaN struct {
	msg string
}

func (err ErrNaN) Error() string { return err.msg }

// A RoundingMode says how results are rounded.
type RoundingMode byte

// The modes.
const (
	ToNearestEven RoundingMode = iota
	ToNearestAway
	ToZero
	AwayFromZero
	ToNegativeInf
	ToPositiveInf
)

// The modes of Int.Divide.
const (
	Trunc = ToZero
	Floor = ToNegativeInf
	Round = ToNearestEven
	Ceil  = ToPositiveInf
)

var modeNames = [...]string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero", "ToNegativeInf", "ToPositiveInf"}

func (i RoundingMode) String() string {
	if int(i) >= len(modeNames) {
		return fmt.Sprintf("RoundingMode(%d)", byte(i))
	}
	return modeNames[i]
}

// An Accuracy says how a rounded result compares with the exact one.
type Accuracy int8

// The accuracies.
const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

func (i Accuracy) String() string {
	switch i {
	case Below:
		return "Below"
	case Exact:
		return "Exact"
	case Above:
		return "Above"
	}
	return fmt.Sprintf("Accuracy(%d)", int8(i))
}

func accuracy(above bool) Accuracy {
	if above {
		return Above
	}
	return Below
}

// NewFloat makes a Float of precision 53.
func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

// settle rounds mant, read as a fraction, times 2**exp. With sticky, the exact value is a little larger.
func (z *Float) settle(mant []Word, exp int64, sticky bool) *Float {
	z.acc = Exact
	if len(mant) == 0 {
		z.form = zero
		z.mant = nil
		return z
	}
	z.form = finite
	n := bitLen(mant)
	if r := n - int(z.prec); r > 0 || sticky {
		var half, rest bool
		if r <= 0 {
			// Make room for a bit below the last.
			mant = natShl(mant, uint(1-r))
			r = 1
		}
		half = bit(mant, uint(r-1)) == 1
		rest = sticky || r > 1 && trailingZeros(mant) < uint(r-1)
		odd := bit(mant, uint(r)) == 1
		mant = natShr(mant, uint(r))
		if half || rest {
			up := false
			switch z.mode {
			case ToNearestEven:
				up = half && (rest || odd)
			case ToNearestAway:
				up = half
			case AwayFromZero:
				up = true
			case ToNegativeInf:
				up = z.neg
			case ToPositiveInf:
				up = !z.neg
			}
			z.acc = accuracy(up != z.neg)
			if up {
				mant = natAdd(nil, mant, one)
				if bitLen(mant) > int(z.prec) {
					mant = natShr(mant, 1)
					exp++
				}
			}
		}
	}
	switch {
	case exp < MinExp:
		z.acc = accuracy(z.neg)
		z.form = zero
		mant = nil
	case exp > MaxExp:
		z.acc = accuracy(!z.neg)
		z.form = inf
		mant = nil
	}
	z.mant = mant
	z.exp = int32(exp)
	return z
}

// SetPrec sets the precision and rounds.
func (z *Float) SetPrec(prec uint) *Float {
	z.acc = Exact
	if prec == 0 {
		z.prec = 0
		if z.form == finite {
			z.acc = accuracy(z.neg)
			z.form = zero
			z.mant = nil
		}
		return z
	}
	if prec > MaxPrec {
		prec = MaxPrec
	}
	old := z.prec
	z.prec = uint32(prec)
	if z.prec < old && z.form == finite {
		z.settle(z.mant, int64(z.exp), false)
	}
	return z
}

// SetMode sets the rounding mode.
func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode = mode
	z.acc = Exact
	return z
}

// Prec returns the precision in bits.
func (x *Float) Prec() uint { return uint(x.prec) }

// MinPrec returns the precision that x needs.
func (x *Float) MinPrec() uint {
	if x.form != finite {
		return 0
	}
	return uint(bitLen(x.mant)) - trailingZeros(x.mant)
}

// Mode returns the rounding mode.
func (x *Float) Mode() RoundingMode { return x.mode }

// Acc returns the accuracy of the latest operation.
func (x *Float) Acc() Accuracy { return x.acc }

// Sign returns -1, 0 or 1.
func (x *Float) Sign() int {
	if x.form == zero {
		return 0
	}
	if x.neg {
		return -1
	}
	return 1
}

// Signbit reports whether x is negative, or a negative zero.
func (x *Float) Signbit() bool { return x.neg }

// IsInf reports whether x is infinite.
func (x *Float) IsInf() bool { return x.form == inf }

// IsInt reports whether x is an integer.
func (x *Float) IsInt() bool {
	if x.form != finite {
		return x.form == zero
	}
	return x.exp > 0 && (x.prec <= uint32(x.exp) || x.MinPrec() <= uint(x.exp))
}

// MantExp returns the exponent and sets mant, if not nil, to the mantissa.
func (x *Float) MantExp(mant *Float) (exp int) {
	if x.form == finite {
		exp = int(x.exp)
	}
	if mant != nil {
		mant.Copy(x)
		if mant.form == finite {
			mant.exp = 0
		}
	}
	return exp
}

// SetMantExp sets z to mant times 2**exp.
func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Set(mant)
	if z.form == finite {
		e := int64(z.exp) + int64(exp)
		z.settle(z.mant, e, false)
	}
	return z
}

func (z *Float) setBits(neg bool, mant []Word) *Float {
	z.neg = neg
	return z.settle(mant, int64(bitLen(mant)), false)
}

// SetUint64 sets z to x; a precision of 0 becomes 64.
func (z *Float) SetUint64(x uint64) *Float {
	if z.prec == 0 {
		z.prec = 64
	}
	return z.setBits(false, natOf(x))
}

// SetInt64 sets z to x; a precision of 0 becomes 64.
func (z *Float) SetInt64(x int64) *Float {
	if z.prec == 0 {
		z.prec = 64
	}
	if x < 0 {
		return z.setBits(true, natOf(uint64(-x)))
	}
	return z.setBits(false, natOf(uint64(x)))
}

// SetFloat64 sets z to x; a precision of 0 becomes 53.
func (z *Float) SetFloat64(x float64) *Float {
	if z.prec == 0 {
		z.prec = 53
	}
	if math.IsNaN(x) {
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	}
	z.acc = Exact
	z.neg = math.Signbit(x)
	if x == 0 || math.IsInf(x, 0) {
		z.form = zero
		if x != 0 {
			z.form = inf
		}
		z.mant = nil
		return z
	}
	frac, exp := math.Frexp(math.Abs(x))
	return z.settle(natOf(uint64(math.Ldexp(frac, 53))), int64(exp), false)
}

// SetInt sets z to x; a precision of 0 becomes that of x, at least 64.
func (z *Float) SetInt(x *Int) *Float {
	if z.prec == 0 {
		z.prec = uint32(max(bitLen(x.abs), 64))
	}
	return z.setBits(x.neg, append([]Word(nil), x.abs...))
}

// SetRat sets z to x; a precision of 0 becomes that of the larger part of x, at least 64.
func (z *Float) SetRat(x *Rat) *Float {
	if x.IsInt() {
		return z.SetInt(x.Num())
	}
	var a, b Float
	a.SetInt(x.Num())
	b.SetInt(x.Denom())
	if z.prec == 0 {
		z.prec = max(a.prec, b.prec)
	}
	return z.Quo(&a, &b)
}

// SetInf sets z to an infinity.
func (z *Float) SetInf(signbit bool) *Float {
	z.acc = Exact
	z.form = inf
	z.neg = signbit
	z.mant = nil
	return z
}

// Set sets z to x; a precision of 0 becomes that of x.
func (z *Float) Set(x *Float) *Float {
	if z == x {
		return z
	}
	z.acc = Exact
	z.form, z.neg, z.mant, z.exp = x.form, x.neg, x.mant, x.exp
	if z.prec == 0 {
		z.prec = x.prec
	} else if z.prec < x.prec && x.form == finite {
		z.settle(x.mant, int64(x.exp), false)
	}
	return z
}

// Copy makes z the same as x in everything.
func (z *Float) Copy(x *Float) *Float {
	if z != x {
		*z = *x
	}
	return z
}

// Abs sets z to |x|.
func (z *Float) Abs(x *Float) *Float {
	z.Set(x)
	z.neg = false
	return z
}

// Neg sets z to -x.
func (z *Float) Neg(x *Float) *Float {
	z.Set(x)
	z.neg = !z.neg
	return z
}

// integer returns x as its mantissa times a power of two.
func (x *Float) integer() ([]Word, int64) { return x.mant, int64(x.exp) - int64(bitLen(x.mant)) }

// aligned returns the mantissas of x and y over one power of two.
func aligned(x, y *Float) (a, b []Word, e int64) {
	a, ea := x.integer()
	b, eb := y.integer()
	if ea > eb {
		a = natShl(a, uint(ea-eb))
		ea = eb
	} else if eb > ea {
		b = natShl(b, uint(eb-ea))
	}
	return a, b, ea
}

// sum sets z to x plus y, or minus y, both finite.
func (z *Float) sum(x, y *Float, yneg bool) *Float {
	a, b, e := aligned(x, y)
	neg := x.neg
	var m []Word
	if x.neg == yneg {
		m = natAdd(nil, a, b)
	} else if natCmp(a, b) >= 0 {
		m = natSub(nil, a, b)
	} else {
		neg = !neg
		m = natSub(nil, b, a)
	}
	if len(m) == 0 {
		neg = z.mode == ToNegativeInf
	}
	z.neg = neg
	return z.settle(m, e+int64(bitLen(m)), false)
}

func (z *Float) plus(x, y *Float, yneg bool, what string) *Float {
	if z.prec == 0 {
		z.prec = max(x.prec, y.prec)
	}
	switch {
	case x.form == finite && y.form == finite:
		return z.sum(x, y, yneg)
	case x.form == inf && y.form == inf && x.neg != yneg:
		z.acc = Exact
		z.form = zero
		z.neg = false
		z.mant = nil
		panic(ErrNaN{what})
	case x.form == zero && y.form == zero:
		z.neg = x.neg && yneg
		z.acc = Exact
		z.form = zero
		z.mant = nil
		return z
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	z.Set(y)
	z.neg = yneg
	return z
}

// Add sets z to x+y.
func (z *Float) Add(x, y *Float) *Float {
	return z.plus(x, y, y.neg, "addition of infinities with opposite signs")
}

// Sub sets z to x-y.
func (z *Float) Sub(x, y *Float) *Float {
	return z.plus(x, y, !y.neg, "subtraction of infinities with equal signs")
}

// Mul sets z to x*y.
func (z *Float) Mul(x, y *Float) *Float {
	if z.prec == 0 {
		z.prec = max(x.prec, y.prec)
	}
	neg := x.neg != y.neg
	if x.form == finite && y.form == finite {
		a, ea := x.integer()
		b, eb := y.integer()
		m := natMul(nil, a, b)
		z.neg = neg
		return z.settle(m, ea+eb+int64(bitLen(m)), false)
	}
	z.neg = neg
	z.acc = Exact
	xf, yf := x.form, y.form
	z.mant = nil
	if xf == zero && yf == inf || xf == inf && yf == zero {
		z.form = zero
		z.neg = false
		panic(ErrNaN{"multiplication of zero with infinity"})
	}
	z.form = zero
	if xf == inf || yf == inf {
		z.form = inf
	}
	return z
}

// Quo sets z to x/y.
func (z *Float) Quo(x, y *Float) *Float {
	if z.prec == 0 {
		z.prec = max(x.prec, y.prec)
	}
	neg := x.neg != y.neg
	if x.form == finite && y.form == finite {
		a, ea := x.integer()
		b, eb := y.integer()
		if shift := int64(z.prec) + 2 + int64(bitLen(b)) - int64(bitLen(a)); shift > 0 {
			a = natShl(a, uint(shift))
			ea -= shift
		}
		q, r := natDivRem(a, b)
		z.neg = neg
		return z.settle(q, ea-eb+int64(bitLen(q)), len(r) > 0)
	}
	xf, yf := x.form, y.form
	z.neg = neg
	z.acc = Exact
	z.mant = nil
	if xf == zero && yf == zero || xf == inf && yf == inf {
		z.form = zero
		z.neg = false
		panic(ErrNaN{"division of zero by zero or infinity by infinity"})
	}
	z.form = inf
	if xf == zero || yf == inf {
		z.form = zero
	}
	return z
}

// Sqrt sets z to the square root of x; a precision of 0 becomes that of x.
func (z *Float) Sqrt(x *Float) *Float {
	if z.prec == 0 {
		z.prec = x.prec
	}
	if x.Sign() == -1 {
		panic(ErrNaN{"square root of negative operand"})
	}
	if x.form != finite {
		z.acc = Exact
		z.form = x.form
		z.neg = x.neg
		z.mant = nil
		return z
	}
	m, e := x.integer()
	shift := max(2*int64(z.prec)+4-int64(bitLen(m)), 0)
	if (e-shift)&1 != 0 {
		shift++
	}
	m = natShl(m, uint(shift))
	e -= shift
	r := natSqrt(m)
	z.neg = false
	z.settle(r, e/2+int64(bitLen(r)), natCmp(natMul(nil, r, r), m) != 0)
	z.acc = Exact
	return z
}

func (x *Float) order() int {
	o := 0
	switch x.form {
	case finite:
		o = 1
	case inf:
		o = 2
	}
	if x.neg {
		o = -o
	}
	return o
}

// Cmp compares x and y.
func (x *Float) Cmp(y *Float) int {
	a, b := x.order(), y.order()
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == 1 || a == -1:
		c := 0
		switch {
		case x.exp != y.exp:
			c = 1
			if x.exp < y.exp {
				c = -1
			}
		default:
			m, n, _ := aligned(x, y)
			c = natCmp(m, n)
		}
		return c * a
	}
	return 0
}

// truncated returns the integer part of a finite x.
func (x *Float) truncated() []Word {
	m, e := x.integer()
	if e >= 0 {
		return natShl(m, uint(e))
	}
	return natShr(m, uint(-e))
}

// Int sets z, made if nil, to x rounded toward zero.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if z == nil && x.form <= finite {
		z = new(Int)
	}
	switch x.form {
	case zero:
		return z.SetInt64(0), Exact
	case inf:
		return nil, accuracy(x.neg)
	}
	acc := accuracy(x.neg)
	if x.IsInt() {
		acc = Exact
	}
	if x.exp <= 0 {
		return z.SetInt64(0), acc
	}
	return z.put(x.neg, x.truncated()), acc
}

// Int64 returns x rounded toward zero, or the nearest int64.
func (x *Float) Int64() (int64, Accuracy) {
	if x.form == finite {
		acc := accuracy(x.neg)
		if x.exp <= 0 {
			return 0, acc
		}
		if x.exp <= 63 {
			i := int64(low(x.truncated()))
			if x.neg {
				i = -i
			}
			if x.MinPrec() <= uint(x.exp) {
				return i, Exact
			}
			return i, acc
		}
		if x.neg {
			if x.exp == 64 && x.MinPrec() == 1 {
				return math.MinInt64, Exact
			}
			return math.MinInt64, Above
		}
		return math.MaxInt64, Below
	}
	if x.form == zero {
		return 0, Exact
	}
	if x.neg {
		return math.MinInt64, Above
	}
	return math.MaxInt64, Below
}

// Uint64 returns x rounded toward zero, or the nearest uint64.
func (x *Float) Uint64() (uint64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.neg:
		return 0, Above
	case x.form == inf || x.exp > 64:
		return math.MaxUint64, Below
	case x.exp <= 0:
		return 0, Below
	}
	u := low(x.truncated())
	if x.MinPrec() <= 64 {
		return u, Exact
	}
	return u, Below
}

// ieee rounds to a format with so many bits of mantissa and such exponents: the result as integer times a power of two.
func (x *Float) ieee(bits, emin, emax int) (f float64, acc Accuracy) {
	sign := func(f float64) float64 {
		if x.neg {
			return -f
		}
		return f
	}
	switch x.form {
	case zero:
		return math.Copysign(0, sign(1)), Exact
	case inf:
		return math.Inf(int(sign(1))), Exact
	}
	e := int(x.exp) - 1
	p := bits
	if e < emin {
		p = bits - (emin - e)
		if p < 0 || p == 0 && x.MinPrec() == 1 {
			return math.Copysign(0, sign(1)), accuracy(x.neg)
		}
		if p == 0 {
			return sign(math.Ldexp(1, emin-bits+1)), accuracy(!x.neg)
		}
	}
	var r Float
	r.prec = uint32(p)
	r.neg = x.neg
	r.settle(x.mant, int64(x.exp), false)
	if int(r.exp)-1 > emax || r.form == inf {
		return math.Inf(int(sign(1))), accuracy(!x.neg)
	}
	return sign(math.Ldexp(float64(low(r.mant)), int(r.exp)-bitLen(r.mant))), r.acc
}

// Float32 returns the nearest float32.
func (x *Float) Float32() (float32, Accuracy) {
	f, acc := x.ieee(24, -126, 127)
	return float32(f), acc
}

// Float64 returns the nearest float64.
func (x *Float) Float64() (float64, Accuracy) { return x.ieee(53, -1022, 1023) }

// Rat sets z, made if nil, to x.
func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if z == nil && x.form <= finite {
		z = new(Rat)
	}
	switch x.form {
	case zero:
		return z.SetInt64(0), Exact
	case inf:
		return nil, accuracy(x.neg)
	}
	m, e := x.integer()
	den := []Word{1}
	if e >= 0 {
		m = natShl(m, uint(e))
	} else {
		m = append([]Word(nil), m...)
		den = natShl(one, uint(-e))
	}
	z.a.put(x.neg, m)
	z.b.abs = den
	return z.norm(), Exact
}
