// Package ecdsa: the elliptic curve digital signature algorithm of FIPS 186-5.
package ecdsa

import (
	"crypto"
	"crypto/ecdh"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/internal/rand"
	"errors"
	"hash"
	"io"
	"math/big"
)

// A PublicKey is a point of a curve.
type PublicKey struct {
	elliptic.Curve

	X, Y *big.Int
}

// A PrivateKey is a number with its point.
type PrivateKey struct {
	PublicKey
	D *big.Int
}

// Equal reports whether x is the same key.
func (pub *PublicKey) Equal(x crypto.PublicKey) bool {
	o, ok := x.(*PublicKey)
	return ok && pub.X.Cmp(o.X) == 0 && pub.Y.Cmp(o.Y) == 0 && pub.Curve == o.Curve
}

// Public returns the public key.
func (priv *PrivateKey) Public() crypto.PublicKey { return &priv.PublicKey }

// Equal reports whether x is the same key.
func (priv *PrivateKey) Equal(x crypto.PrivateKey) bool {
	o, ok := x.(*PrivateKey)
	return ok && priv.PublicKey.Equal(&o.PublicKey) && priv.D.Cmp(o.D) == 0
}

var errCurve = errors.New("ecdsa: unsupported curve by crypto/ecdh")

func curveOf(c elliptic.Curve) (ecdh.Curve, error) {
	switch c {
	case elliptic.P256():
		return ecdh.P256(), nil
	case elliptic.P384():
		return ecdh.P384(), nil
	case elliptic.P521():
		return ecdh.P521(), nil
	}
	return nil, errCurve
}

// ECDH returns the key for package ecdh.
func (pub *PublicKey) ECDH() (*ecdh.PublicKey, error) {
	c, err := curveOf(pub.Curve)
	if err != nil {
		return nil, err
	}
	if err := pub.check(); err != nil {
		return nil, err
	}
	return c.NewPublicKey(elliptic.Marshal(pub.Curve, pub.X, pub.Y))
}

// ECDH returns the key for package ecdh.
func (priv *PrivateKey) ECDH() (*ecdh.PrivateKey, error) {
	c, err := curveOf(priv.Curve)
	if err != nil {
		return nil, err
	}
	if err := priv.check(); err != nil {
		return nil, err
	}
	size := (priv.Curve.Params().N.BitLen() + 7) / 8
	return c.NewPrivateKey(priv.D.FillBytes(make([]byte, size)))
}

// Bytes returns the point as 4, x and y.
func (pub *PublicKey) Bytes() ([]byte, error) {
	if err := pub.check(); err != nil {
		return nil, err
	}
	return elliptic.Marshal(pub.Curve, pub.X, pub.Y), nil
}

// ParseUncompressedPublicKey undoes Bytes.
func ParseUncompressedPublicKey(curve elliptic.Curve, data []byte) (*PublicKey, error) {
	if len(data) < 1 || data[0] != 4 {
		return nil, errors.New("ecdsa: invalid uncompressed public key")
	}
	name := label(curve)
	if name == "" {
		return nil, errors.New("ecdsa: curve not supported by ParseUncompressedPublicKey")
	}
	size := (curve.Params().BitSize + 7) / 8
	if len(data) != 1+2*size {
		return nil, errors.New("invalid " + name + " point encoding")
	}
	pub := &PublicKey{curve, new(big.Int).SetBytes(data[1 : 1+size]), new(big.Int).SetBytes(data[1+size:])}
	if err := pub.onCurve(); err != nil {
		return nil, err
	}
	return pub, nil
}

// Bytes returns the number, as long as the curve's order.
func (priv *PrivateKey) Bytes() ([]byte, error) {
	if err := priv.check(); err != nil {
		return nil, err
	}
	n := priv.Curve.Params().N
	return priv.D.FillBytes(make([]byte, (n.BitLen()+7)/8)), nil
}

// ParseRawPrivateKey undoes Bytes.
func ParseRawPrivateKey(curve elliptic.Curve, data []byte) (*PrivateKey, error) {
	if label(curve) == "" {
		return nil, errors.New("ecdsa: curve not supported by ParseRawPrivateKey")
	}
	n := curve.Params().N
	if len(data) != (n.BitLen()+7)/8 {
		return nil, errors.New("invalid scalar length")
	}
	d := new(big.Int).SetBytes(data)
	if d.Sign() == 0 {
		return nil, errors.New("ecdsa: invalid public key encoding")
	}
	if d.Cmp(n) >= 0 {
		return nil, errors.New("input overflows the modulus")
	}
	return fromNumber(curve, d), nil
}

