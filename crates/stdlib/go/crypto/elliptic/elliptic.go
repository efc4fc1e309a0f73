// Package elliptic: the NIST curves over prime fields, y² = x³ - 3x + b.
package elliptic

import (
	"io"
	"math/big"
)

// A Curve is a curve with a base point.
type Curve interface {
	Params() *CurveParams
	IsOnCurve(x, y *big.Int) bool
	Add(x1, y1, x2, y2 *big.Int) (x, y *big.Int)
	Double(x1, y1 *big.Int) (x, y *big.Int)
	ScalarMult(x1, y1 *big.Int, k []byte) (x, y *big.Int)
	ScalarBaseMult(k []byte) (x, y *big.Int)
}

// CurveParams are the numbers of a curve, which is a Curve itself.
type CurveParams struct {
	P       *big.Int
	N       *big.Int
	B       *big.Int
	Gx, Gy  *big.Int
	BitSize int
	Name    string
}

func (curve *CurveParams) Params() *CurveParams { return curve }

// right returns x³ - 3x + b.
func (curve *CurveParams) right(x *big.Int) *big.Int {
	r := new(big.Int).Mul(x, x)
	r.Sub(r, big.NewInt(3))
	r.Mul(r, x)
	r.Add(r, curve.B)
	return r.Mod(r, curve.P)
}

// IsOnCurve reports whether a point lies on the curve.
func (curve *CurveParams) IsOnCurve(x, y *big.Int) bool {
	if x.Sign() < 0 || x.Cmp(curve.P) >= 0 || y.Sign() < 0 || y.Cmp(curve.P) >= 0 {
		return false
	}
	l := new(big.Int).Mul(y, y)
	return l.Mod(l, curve.P).Cmp(curve.right(x)) == 0
}

// point is a point in Jacobian coordinates: x/z², y/z³; z is 0 at infinity.
type point struct {
	x, y, z *big.Int
}

func infinity() *point { return &point{new(big.Int), big.NewInt(1), new(big.Int)} }

func fromAffine(x, y *big.Int) *point {
	if x.Sign() == 0 && y.Sign() == 0 {
		return infinity()
	}
	return &point{x, y, big.NewInt(1)}
}

func (curve *CurveParams) affine(p *point) (x, y *big.Int) {
	if p.z.Sign() == 0 {
		return new(big.Int), new(big.Int)
	}
	inv := new(big.Int).ModInverse(p.z, curve.P)
	square := curve.mul(inv, inv)
	return curve.mul(p.x, square), curve.mul(p.y, curve.mul(square, inv))
}

func (curve *CurveParams) mul(a, b *big.Int) *big.Int {
	r := new(big.Int).Mul(a, b)
	return r.Mod(r, curve.P)
}

func (curve *CurveParams) sub(a, b *big.Int) *big.Int {
	r := new(big.Int).Sub(a, b)
	return r.Mod(r, curve.P)
}

func (curve *CurveParams) double(p *point) *point {
	if p.z.Sign() == 0 || p.y.Sign() == 0 {
		return infinity()
	}
	zz := curve.mul(p.z, p.z)
	yy := curve.mul(p.y, p.y)
	s := curve.mul(p.x, yy)
	s.Lsh(s, 2)
	// The slope's numerator: 3(x-z²)(x+z²).
	m := curve.mul(curve.sub(p.x, zz), new(big.Int).Add(p.x, zz))
	m.Mul(m, big.NewInt(3))
	x := new(big.Int).Mul(m, m)
	x.Sub(x, new(big.Int).Lsh(s, 1))
	x.Mod(x, curve.P)
	y := new(big.Int).Sub(s, x)
	y.Mul(y, m)
	fourth := new(big.Int).Mul(yy, yy)
	y.Sub(y, fourth.Lsh(fourth, 3))
	y.Mod(y, curve.P)
	z := new(big.Int).Mul(p.y, p.z)
	z.Lsh(z, 1)
	return &point{x, y, z.Mod(z, curve.P)}
}

