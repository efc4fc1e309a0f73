package big

import (
	"fmt"
	"math/bits"
	"math/rand"
)

// An Int is an integer of any size. The zero value is 0.
type Int struct {
	neg bool
	abs nat
}

// What holds the digits shows in what fmt prints of the fields.
type nat []Word

// NewInt makes an Int.
func NewInt(x int64) *Int {
	z := new(Int)
	if x < 0 {
		z.neg = true
		z.abs = []Word{Word(-x)}
	} else if x > 0 {
		z.abs = []Word{Word(x)}
	}
	return z
}

func (z *Int) put(neg bool, abs []Word) *Int {
	z.abs = abs
	z.neg = neg && len(abs) > 0
	return z
}

// Sign returns -1, 0 or 1.
func (x *Int) Sign() int {
	if len(x.abs) == 0 {
		return 0
	}
	if x.neg {
		return -1
	}
	return 1
}

// SetInt64 sets z to x.
func (z *Int) SetInt64(x int64) *Int {
	if x < 0 {
		return z.put(true, natOf(uint64(-x)))
	}
	return z.put(false, natOf(uint64(x)))
}

// SetUint64 sets z to x.
func (z *Int) SetUint64(x uint64) *Int { return z.put(false, natOf(x)) }

// Set copies x.
func (z *Int) Set(x *Int) *Int {
	if z != x {
		z.put(x.neg, append([]Word(nil), x.abs...))
	}
	return z
}

// Bits returns the magnitude of x, which it shares.
func (x *Int) Bits() []Word { return x.abs }

// SetBits makes abs, which is not copied, the value of z.
func (z *Int) SetBits(abs []Word) *Int {
	z.abs = norm(abs)
	z.neg = false
	return z
}

// Abs sets z to |x|.
func (z *Int) Abs(x *Int) *Int {
	z.Set(x)
	z.neg = false
	return z
}

// Neg sets z to -x.
func (z *Int) Neg(x *Int) *Int {
	z.Set(x)
	z.neg = len(z.abs) > 0 && !z.neg
	return z
}

func (z *Int) sum(x *Int, y *Int, yneg bool) *Int {
	if x.neg == yneg {
		return z.put(x.neg, natAdd(z.abs, x.abs, y.abs))
	}
	if natCmp(x.abs, y.abs) >= 0 {
		return z.put(x.neg, natSub(z.abs, x.abs, y.abs))
	}
	return z.put(!x.neg, natSub(z.abs, y.abs, x.abs))
}

// Add sets z to x+y.
func (z *Int) Add(x, y *Int) *Int { return z.sum(x, y, y.neg) }

// Sub sets z to x-y.
func (z *Int) Sub(x, y *Int) *Int { return z.sum(x, y, !y.neg) }

// Mul sets z to x*y.
func (z *Int) Mul(x, y *Int) *Int { return z.put(x.neg != y.neg, natMul(z.abs, x.abs, y.abs)) }

// MulRange sets z to the product of all integers from a to b.
func (z *Int) MulRange(a, b int64) *Int {
	switch {
	case a > b:
		return z.SetInt64(1)
	case a <= 0 && b >= 0:
		return z.SetInt64(0)
	}
	neg := false
	if a < 0 {
		neg = (b-a)&1 == 0
		a, b = -b, -a
	}
	return z.put(neg, natRange(uint64(a), uint64(b)))
}

// Binomial sets z to n over k.
func (z *Int) Binomial(n, k int64) *Int {
	if k > n {
		return z.SetInt64(0)
	}
	if k > n-k {
		k = n - k
	}
	if k < 0 {
		return z.SetInt64(0)
	}
	q, _ := natDivRem(natRange(uint64(n-k+1), uint64(n)), natRange(1, uint64(k)))
	return z.put(false, q)
}

// Quo sets z to x/y, rounded toward zero.
func (z *Int) Quo(x, y *Int) *Int {
	q, _ := natDivRem(x.abs, y.abs)
	return z.put(x.neg != y.neg, q)
}

// Rem sets z to what Quo leaves.
func (z *Int) Rem(x, y *Int) *Int {
	_, r := natDivRem(x.abs, y.abs)
	return z.put(x.neg, r)
}

// QuoRem sets z to x/y, rounded toward zero, and r to what is left.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	neg, rneg := x.neg != y.neg, x.neg
	q, rest := natDivRem(x.abs, y.abs)
	r.put(rneg, rest)
	return z.put(neg, q), r
}

// Div sets z to x/y such that what is left is not negative.
func (z *Int) Div(x, y *Int) *Int {
	var m Int
	z.DivMod(x, y, &m)
	return z
}

// Mod sets z to what Div leaves.
func (z *Int) Mod(x, y *Int) *Int {
	var q Int
	q.DivMod(x, y, z)
	return z
}