func fromNumber(c elliptic.Curve, d *big.Int) *PrivateKey {
	priv := &PrivateKey{D: d}
	priv.Curve = c
	size := (c.Params().N.BitLen() + 7) / 8
	priv.X, priv.Y = c.ScalarBaseMult(d.FillBytes(make([]byte, size)))
	return priv
}

// scalar returns a random number from 1 to the curve's order, by trying (FIPS 186-5, A.2.2).
func scalar(c elliptic.Curve, r io.Reader) (*big.Int, error) {
	n := c.Params().N
	b := make([]byte, (n.BitLen()+7)/8)
	for {
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, err
		}
		k := new(big.Int).SetBytes(b)
		if k.Rsh(k, uint(len(b)*8-n.BitLen())); k.Sign() != 0 && k.Cmp(n) < 0 {
			return k, nil
		}
	}
}

// GenerateKey makes a key.
func GenerateKey(c elliptic.Curve, r io.Reader) (*PrivateKey, error) {
	d, err := scalar(c, rand.CustomReader(r))
	if err != nil {
		return nil, err
	}
	return fromNumber(c, d), nil
}

// digest makes a number of a hash, as long as the order.
func digest(hash []byte, c elliptic.Curve) *big.Int {
	bits := c.Params().N.BitLen()
	if size := (bits + 7) / 8; len(hash) > size {
		hash = hash[:size]
	}
	e := new(big.Int).SetBytes(hash)
	if over := len(hash)*8 - bits; over > 0 {
		e.Rsh(e, uint(over))
	}
	return e
}

// Sign signs a hash.
func Sign(random io.Reader, priv *PrivateKey, hash []byte) (r, s *big.Int, err error) {
	random = rand.CustomReader(random)
	return sign(priv, hash, func() (*big.Int, error) { return scalar(priv.Curve, random) })
}

func sign(priv *PrivateKey, hash []byte, next func() (*big.Int, error)) (r, s *big.Int, err error) {
	if len(hash) == 0 {
		return nil, nil, errors.New("ecdsa: hash cannot be empty")
	}
	c := priv.Curve
	n := c.Params().N
	if n.Sign() == 0 {
		return nil, nil, errors.New("zero parameter")
	}
	if label(c) != "" {
		if err := priv.check(); err != nil {
			return nil, nil, err
		}
	}
	e := digest(hash, c)
	for {
		k, err := next()
		if err != nil {
			return nil, nil, err
		}
		x, _ := c.ScalarBaseMult(k.FillBytes(make([]byte, (n.BitLen()+7)/8)))
		r = x.Mod(x, n)
		if r.Sign() == 0 {
			continue
		}
		s = new(big.Int).Mul(priv.D, r)
		s.Add(s, e)
		s.Mul(s, new(big.Int).ModInverse(k, n))
		if s.Mod(s, n); s.Sign() != 0 {
			return r, s, nil
		}
	}
}

// Sign signs a digest; the signature is in ASN.1. A nil random makes it depend on key and digest alone, by RFC 6979.
func (priv *PrivateKey) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	var h crypto.Hash
	switch {
	case opts != nil:
		if h = opts.HashFunc(); h == 0 {
			return nil, errors.New("ecdsa: Sign must be called with a hash, not with crypto.Hash(0)")
		}
		if len(digest) != h.Size() {
			return nil, errors.New("ecdsa: hash length does not match hash function")
		}
	case random == nil:
		return nil, errors.New("ecdsa: Sign called with nil random and nil opts")
	}
	if random != nil {
		return SignASN1(random, priv, digest)
	}
	if !h.Available() {
		return nil, errors.New("ecdsa: requested hash function unavailable: " + h.String())
	}
	next := deterministic(priv, digest, h.New)
	r, s, err := sign(priv, digest, next)
	if err != nil {
		return nil, err
	}
	return encode(r, s), nil
}