func (curve *CurveParams) add(p, q *point) *point {
	if p.z.Sign() == 0 {
		return q
	}
	if q.z.Sign() == 0 {
		return p
	}
	pzz, qzz := curve.mul(p.z, p.z), curve.mul(q.z, q.z)
	u1, u2 := curve.mul(p.x, qzz), curve.mul(q.x, pzz)
	s1 := curve.mul(p.y, curve.mul(qzz, q.z))
	s2 := curve.mul(q.y, curve.mul(pzz, p.z))
	h, r := curve.sub(u2, u1), curve.sub(s2, s1)
	if h.Sign() == 0 {
		if r.Sign() == 0 {
			return curve.double(p)
		}
		return infinity()
	}
	hh := curve.mul(h, h)
	hhh := curve.mul(hh, h)
	v := curve.mul(u1, hh)
	x := new(big.Int).Mul(r, r)
	x.Sub(x, hhh)
	x.Sub(x, new(big.Int).Lsh(v, 1))
	x.Mod(x, curve.P)
	y := new(big.Int).Sub(v, x)
	y.Mul(y, r)
	y.Sub(y, new(big.Int).Mul(s1, hhh))
	y.Mod(y, curve.P)
	return &point{x, y, curve.mul(curve.mul(p.z, q.z), h)}
}

// Add returns the sum of two points; (0, 0) is the point at infinity.
func (curve *CurveParams) Add(x1, y1, x2, y2 *big.Int) (*big.Int, *big.Int) {
	requireOn(curve, x1, y1)
	requireOn(curve, x2, y2)
	return curve.affine(curve.add(fromAffine(x1, y1), fromAffine(x2, y2)))
}

// Double returns twice a point.
func (curve *CurveParams) Double(x1, y1 *big.Int) (*big.Int, *big.Int) {
	requireOn(curve, x1, y1)
	return curve.affine(curve.double(fromAffine(x1, y1)))
}

// ScalarMult returns a multiple of a point, by a big-endian number.
func (curve *CurveParams) ScalarMult(Bx, By *big.Int, k []byte) (*big.Int, *big.Int) {
	requireOn(curve, Bx, By)
	// Four bits at a time.
	var multiples [16]*point
	multiples[0] = infinity()
	multiples[1] = fromAffine(Bx, By)
	for i := 2; i < 16; i++ {
		multiples[i] = curve.add(multiples[i-1], multiples[1])
	}
	p := infinity()
	for _, b := range k {
		for _, digit := range [...]byte{b >> 4, b & 15} {
			for range 4 {
				p = curve.double(p)
			}
			p = curve.add(p, multiples[digit])
		}
	}
	return curve.affine(p)
}

// ScalarBaseMult returns a multiple of the base point.
func (curve *CurveParams) ScalarBaseMult(k []byte) (*big.Int, *big.Int) {
	return curve.ScalarMult(curve.Gx, curve.Gy, k)
}

func number(s string) *big.Int {
	n, _ := new(big.Int).SetString(s, 16)
	return n
}

func params(name string, bits int, p, n, b, gx, gy string) *CurveParams {
	return &CurveParams{number(p), number(n), number(b), number(gx), number(gy), bits, name}
}

