// Package ecdh: the agreement on a secret by elliptic curves.
package ecdh

import (
	"bytes"
	"crypto"
	"crypto/elliptic"
	internalrand "crypto/internal/rand"
	"errors"
	"io"
	"math/big"
)

// A Curve makes keys.
type Curve interface {
	GenerateKey(rand io.Reader) (*PrivateKey, error)
	NewPrivateKey(key []byte) (*PrivateKey, error)
	NewPublicKey(key []byte) (*PublicKey, error)

	ecdh(local *PrivateKey, remote *PublicKey) ([]byte, error)
	public(key []byte) []byte
}

// A KeyExchanger is a private key, wherever it is kept.
type KeyExchanger interface {
	PublicKey() *PublicKey
	Curve() Curve
	ECDH(*PublicKey) ([]byte, error)
}

// A PublicKey is a point.
type PublicKey struct {
	curve Curve
	bytes []byte
}

// Bytes returns the point's encoding.
func (k *PublicKey) Bytes() []byte { return bytes.Clone(k.bytes) }

// Curve returns the curve.
func (k *PublicKey) Curve() Curve { return k.curve }

// Equal reports whether x is the same key.
func (k *PublicKey) Equal(x crypto.PublicKey) bool {
	o, ok := x.(*PublicKey)
	return ok && k.curve == o.curve && bytes.Equal(k.bytes, o.bytes)
}

// A PrivateKey is a number.
type PrivateKey struct {
	curve Curve
	bytes []byte
	pub   *PublicKey
}

// Bytes returns the number's encoding.
func (k *PrivateKey) Bytes() []byte { return bytes.Clone(k.bytes) }

// Curve returns the curve.
func (k *PrivateKey) Curve() Curve { return k.curve }

// Equal reports whether x is the same key.
func (k *PrivateKey) Equal(x crypto.PrivateKey) bool {
	o, ok := x.(*PrivateKey)
	return ok && k.curve == o.curve && bytes.Equal(k.bytes, o.bytes)
}

// PublicKey returns the public key.
func (k *PrivateKey) PublicKey() *PublicKey {
	if k.pub == nil {
		k.pub = &PublicKey{k.curve, k.curve.public(k.bytes)}
	}
	return k.pub
}

// Public returns the public key.
func (k *PrivateKey) Public() crypto.PublicKey { return k.PublicKey() }

// ECDH returns the secret that both have in common.
func (k *PrivateKey) ECDH(remote *PublicKey) ([]byte, error) {
	if k.curve != remote.curve {
		return nil, errors.New("crypto/ecdh: private key and public key curves do not match")
	}
	return k.curve.ecdh(k, remote)
}

type nist struct {
	name string
	c    elliptic.Curve
}

var (
	p256 = &nist{"P-256", elliptic.P256()}
	p384 = &nist{"P-384", elliptic.P384()}
	p521 = &nist{"P-521", elliptic.P521()}
)

// P256 returns the curve P-256.
func P256() Curve { return p256 }

// P384 returns the curve P-384.
func P384() Curve { return p384 }

// P521 returns the curve P-521.
func P521() Curve { return p521 }

func (n *nist) String() string { return n.name }

func (n *nist) size() int { return (n.c.Params().N.BitLen() + 7) / 8 }

func (n *nist) GenerateKey(rand io.Reader) (*PrivateKey, error) {
	rand = internalrand.CustomReader(rand)
	key := make([]byte, n.size())
	for {
		if _, err := io.ReadFull(rand, key); err != nil {
			return nil, err
		}
		key[0] &= 0xff >> uint(len(key)*8-n.c.Params().N.BitLen())
		// As the reference has it, so that a reader of zeros makes a key.
		key[1] ^= 0x42
		if k, err := n.NewPrivateKey(key); err == nil {
			return k, nil
		}
	}
}

func (n *nist) NewPrivateKey(key []byte) (*PrivateKey, error) {
	if len(key) != n.size() {
		return nil, errors.New("crypto/ecdh: invalid private key")
	}
	if d := new(big.Int).SetBytes(key); d.Sign() == 0 || d.Cmp(n.c.Params().N) >= 0 {
		return nil, errors.New("crypto/ecdh: invalid private key")
	}
	return &PrivateKey{curve: n, bytes: bytes.Clone(key)}, nil
}

func (n *nist) NewPublicKey(key []byte) (*PublicKey, error) {
	if len(key) == 0 || key[0] != 4 {
		return nil, errors.New("crypto/ecdh: invalid public key")
	}
	if x, _ := elliptic.Unmarshal(n.c, key); x == nil {
		return nil, errors.New("crypto/ecdh: invalid public key")
	}
	return &PublicKey{n, bytes.Clone(key)}, nil
}

func (n *nist) public(key []byte) []byte {
	x, y := n.c.ScalarBaseMult(key)
	return elliptic.Marshal(n.c, x, y)
}

func (n *nist) ecdh(local *PrivateKey, remote *PublicKey) ([]byte, error) {
	x, y := elliptic.Unmarshal(n.c, remote.bytes)
	x, _ = n.c.ScalarMult(x, y, local.bytes)
	return x.FillBytes(make([]byte, (n.c.Params().BitSize+7)/8)), nil
}

type curve25519 struct{}

var x25519Curve = &curve25519{}

// X25519 returns the curve of RFC 7748.
func X25519() Curve { return x25519Curve }

func x25519(scalar, point, out []byte)

func (*curve25519) String() string { return "X25519" }

func (c *curve25519) GenerateKey(rand io.Reader) (*PrivateKey, error) {
	rand = internalrand.CustomReader(rand)
	key := make([]byte, 32)
	if _, err := io.ReadFull(rand, key); err != nil {
		return nil, err
	}
	return c.NewPrivateKey(key)
}

func (c *curve25519) NewPrivateKey(key []byte) (*PrivateKey, error) {
	if len(key) != 32 {
		return nil, errors.New("crypto/ecdh: invalid private key size")
	}
	return &PrivateKey{curve: c, bytes: bytes.Clone(key)}, nil
}

func (c *curve25519) NewPublicKey(key []byte) (*PublicKey, error) {
	if len(key) != 32 {
		return nil, errors.New("crypto/ecdh: invalid public key")
	}
	return &PublicKey{c, bytes.Clone(key)}, nil
}

func (c *curve25519) public(key []byte) []byte {
	out := make([]byte, 32)
	base := make([]byte, 32)
	base[0] = 9
	x25519(key, base, out)
	return out
}

func (c *curve25519) ecdh(local *PrivateKey, remote *PublicKey) ([]byte, error) {
	out := make([]byte, 32)
	x25519(local.bytes, remote.bytes, out)
	for _, b := range out {
		if b != 0 {
			return out, nil
		}
	}
	return nil, errors.New("crypto/ecdh: bad X25519 remote ECDH input: low order point")
}
