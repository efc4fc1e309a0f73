// Package rsa: encryption and signatures with RSA, by RFC 8017.
package rsa

import (
	"crypto"
	"crypto/rand"
	"errors"
	"fmt"
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

var one = big.NewInt(1)

func checkPublic(pub *PublicKey) error {
	switch {
	case pub.N == nil:
		return errors.New("crypto/rsa: missing public modulus")
	case pub.E < 2:
		return errors.New("crypto/rsa: public exponent too small")
	case pub.E&1 == 0:
		return errors.New("crypto/rsa: public exponent is even")
	case pub.N.Bit(0) == 0:
		return errors.New("crypto/rsa: public modulus is even")
	case pub.N.BitLen() < 1024:
		return fmt.Errorf("crypto/rsa: %d-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)", pub.N.BitLen())
	}
	return nil
}

// Validate checks that the key's parts fit each other.
func (priv *PrivateKey) Validate() error {
	if err := checkPublic(&priv.PublicKey); err != nil {
		return err
	}
	product := big.NewInt(1)
	for _, p := range priv.Primes {
		if p.Cmp(one) <= 0 {
			return errors.New("crypto/rsa: invalid prime value")
		}
		product.Mul(product, p)
	}
	if product.Cmp(priv.N) != 0 {
		return errors.New("crypto/rsa: invalid modulus")
	}
	ed := new(big.Int).Mul(big.NewInt(int64(priv.E)), priv.D)
	ed.Sub(ed, one)
	for _, p := range priv.Primes {
		less := new(big.Int).Sub(p, one)
		if less.Mod(ed, less).Sign() != 0 {
			return errors.New("crypto/rsa: invalid exponents")
		}
	}
	return nil
}

// GenerateKey makes a key of two primes.
func GenerateKey(random io.Reader, bits int) (*PrivateKey, error) {
	if bits < 1024 {
		return nil, fmt.Errorf("crypto/rsa: %d-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)", bits)
	}
	return GenerateMultiPrimeKey(random, 2, bits)
}

// GenerateMultiPrimeKey makes a key of several primes.
func GenerateMultiPrimeKey(random io.Reader, nprimes int, bits int) (*PrivateKey, error) {
	if random == nil {
		random = rand.Reader
	}
	if nprimes < 2 {
		return nil, errors.New("crypto/rsa: GenerateMultiPrimeKey: nprimes must be >= 2")
	}
	priv := &PrivateKey{PublicKey: PublicKey{E: 65537}}
	for {
		primes := make([]*big.Int, nprimes)
		left := bits
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
	if priv.Precomputed.Dp != nil || len(priv.Primes) < 2 {
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
			if _, err := io.ReadFull(reader(rand), plaintext); err != nil {
				return nil, err
			}
			err := DecryptPKCS1v15SessionKey(rand, priv, ciphertext, plaintext)
			return plaintext, err
		}
		return DecryptPKCS1v15(rand, priv, ciphertext)
	}
	return nil, errors.New("crypto/rsa: invalid options for Decrypt")
}

func reader(r io.Reader) io.Reader {
	if r == nil {
		return rand.Reader
	}
	return r
}