var (
	p224 = params("P-224", 224,
		"ffffffffffffffffffffffffffffffff000000000000000000000001",
		"ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d",
		"b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4",
		"b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21",
		"bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34")
	p256 = params("P-256", 256,
		"ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
		"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
		"5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
		"6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
		"4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
	p384 = params("P-384", 384,
		"fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
		"ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
		"b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
		"aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
		"3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f")
	p521 = params("P-521", 521,
		"1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
		"1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
		"51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
		"c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
		"11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650")
)

// named hides that the curve is one of CurveParams, as the reference does.
type named struct {
	*CurveParams
}

// multiply writes k1 times the base point and k2 times another as 4, x and y; it returns false at infinity. Empty numbers are left out.
func multiply(bits int, point, k1, k2, out []byte) bool

// fixed returns k, less whole orders, as long as the curve's field.
func (c *named) fixed(k []byte) []byte {
	n := new(big.Int).SetBytes(k)
	if n.Cmp(c.N) >= 0 {
		n.Mod(n, c.N)
	}
	return n.FillBytes(make([]byte, (c.BitSize+7)/8))
}

func (c *named) sum(x, y *big.Int, k1, k2 []byte) (*big.Int, *big.Int) {
	size := (c.BitSize + 7) / 8
	out := make([]byte, 1+2*size)
	var point []byte
	if k2 != nil {
		requireOn(c, x, y)
		if x.Sign() == 0 && y.Sign() == 0 {
			if k1 == nil {
				return new(big.Int), new(big.Int)
			}
			k2 = nil
		} else {
			point = make([]byte, 1+2*size)
			point[0] = 4
			x.FillBytes(point[1 : 1+size])
			y.FillBytes(point[1+size:])
		}
	}
	if !multiply(c.BitSize, point, k1, k2, out) {
		return new(big.Int), new(big.Int)
	}
	return new(big.Int).SetBytes(out[1 : 1+size]), new(big.Int).SetBytes(out[1+size:])
}

// ScalarMult returns a multiple of a point.
func (c *named) ScalarMult(x, y *big.Int, k []byte) (*big.Int, *big.Int) {
	if c.BitSize == 224 {
		return c.CurveParams.ScalarMult(x, y, k)
	}
	return c.sum(x, y, nil, c.fixed(k))
}

// ScalarBaseMult returns a multiple of the base point.
func (c *named) ScalarBaseMult(k []byte) (*big.Int, *big.Int) {
	if c.BitSize == 224 {
		return c.CurveParams.ScalarBaseMult(k)
	}
	return c.sum(nil, nil, c.fixed(k), nil)
}

// CombinedMult returns k1 times the base point and k2 times another.
func (c *named) CombinedMult(x, y *big.Int, k1, k2 []byte) (*big.Int, *big.Int) {
	if c.BitSize == 224 {
		x1, y1 := c.CurveParams.ScalarBaseMult(k1)
		x2, y2 := c.CurveParams.ScalarMult(x, y, k2)
		return c.CurveParams.Add(x1, y1, x2, y2)
	}
	return c.sum(x, y, c.fixed(k1), c.fixed(k2))
}

var curves = [...]Curve{&named{p224}, &named{p256}, &named{p384}, &named{p521}}

// P224 returns the curve P-224.
func P224() Curve { return curves[0] }

// P256 returns the curve P-256.
func P256() Curve { return curves[1] }

// P384 returns the curve P-384.
func P384() Curve { return curves[2] }

// P521 returns the curve P-521.
func P521() Curve { return curves[3] }

// GenerateKey makes a private number and its point.
func GenerateKey(curve Curve, rand io.Reader) (priv []byte, x, y *big.Int, err error) {
	n := curve.Params().N
	bits := n.BitLen()
	priv = make([]byte, (bits+7)/8)
	for x == nil {
		if _, err = io.ReadFull(rand, priv); err != nil {
			return nil, nil, nil, err
		}
		priv[0] &= 0xff >> uint((8-bits%8)%8)
		// As the reference has it, for the sake of tests with readers of zeros.
		priv[1] ^= 0x42
		if new(big.Int).SetBytes(priv).Cmp(n) >= 0 {
			continue
		}
		x, y = curve.ScalarBaseMult(priv)
	}
	return priv, x, y, nil
}

// requireOn panics for points off the curve; infinity is one to compute with.
func requireOn(curve Curve, x, y *big.Int) {
	if !curve.IsOnCurve(x, y) && (x.Sign() != 0 || y.Sign() != 0) {
		panic("crypto/elliptic: attempted operation on invalid point")
	}
}

func width(curve Curve) int { return (curve.Params().BitSize + 7) / 8 }

// Marshal returns a point as 4, x and y.
func Marshal(curve Curve, x, y *big.Int) []byte {
	requireOn(curve, x, y)
	n := width(curve)
	b := make([]byte, 1+2*n)
	b[0] = 4
	x.FillBytes(b[1 : 1+n])
	y.FillBytes(b[1+n:])
	return b
}

// MarshalCompressed returns a point as 2 or 3, by y's last bit, and x.
func MarshalCompressed(curve Curve, x, y *big.Int) []byte {
	requireOn(curve, x, y)
	b := make([]byte, 1+width(curve))
	b[0] = byte(y.Bit(0)) | 2
	x.FillBytes(b[1:])
	return b
}

// Unmarshal undoes Marshal; x is nil if data is malformed.
func Unmarshal(curve Curve, data []byte) (x, y *big.Int) {
	n := width(curve)
	if len(data) != 1+2*n || data[0] != 4 {
		return nil, nil
	}
	x, y = new(big.Int).SetBytes(data[1:1+n]), new(big.Int).SetBytes(data[1+n:])
	if !curve.IsOnCurve(x, y) {
		return nil, nil
	}
	return x, y
}

// UnmarshalCompressed undoes MarshalCompressed; x is nil if data is malformed.
func UnmarshalCompressed(curve Curve, data []byte) (x, y *big.Int) {
	if len(data) != 1+width(curve) || data[0] != 2 && data[0] != 3 {
		return nil, nil
	}
	p := curve.Params()
	x = new(big.Int).SetBytes(data[1:])
	if x.Cmp(p.P) >= 0 {
		return nil, nil
	}
	y = new(big.Int).ModSqrt(p.right(x), p.P)
	if y == nil {
		return nil, nil
	}
	if byte(y.Bit(0)) != data[0]&1 {
		y.Neg(y).Mod(y, p.P)
	}
	if !curve.IsOnCurve(x, y) {
		return nil, nil
	}
	return x, y
}