// deterministic makes the numbers of RFC 6979.
func deterministic(priv *PrivateKey, sum []byte, h func() hash.Hash) func() (*big.Int, error) {
	n := priv.Curve.Params().N
	bits := n.BitLen()
	size := (bits + 7) / 8
	e := digest(sum, priv.Curve)
	e.Mod(e, n)
	seed := append(priv.D.FillBytes(make([]byte, size)), e.FillBytes(make([]byte, size))...)
	v := make([]byte, h().Size())
	for i := range v {
		v[i] = 1
	}
	k := make([]byte, len(v))
	mac := func(parts ...[]byte) []byte {
		m := hmac.New(h, k)
		for _, p := range parts {
			m.Write(p)
		}
		return m.Sum(nil)
	}
	k = mac(v, []byte{0}, seed)
	v = mac(v)
	k = mac(v, []byte{1}, seed)
	v = mac(v)
	first := true
	return func() (*big.Int, error) {
		for {
			if !first {
				k = mac(v, []byte{0})
				v = mac(v)
			}
			first = false
			var t []byte
			for len(t) < size {
				v = mac(v)
				t = append(t, v...)
			}
			x := new(big.Int).SetBytes(t[:size])
			x.Rsh(x, uint(size*8-bits))
			if x.Sign() > 0 && x.Cmp(n) < 0 {
				return x, nil
			}
		}
	}
}

// SignASN1 signs a hash; the signature is in ASN.1.
func SignASN1(r io.Reader, priv *PrivateKey, hash []byte) ([]byte, error) {
	x, s, err := Sign(r, priv, hash)
	if err != nil {
		return nil, err
	}
	return encode(x, s), nil
}

// integer is a DER integer.
func integer(x *big.Int) []byte {
	b := x.Bytes()
	if len(b) == 0 || b[0]&0x80 != 0 {
		b = append([]byte{0}, b...)
	}
	return append([]byte{2, byte(len(b))}, b...)
}

func encode(r, s *big.Int) []byte {
	body := append(integer(r), integer(s)...)
	if len(body) >= 0x80 {
		return append([]byte{0x30, 0x81, byte(len(body))}, body...)
	}
	return append([]byte{0x30, byte(len(body))}, body...)
}

// decode undoes encode; nil if sig is malformed.
func decode(sig []byte) (r, s *big.Int) {
	if len(sig) < 2 || sig[0] != 0x30 {
		return nil, nil
	}
	n, body := int(sig[1]), sig[2:]
	if n == 0x81 && len(body) > 0 && body[0] >= 0x80 {
		n, body = int(body[0]), body[1:]
	} else if n >= 0x80 {
		return nil, nil
	}
	if n != len(body) {
		return nil, nil
	}
	next := func() *big.Int {
		if len(body) < 3 || body[0] != 2 || body[1] == 0 || body[1] >= 0x80 || int(body[1]) > len(body)-2 {
			return nil
		}
		b := body[2 : 2+body[1]]
		body = body[2+len(b):]
		if b[0]&0x80 != 0 || len(b) > 1 && b[0] == 0 && b[1]&0x80 == 0 {
			return nil
		}
		return new(big.Int).SetBytes(b)
	}
	if r = next(); r == nil {
		return nil, nil
	}
	if s = next(); s == nil || len(body) > 0 {
		return nil, nil
	}
	return r, s
}

// Verify reports whether r and s are the key's signature of the hash.
func Verify(pub *PublicKey, hash []byte, r, s *big.Int) bool {
	c := pub.Curve
	n := c.Params().N
	if r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(n) >= 0 || s.Cmp(n) >= 0 || !c.IsOnCurve(pub.X, pub.Y) {
		return false
	}
	w := new(big.Int).ModInverse(s, n)
	u := digest(hash, c)
	u.Mul(u, w).Mod(u, n)
	v := w.Mul(r, w)
	v.Mod(v, n)
	var x, y *big.Int
	if both, ok := c.(interface {
		CombinedMult(x, y *big.Int, k1, k2 []byte) (*big.Int, *big.Int)
	}); ok {
		x, y = both.CombinedMult(pub.X, pub.Y, u.Bytes(), v.Bytes())
	} else {
		x1, y1 := c.ScalarBaseMult(u.Bytes())
		x2, y2 := c.ScalarMult(pub.X, pub.Y, v.Bytes())
		x, y = c.Add(x1, y1, x2, y2)
	}
	if x.Sign() == 0 && y.Sign() == 0 {
		return false
	}
	return x.Mod(x, n).Cmp(r) == 0
}

// VerifyASN1 is Verify for a signature in ASN.1.
func VerifyASN1(pub *PublicKey, hash, sig []byte) bool {
	r, s := decode(sig)
	return r != nil && Verify(pub, hash, r, s)
}