var one = []Word{1}

// DivMod sets z to x/y and m to what is left, which is not negative.
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	yneg, yabs, xneg := y.neg, y.abs, x.neg
	q, r := natDivRem(x.abs, yabs)
	if xneg && len(r) > 0 {
		q = natAdd(nil, q, one)
		r = natSub(nil, yabs, r)
	}
	m.put(false, r)
	return z.put(xneg != yneg, q), m
}

// Divide sets z to x/y rounded by mode, which is one of Trunc, Floor, Round and Ceil, and r to x - y*z. Both may be nil.
func (z *Int) Divide(x, y, r *Int, mode RoundingMode) (*Int, *Int) {
	yneg, yabs, xneg := y.neg, y.abs, x.neg
	q, rest := natDivRem(x.abs, yabs)
	neg := xneg != yneg
	up := false
	switch mode {
	case Trunc:
	case Floor:
		up = neg && len(rest) > 0
	case Ceil:
		up = !neg && len(rest) > 0
	case Round:
		c := natCmp(natShl(rest, 1), yabs)
		up = c > 0 || c == 0 && low(q)&1 == 1
	default:
		panic(fmt.Sprintf("big: invalid rounding mode %s for integer division", mode))
	}
	rneg := xneg
	if up {
		q = natAdd(nil, q, one)
		rest = natSub(nil, yabs, rest)
		rneg = !rneg
	}
	if r != nil {
		r.put(rneg, rest)
	}
	if z != nil {
		z.put(neg, q)
	}
	return z, r
}

// Cmp compares x and y: -1, 0 or 1.
func (x *Int) Cmp(y *Int) (r int) {
	switch {
	case x == y:
	case x.neg == y.neg:
		r = natCmp(x.abs, y.abs)
		if x.neg {
			r = -r
		}
	case x.neg:
		r = -1
	default:
		r = 1
	}
	return r
}

// CmpAbs compares |x| and |y|.
func (x *Int) CmpAbs(y *Int) int { return natCmp(x.abs, y.abs) }

// Int64 returns x, or its low 64 bits.
func (x *Int) Int64() int64 {
	v := int64(low(x.abs))
	if x.neg {
		v = -v
	}
	return v
}

// Uint64 returns x, or its low 64 bits.
func (x *Int) Uint64() uint64 { return low(x.abs) }

// IsInt64 reports whether x is an int64.
func (x *Int) IsInt64() bool {
	if len(x.abs) <= 1 {
		w := int64(low(x.abs))
		return w >= 0 || x.neg && w == -w
	}
	return false
}

// IsUint64 reports whether x is a uint64.
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

// Float64 returns the nearest float64, and how it compares with x.
func (x *Int) Float64() (float64, Accuracy) {
	n := bitLen(x.abs)
	if n == 0 {
		return 0, Exact
	}
	return new(Float).SetPrec(uint(max(n, 64))).SetInt(x).Float64()
}

// SetBytes sets z to a big-endian number.
func (z *Int) SetBytes(buf []byte) *Int {
	abs := make([]Word, (len(buf)+7)/8)
	for i := range buf {
		j := len(buf) - 1 - i
		abs[i/8] |= Word(buf[j]) << (i % 8 * 8)
	}
	return z.put(false, norm(abs))
}

// Bytes returns |x|, big-endian.
func (x *Int) Bytes() []byte {
	return x.FillBytes(make([]byte, (bitLen(x.abs)+7)/8))
}

// FillBytes writes |x| to buf, big-endian and filled up with zeros.
func (x *Int) FillBytes(buf []byte) []byte {
	if (bitLen(x.abs)+7)/8 > len(buf) {
		panic("math/big: buffer too small to fit value")
	}
	clear(buf)
	for i := range buf {
		if i/8 >= len(x.abs) {
			break
		}
		buf[len(buf)-1-i] = byte(x.abs[i/8] >> (i % 8 * 8))
	}
	return buf
}

// BitLen returns the length of |x| in bits.
func (x *Int) BitLen() int { return bitLen(x.abs) }

// TrailingZeroBits returns the number of zeros at the end of |x|.
func (x *Int) TrailingZeroBits() uint { return trailingZeros(x.abs) }

