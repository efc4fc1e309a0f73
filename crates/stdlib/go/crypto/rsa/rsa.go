// Package rsa: encryption and signatures with RSA, by RFC 8017.
package rsa

import (
	"crypto"
	"crypto/rand"
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"math/big"
)

var (
	ErrDecryption     = errors.New("crypto/rsa: decryption error")
	ErrMessageTooLong = errors.New("crypto/rsa: message too long for RSA key size")
	ErrVerification   = errors.New("crypto/rsa: verification error")
)

// A PublicKey is a modulus with an exponent.
type PublicKey struct {
	N *big.Int
	E int
}

// Size returns the length of signatures and ciphertexts in bytes.
func (pub *PublicKey) Size() int { return (pub.N.BitLen() + 7) / 8 }

// Equal reports whether x is the same key.
func (pub *PublicKey) Equal(x crypto.PublicKey) bool {
	o, ok := x.(*PublicKey)
	return ok && pub.N.Cmp(o.N) == 0 && pub.E == o.E
}

// A PrivateKey is the exponent that undoes the public one, and the modulus's factors.
type PrivateKey struct {
	PublicKey
	D           *big.Int
	Primes      []*big.Int
	Precomputed PrecomputedValues
}

// PrecomputedValues make decryption faster.
type PrecomputedValues struct {
	Dp, Dq    *big.Int
	Qinv      *big.Int
	CRTValues []CRTValue

	of *PrivateKey // whose values they are, as it was then
}

// A CRTValue is what a third and further prime needs.
type CRTValue struct {
	Exp   *big.Int
	Coeff *big.Int
	R     *big.Int
}

// Public returns the public key.
func (priv *PrivateKey) Public() crypto.PublicKey { return &priv.PublicKey }

// Equal reports whether x is the same key.
func (priv *PrivateKey) Equal(x crypto.PrivateKey) bool {
	o, ok := x.(*PrivateKey)
	if !ok || !priv.PublicKey.Equal(&o.PublicKey) || priv.D.Cmp(o.D) != 0 || len(priv.Primes) != len(o.Primes) {
		return false
	}
	for i := range priv.Primes {
		if priv.Primes[i].Cmp(o.Primes[i]) != 0 {
			return false
		}
	}
	return true
}

// same is Equal for keys whose parts may be missing.
func (priv *PrivateKey) same(o *PrivateKey) bool {
	for _, v := range append([]*big.Int{o.N, o.D}, o.Primes...) {
		if v == nil {
			return false
		}
	}
	return priv.Equal(o)
}

var one = big.NewInt(1)

// checkPublic refuses keys that no one should work with.
func checkPublic(pub *PublicKey) error {
	if err := checkParts(pub); err != nil {
		return err
	}
	return checkSize(pub.N.BitLen())
}

// checkParts refuses what is no key.
func checkParts(pub *PublicKey) error {
	switch {
	case pub.N == nil:
		return errors.New("crypto/rsa: missing public modulus")
	case pub.N.BitLen() < 2:
		return errors.New("modulus must be > 1")
	case pub.N.Bit(0) == 0:
		return errors.New("crypto/rsa: public modulus is even")
	case pub.E < 2:
		return errors.New("crypto/rsa: public exponent too small or negative")
	case pub.E&1 == 0:
		return errors.New("crypto/rsa: public exponent is even")
	case pub.E > 1<<31-1:
		return errors.New("crypto/rsa: public exponent too large")
	}
	return nil
}

var allowShort = godebug.New("rsa1024min")

// checkSize refuses keys that are too short to be safe, unless GODEBUG has rsa1024min=0.
func checkSize(bits int) error {
	if bits >= 1024 || allowShort.Value() == "0" {
		return nil
	}
	return fmt.Errorf("crypto/rsa: %d-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)", bits)
}

