// Package dsa: the digital signature algorithm of FIPS 186-3.
package dsa

import (
	"crypto/internal/rand"
	"errors"
	"io"
	"math/big"
)

// Parameters are numbers that many keys may have in common: a prime, a prime that divides it less one, and a number of that order.
type Parameters struct {
	P, Q, G *big.Int
}

// A PublicKey verifies.
type PublicKey struct {
	Parameters
	Y *big.Int
}

// A PrivateKey signs.
type PrivateKey struct {
	PublicKey
	X *big.Int
}

// ErrInvalidPublicKey is for keys with which nothing can be signed.
var ErrInvalidPublicKey = errors.New("crypto/dsa: invalid public key")

// ParameterSizes are the lengths of P and Q in bits.
type ParameterSizes int

const (
	L1024N160 ParameterSizes = iota
	L2048N224
	L2048N256
	L3072N256
)

// rounds of the primality test.
const rounds = 64

var one = big.NewInt(1)

// fill reads a number of so many bits, the highest and the lowest of which are 1.
func fill(r io.Reader, n *big.Int, bits int) error {
	b := make([]byte, bits/8)
	if _, err := io.ReadFull(r, b); err != nil {
		return err
	}
	b[0] |= 0x80
	b[len(b)-1] |= 1
	n.SetBytes(b)
	return nil
}

// GenerateParameters makes parameters, which takes long.
func GenerateParameters(params *Parameters, r io.Reader, sizes ParameterSizes) error {
	if sizes < L1024N160 || sizes > L3072N256 {
		return errors.New("crypto/dsa: invalid ParameterSizes")
	}
	l, n := [...]int{1024, 2048, 2048, 3072}[sizes], [...]int{160, 224, 256, 256}[sizes]
	q, p, rest := new(big.Int), new(big.Int), new(big.Int)
	for found := false; !found; {
		if err := fill(r, q, n); err != nil {
			return err
		}
		if !q.ProbablyPrime(rounds) {
			continue
		}
		// Numbers of the right length that are one more than a multiple of q; not many of them, lest q is unlucky.
		for range 4 * l {
			if err := fill(r, p, l); err != nil {
				return err
			}
			p.Sub(p, rest.Sub(rest.Mod(p, q), one))
			if p.BitLen() == l && p.ProbablyPrime(rounds) {
				found = true
				break
			}
		}
	}
	exponent := new(big.Int).Sub(p, one)
	exponent.Div(exponent, q)
	g := new(big.Int)
	for h := big.NewInt(2); ; h.Add(h, one) {
		if g.Exp(h, exponent, p); g.Cmp(one) != 0 {
			params.P, params.Q, params.G = p, q, g
			return nil
		}
	}
}

// below reads a number from 1 to n-1.
func below(r io.Reader, n *big.Int) (*big.Int, error) {
	b := make([]byte, (n.BitLen()+7)/8)
	for {
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, err
		}
		if x := new(big.Int).SetBytes(b); x.Sign() != 0 && x.Cmp(n) < 0 {
			return x, nil
		}
	}
}

// GenerateKey makes a key with the parameters that priv has.
func GenerateKey(priv *PrivateKey, r io.Reader) error {
	if priv.P == nil || priv.Q == nil || priv.G == nil {
		return errors.New("crypto/dsa: parameters not set up before generating key")
	}
	x, err := below(rand.CustomReader(r), priv.Q)
	if err != nil {
		return err
	}
	priv.X = x
	priv.Y = new(big.Int).Exp(priv.G, x, priv.P)
	return nil
}

// Sign signs a hash, which is to be no longer than Q.
func Sign(random io.Reader, priv *PrivateKey, hash []byte) (r, s *big.Int, err error) {
	p, q := priv.P, priv.Q
	if p.Sign() <= 0 || q.Sign() <= 0 || priv.G.Sign() <= 0 || priv.X.Sign() <= 0 || q.BitLen()%8 != 0 {
		return nil, nil, ErrInvalidPublicKey
	}
	random = rand.CustomReader(random)
	inverse := new(big.Int).Sub(q, big.NewInt(2))
	for range 10 {
		k, err := below(random, q)
		if err != nil {
			return nil, nil, err
		}
		r = new(big.Int).Exp(priv.G, k, p)
		if r.Mod(r, q).Sign() == 0 {
			continue
		}
		s = new(big.Int).SetBytes(hash)
		s.Add(s, new(big.Int).Mul(priv.X, r))
		s.Mul(s, k.Exp(k, inverse, q))
		if s.Mod(s, q).Sign() != 0 {
			return r, s, nil
		}
	}
	return nil, nil, ErrInvalidPublicKey
}

// Verify reports whether r and s are the key's signature of the hash.
func Verify(pub *PublicKey, hash []byte, r, s *big.Int) bool {
	p, q := pub.P, pub.Q
	if p.Sign() == 0 || r.Sign() <= 0 || r.Cmp(q) >= 0 || s.Sign() <= 0 || s.Cmp(q) >= 0 || q.BitLen()%8 != 0 {
		return false
	}
	w := new(big.Int).ModInverse(s, q)
	if w == nil {
		return false
	}
	u := new(big.Int).SetBytes(hash)
	u.Mod(u.Mul(u, w), q)
	w.Mod(w.Mul(r, w), q)
	v := u.Exp(pub.G, u, p)
	v.Mul(v, w.Exp(pub.Y, w, p))
	v.Mod(v, p)
	return v.Mod(v, q).Cmp(r) == 0
}