// Exp sets z to x**y, modulo |m| if m is neither nil nor 0. Without an inverse for a negative y it returns nil.
func (z *Int) Exp(x, y, m *Int) *Int {
	base, neg := x.abs, x.neg
	modular := m != nil && len(m.abs) > 0
	if y.neg {
		if !modular {
			return z.SetInt64(1)
		}
		inverse := new(Int).ModInverse(x, m)
		if inverse == nil {
			return nil
		}
		// As in the reference, the sign of x counts even so.
		base = inverse.abs
	}
	odd := low(y.abs)&1 == 1
	if !modular {
		switch {
		case len(y.abs) == 0:
			return z.SetInt64(1)
		case len(base) == 0 || len(base) == 1 && base[0] == 1:
			return z.put(neg && odd, append([]Word(nil), base...))
		case len(y.abs) > 1:
			return z.put(false, natShl(one, 1<<62))
		}
		return z.put(neg && odd, power(base, uint(y.abs[0])))
	}
	mabs := m.abs
	z.put(false, natExpMod(base, y.abs, mabs))
	if neg && odd && len(z.abs) > 0 {
		z.put(false, natSub(nil, mabs, z.abs))
	}
	return z
}

// GCD sets z to the greatest common divisor of a and b, and x and y, if not nil, such that z = a*x + b*y.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	if len(a.abs) == 0 || len(b.abs) == 0 {
		la, lb, na, nb := len(a.abs), len(b.abs), a.neg, b.neg
		if la == 0 {
			z.Set(b)
		} else {
			z.Set(a)
		}
		z.neg = false
		sign := func(t *Int, n int, neg bool) {
			if n == 0 {
				t.SetInt64(0)
			} else {
				t.SetInt64(1)
				t.neg = neg
			}
		}
		if x != nil {
			sign(x, la, na)
		}
		if y != nil {
			sign(y, lb, nb)
		}
		return z
	}
	g := natGCD(a.abs, b.abs)
	if x == nil && y == nil {
		return z.put(false, g)
	}
	sabs, sneg := natBezout(a.abs, b.abs)
	s := new(Int).put(sneg, sabs)
	// The coefficient nearest to zero; of two equally near ones that which the textbook algorithm finds.
	step, _ := natDivRem(b.abs, g)
	n := &Int{abs: step}
	s.Mod(s, n)
	if twice := natCmp(natShl(s.abs, 1), step); twice > 0 || twice == 0 && natCmp(a.abs, b.abs) < 0 && len(step) == 1 && step[0] != 2 {
		s.Sub(s, n)
	}
	if len(step) == 1 && step[0] == 1 {
		s.SetInt64(0)
	}
	// As in the reference, a zero may be left with a sign.
	s.neg = s.neg != a.neg
	A, B := *a, *b
	if y != nil {
		t := new(Int).Mul(s, &A)
		t.Sub(&Int{abs: g}, t)
		y.Quo(t, &B)
	}
	if x != nil {
		*x = *s
	}
	return z.put(false, g)
}

// Rand sets z to a random number below n.
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	limit := n.abs
	width := bits.Len(uint(limit[len(limit)-1]))
	mask := Word(1)<<width - 1
	if width == 64 {
		mask = ^Word(0)
	}
	abs := make([]Word, len(limit))
	for {
		for i := range abs {
			abs[i] = Word(rnd.Uint32()) | Word(rnd.Uint32())<<32
		}
		abs[len(abs)-1] &= mask
		if r := norm(abs); natCmp(r, limit) < 0 {
			return z.put(false, r)
		}
	}
}

// ModInverse sets z to the inverse of g modulo n; nil if there is none.
func (z *Int) ModInverse(g, n *Int) *Int {
	m := &Int{abs: n.abs}
	var r Int
	r.Mod(g, m)
	if len(m.abs) == 1 && m.abs[0] == 1 {
		return z.SetInt64(0)
	}
	if len(r.abs) == 0 {
		return nil
	}
	inverse, ok := natInverse(r.abs, m.abs)
	if !ok {
		return nil
	}
	return z.put(false, inverse)
}

// Jacobi returns the Jacobi symbol of x over y, which must be odd.
func Jacobi(x, y *Int) int {
	if low(y.abs)&1 == 0 {
		panic(fmt.Sprintf("big: invalid 2nd argument to Int.Jacobi: need odd integer but got %s", y.String()))
	}
	j := 1
	m := y
	if y.neg {
		if x.neg {
			j = -1
		}
		m = &Int{abs: y.abs}
	}
	r := new(Int).Mod(x, m)
	return j * natJacobi(r.abs, m.abs)
}