// Validate checks that the key's parts fit each other.
func (priv *PrivateKey) Validate() error {
	if len(priv.Primes) < 2 {
		return errors.New("crypto/rsa: missing primes")
	}
	if of := priv.Precomputed.of; of != nil {
		if !of.same(priv) {
			return errors.New("crypto/rsa: precomputed values are inconsistent with the key")
		}
		return nil
	}
	if err := checkParts(&priv.PublicKey); err != nil {
		return err
	}
	if priv.D == nil {
		return errors.New("crypto/rsa: missing private exponent")
	}
	product := big.NewInt(1)
	for i, p := range priv.Primes {
		name := "P"
		if i == 1 {
			name = "Q"
		}
		switch {
		case p == nil && i < 2:
			return errors.New("crypto/rsa: prime " + name + " is nil")
		case i < 2 && p.BitLen() < 2:
			return errors.New("modulus must be > 1")
		case p == nil || p.BitLen() < 2:
			return errors.New("crypto/rsa: prime factor is <= 1")
		case p.Bit(0) == 0:
			return errors.New("crypto/rsa: " + string(name[0]|0x20) + " is even")
		}
		product.Mul(product, p)
	}
	if product.CmpAbs(priv.N) != 0 {
		return errors.New("crypto/rsa: p * q != n")
	}
	v := &priv.Precomputed
	exponents := [...]*big.Int{v.Dp, v.Dq}
	e := big.NewInt(int64(priv.E))
	for i, p := range priv.Primes {
		less := new(big.Int).Abs(p)
		less.Sub(less, one)
		exponent := priv.D
		if i < 2 && exponents[i] != nil {
			exponent = exponents[i]
		}
		product := new(big.Int).Mul(e, exponent)
		if product.Sub(product, one).Mod(product, less).Sign() != 0 {
			return errors.New("crypto/rsa: invalid CRT exponent")
		}
		if exponent != priv.D && new(big.Int).Mod(priv.D, less).Cmp(exponent) != 0 {
			return errors.New("crypto/rsa: d does not match d" + []string{"P", "Q"}[i])
		}
	}
	if p := priv.Primes[0]; v.Qinv != nil {
		product := new(big.Int).Mul(v.Qinv, priv.Primes[1])
		if product.Mod(product, p).Cmp(one) != 0 || v.Qinv.Cmp(p) >= 0 {
			return errors.New("crypto/rsa: invalid CRT coefficient")
		}
	}
	return nil
}

// GenerateKey makes a key of two primes.
func GenerateKey(random io.Reader, bits int) (*PrivateKey, error) {
	if err := checkSize(bits); err != nil {
		return nil, err
	}
	if bits < 32 {
		return nil, errors.New("rsa: key too small")
	}
	return GenerateMultiPrimeKey(random, 2, bits)
}

// GenerateMultiPrimeKey makes a key of several primes.
func GenerateMultiPrimeKey(random io.Reader, nprimes int, bits int) (*PrivateKey, error) {
	if nprimes < 2 {
		return nil, errors.New("crypto/rsa: GenerateMultiPrimeKey: nprimes must be >= 2")
	}
	// Short numbers with their two highest bits set that are prime are too few to choose from.
	if each := bits / nprimes; each < 7 || each < 8 && nprimes > 4 || each < 9 && nprimes > 8 {
		return nil, errors.New("crypto/rsa: too few primes of given length to generate an RSA key")
	}
	priv := &PrivateKey{PublicKey: PublicKey{E: 65537}}
	for {
		primes := make([]*big.Int, nprimes)
		// Each prime has its two highest bits set and is 7/8 of a power of two on average: products of many are shorter.
		left := bits + (nprimes-2)/5
		n, totient := big.NewInt(1), big.NewInt(1)
		distinct := true
		for i := range primes {
			p, err := rand.Prime(random, left/(nprimes-i))
			if err != nil {
				return nil, err
			}
			for _, q := range primes[:i] {
				distinct = distinct && p.Cmp(q) != 0
			}
			primes[i] = p
			left -= p.BitLen()
			n.Mul(n, p)
			totient.Mul(totient, new(big.Int).Sub(p, one))
		}
		d := new(big.Int).ModInverse(big.NewInt(int64(priv.E)), totient)
		if !distinct || n.BitLen() != bits || d == nil {
			continue
		}
		priv.N, priv.D, priv.Primes = n, d, primes
		priv.Precompute()
		return priv, nil
	}
}

// Precompute makes later operations faster.
func (priv *PrivateKey) Precompute() {
	if priv.Precomputed.of != nil || len(priv.Primes) < 2 || priv.Validate() != nil {
		return
	}
	less := func(p *big.Int) *big.Int { return new(big.Int).Sub(p, one) }
	v := &priv.Precomputed
	p, q := priv.Primes[0], priv.Primes[1]
	v.Dp = new(big.Int).Mod(priv.D, less(p))
	v.Dq = new(big.Int).Mod(priv.D, less(q))
	v.Qinv = new(big.Int).ModInverse(q, p)
	v.CRTValues = make([]CRTValue, len(priv.Primes)-2)
	r := new(big.Int).Mul(p, q)
	for i, prime := range priv.Primes[2:] {
		v.CRTValues[i] = CRTValue{
			Exp:   new(big.Int).Mod(priv.D, less(prime)),
			R:     new(big.Int).Set(r),
			Coeff: new(big.Int).ModInverse(r, prime),
		}
		r.Mul(r, prime)
	}
	v.of = &PrivateKey{PublicKey: priv.PublicKey, D: priv.D, Primes: append([]*big.Int(nil), priv.Primes...)}
}

// raise is the public operation.
func (pub *PublicKey) raise(m []byte) ([]byte, error) {
	x := new(big.Int).SetBytes(m)
	if x.Cmp(pub.N) >= 0 {
		return nil, ErrMessageTooLong
	}
	x.Exp(x, big.NewInt(int64(pub.E)), pub.N)
	return x.FillBytes(make([]byte, pub.Size())), nil
}

// undo is the private operation, by the Chinese remainder theorem where the factors are known.
func (priv *PrivateKey) undo(c []byte) ([]byte, error) {
	x := new(big.Int).SetBytes(c)
	if x.Cmp(priv.N) >= 0 {
		return nil, ErrDecryption
	}
	v := &priv.Precomputed
	var m *big.Int
	if v.Dp == nil || len(v.CRTValues) > 0 || len(priv.Primes) != 2 {
		m = new(big.Int).Exp(x, priv.D, priv.N)
	} else {
		p, q := priv.Primes[0], priv.Primes[1]
		m = new(big.Int).Exp(x, v.Dp, p)
		m2 := new(big.Int).Exp(x, v.Dq, q)
		m.Sub(m, m2)
		m.Mul(m, v.Qinv)
		m.Mod(m, p)
		m.Mul(m, q)
		m.Add(m, m2)
	}
	// A fault in the computation would give the key away.
	if new(big.Int).Exp(m, big.NewInt(int64(priv.E)), priv.N).Cmp(x) != 0 {
		return nil, errors.New("crypto/rsa: internal error")
	}
	return m.FillBytes(make([]byte, priv.Size())), nil
}

// Sign signs a digest: by PSS if opts is a PSSOptions, else by PKCS #1 v1.5.
func (priv *PrivateKey) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	if pss, ok := opts.(*PSSOptions); ok {
		return SignPSS(rand, priv, pss.Hash, digest, pss)
	}
	return SignPKCS1v15(rand, priv, opts.HashFunc(), digest)
}

// OAEPOptions are for Decrypt.
type OAEPOptions struct {
	Hash    crypto.Hash
	MGFHash crypto.Hash
	Label   []byte
}

// PKCS1v15DecryptOptions are for Decrypt. With a SessionKeyLen a random key of this length stands for a malformed plaintext.
type PKCS1v15DecryptOptions struct {
	SessionKeyLen int
}

// Decrypt decrypts as opts says: by PKCS #1 v1.5 if it is nil.
func (priv *PrivateKey) Decrypt(rand io.Reader, ciphertext []byte, opts crypto.DecrypterOpts) (plaintext []byte, err error) {
	switch opts := opts.(type) {
	case nil:
		return DecryptPKCS1v15(rand, priv, ciphertext)
	case *OAEPOptions:
		mgf := opts.MGFHash
		if mgf == 0 {
			mgf = opts.Hash
		}
		return decryptOAEP(opts.Hash.New(), mgf.New(), priv, ciphertext, opts.Label)
	case *PKCS1v15DecryptOptions:
		if n := opts.SessionKeyLen; n > 0 {
			plaintext = make([]byte, n)
			if _, err := io.ReadFull(rand, plaintext); err != nil {
				return nil, err
			}
			err := DecryptPKCS1v15SessionKey(rand, priv, ciphertext, plaintext)
			return plaintext, err
		}
		return DecryptPKCS1v15(rand, priv, ciphertext)
	}
	return nil, errors.New("crypto/rsa: invalid options for Decrypt")
}