// ModSqrt sets z to a square root of x modulo the odd prime p; nil if there is none.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	P := new(Int).Set(p)
	a := new(Int).Mod(x, P)
	switch {
	case P.abs[0]%4 == 3:
		e := new(Int).Add(P, NewInt(1))
		return z.Exp(a, e.Rsh(e, 2), P)
	case P.abs[0]%8 == 5:
		e := new(Int).Rsh(P, 3)
		two := new(Int).Lsh(a, 1)
		alpha := new(Int).Exp(two, e, P)
		beta := new(Int).Mul(alpha, alpha)
		beta.Mod(beta, P)
		beta.Mul(beta, two)
		beta.Mod(beta, P)
		beta.Sub(beta, NewInt(1))
		beta.Mul(beta, a)
		beta.Mod(beta, P)
		beta.Mul(beta, alpha)
		return z.Mod(beta, P)
	}
	// The general way: p-1 = s * 2**e.
	s := new(Int).Sub(P, NewInt(1))
	e := s.TrailingZeroBits()
	s.Rsh(s, e)
	n := NewInt(2)
	for Jacobi(n, P) != -1 {
		n.Add(n, NewInt(1))
	}
	half := new(Int).Add(s, NewInt(1))
	half.Rsh(half, 1)
	y := new(Int).Exp(a, half, P)
	b := new(Int).Exp(a, s, P)
	g := new(Int).Exp(n, s, P)
	r := e
	isOne := func(v *Int) bool { return len(v.abs) == 1 && v.abs[0] == 1 }
	for {
		var m uint
		t := new(Int).Set(b)
		for !isOne(t) {
			t.Mul(t, t).Mod(t, P)
			m++
		}
		if m == 0 {
			return z.Set(y)
		}
		t.SetInt64(0).SetBit(t, int(r-m-1), 1).Exp(g, t, P)
		g.Mul(t, t).Mod(g, P)
		y.Mul(y, t).Mod(y, P)
		b.Mul(b, g).Mod(b, P)
		r = m
	}
}

// Lsh sets z to x<<n.
func (z *Int) Lsh(x *Int, n uint) *Int { return z.put(x.neg, natShl(x.abs, n)) }

// Rsh sets z to x>>n, rounded down.
func (z *Int) Rsh(x *Int, n uint) *Int {
	if !x.neg {
		return z.put(false, natShr(x.abs, n))
	}
	return z.put(true, natAdd(nil, natShr(natSub(nil, x.abs, one), n), one))
}

// Bit returns bit i of x, as of a number in two's complement.
func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	if x.neg {
		return bit(natSub(nil, x.abs, one), uint(i)) ^ 1
	}
	return bit(x.abs, uint(i))
}

// SetBit sets z to x with bit i set to b.
func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	if b > 1 {
		panic("set bit is not 0 or 1")
	}
	m := &Int{abs: natShl(one, uint(i))}
	if b == 1 {
		return z.Or(x, m)
	}
	return z.AndNot(x, m)
}

// complement returns the magnitude to which the bits of x belong, those of ^x if x is negative.
func (x *Int) complement() ([]Word, bool) {
	if x.neg {
		return natSub(nil, x.abs, one), true
	}
	return x.abs, false
}

func (z *Int) fromBits(abs []Word, inverted bool) *Int {
	if inverted {
		return z.put(true, natAdd(nil, abs, one))
	}
	return z.put(false, abs)
}

// And sets z to x&y.
func (z *Int) And(x, y *Int) *Int {
	a, an := x.complement()
	b, bn := y.complement()
	switch {
	case an && bn:
		return z.fromBits(natBits(a, b, opOr), true)
	case an:
		return z.fromBits(natBits(b, a, opAndNot), false)
	case bn:
		return z.fromBits(natBits(a, b, opAndNot), false)
	}
	return z.fromBits(natBits(a, b, opAnd), false)
}

// Or sets z to x|y.
func (z *Int) Or(x, y *Int) *Int {
	a, an := x.complement()
	b, bn := y.complement()
	switch {
	case an && bn:
		return z.fromBits(natBits(a, b, opAnd), true)
	case an:
		return z.fromBits(natBits(a, b, opAndNot), true)
	case bn:
		return z.fromBits(natBits(b, a, opAndNot), true)
	}
	return z.fromBits(natBits(a, b, opOr), false)
}

// Xor sets z to x^y.
func (z *Int) Xor(x, y *Int) *Int {
	a, an := x.complement()
	b, bn := y.complement()
	return z.fromBits(natBits(a, b, opXor), an != bn)
}

// AndNot sets z to x&^y.
func (z *Int) AndNot(x, y *Int) *Int {
	a, an := x.complement()
	b, bn := y.complement()
	switch {
	case an && bn:
		return z.fromBits(natBits(b, a, opAndNot), false)
	case an:
		return z.fromBits(natBits(a, b, opOr), true)
	case bn:
		return z.fromBits(natBits(a, b, opAnd), false)
	}
	return z.fromBits(natBits(a, b, opAndNot), false)
}

// Not sets z to ^x.
func (z *Int) Not(x *Int) *Int {
	a, inverted := x.complement()
	return z.fromBits(append([]Word(nil), a...), !inverted)
}

// Sqrt sets z to the square root of x, rounded down.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.put(false, natSqrt(x.abs))
}

// ProbablyPrime reports whether x is probably prime; it is right for all numbers below 2**64.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	return !x.neg && natPrime(x.abs, n)
}
