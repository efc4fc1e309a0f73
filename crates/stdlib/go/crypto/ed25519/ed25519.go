// Package ed25519: the signatures of RFC 8032.
package ed25519

import (
	"bytes"
	"crypto"
	cryptorand "crypto/rand"
	"crypto/sha512"
	"errors"
	"io"
	"strconv"
)

const (
	PublicKeySize  = 32
	PrivateKeySize = 64
	SignatureSize  = 64
	SeedSize       = 32
)

func publicOf(seed, out []byte)
func sign(seed, public, domain, message, out []byte)
func verify(public, domain, message, signature []byte) bool

// A PublicKey verifies.
type PublicKey []byte

// Equal reports whether x is the same key.
func (pub PublicKey) Equal(x crypto.PublicKey) bool {
	y, ok := x.(PublicKey)
	return ok && bytes.Equal(pub, y)
}

// A PrivateKey signs: the seed and the public key.
type PrivateKey []byte

// Public returns the public key.
func (priv PrivateKey) Public() crypto.PublicKey {
	return PublicKey(append([]byte(nil), priv[SeedSize:]...))
}

// Equal reports whether x is the same key.
func (priv PrivateKey) Equal(x crypto.PrivateKey) bool {
	y, ok := x.(PrivateKey)
	return ok && bytes.Equal(priv, y)
}

// Seed returns what the key was made from.
func (priv PrivateKey) Seed() []byte { return append([]byte(nil), priv[:SeedSize]...) }

// Options choose a variant of the algorithm.
type Options struct {
	Hash    crypto.Hash
	Context string
}

// HashFunc returns o.Hash.
func (o *Options) HashFunc() crypto.Hash { return o.Hash }

// variant checks options and returns what the algorithm's variant hashes before all else: nothing for plain Ed25519.
func variant(hash crypto.Hash, context string, message []byte, wrong string) (domain []byte, err error) {
	flag := byte(0)
	switch {
	case hash == crypto.SHA512:
		if len(message) != sha512.Size {
			return nil, errors.New("ed25519: bad Ed25519ph message hash length: " + strconv.Itoa(len(message)))
		}
		if len(context) > 255 {
			return nil, errors.New("ed25519: bad Ed25519ph context length: " + strconv.Itoa(len(context)))
		}
		flag = 1
	case hash != 0:
		return nil, errors.New(wrong)
	case context == "":
		return nil, nil
	case len(context) > 255:
		return nil, errors.New("ed25519: bad Ed25519ctx context length: " + strconv.Itoa(len(context)))
	}
	domain = append([]byte("SigEd25519 no Ed25519 collisions"), flag, byte(len(context)))
	return append(domain, context...), nil
}

// Sign signs a message: hashed by SHA-512 if opts says so (Ed25519ph), else as it is.
func (priv PrivateKey) Sign(rand io.Reader, message []byte, opts crypto.SignerOpts) (signature []byte, err error) {
	if err := priv.check(); err != nil {
		return nil, err
	}
	context := ""
	if o, ok := opts.(*Options); ok {
		context = o.Context
	}
	domain, err := variant(opts.HashFunc(), context, message,
		"ed25519: expected opts.HashFunc() zero (unhashed message, for standard Ed25519) or SHA-512 (for Ed25519ph)")
	if err != nil {
		return nil, err
	}
	return priv.sign(domain, message), nil
}

// GenerateKey makes keys; a nil rand is crypto/rand's.
func GenerateKey(random io.Reader) (PublicKey, PrivateKey, error) {
	seed := make([]byte, SeedSize)
	if random == nil {
		random = cryptorand.Reader
	}
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, nil, err
	}
	priv := NewKeyFromSeed(seed)
	return PublicKey(append([]byte(nil), priv[SeedSize:]...)), priv, nil
}

// NewKeyFromSeed makes a key from 32 bytes.
func NewKeyFromSeed(seed []byte) PrivateKey {
	if len(seed) != SeedSize {
		panic("ed25519: bad seed length: " + strconv.Itoa(len(seed)))
	}
	priv := make([]byte, PrivateKeySize)
	copy(priv, seed)
	publicOf(seed, priv[SeedSize:])
	return priv
}

// Sign signs a message.
func Sign(privateKey PrivateKey, message []byte) []byte {
	if err := privateKey.check(); err != nil {
		panic("ed25519: bad private key: " + err.Error())
	}
	return privateKey.sign(nil, message)
}

// check finds keys of the wrong length; an empty one panics.
func (priv PrivateKey) check() error {
	_ = priv[0]
	if len(priv) != PrivateKeySize {
		return errors.New("ed25519: bad private key length: " + strconv.Itoa(len(priv)))
	}
	return nil
}

func (priv PrivateKey) sign(domain, message []byte) []byte {
	out := make([]byte, SignatureSize)
	sign(priv[:SeedSize], priv[SeedSize:], domain, message, out)
	return out
}

// Verify reports whether sig is the key's signature of the message.
func Verify(publicKey PublicKey, message, sig []byte) bool {
	if len(publicKey) != PublicKeySize {
		panic("ed25519: bad public key length: " + strconv.Itoa(len(publicKey)))
	}
	return len(sig) == SignatureSize && verify(publicKey, nil, message, sig)
}

// VerifyWithOptions is Verify with options; nil says that the signature is right.
func VerifyWithOptions(publicKey PublicKey, message, sig []byte, opts *Options) error {
	if l := len(publicKey); l != PublicKeySize {
		panic("ed25519: bad public key length: " + strconv.Itoa(l))
	}
	domain, err := variant(opts.Hash, opts.Context, message,
		"ed25519: expected opts.Hash zero (unhashed message, for standard Ed25519) or SHA-512 (for Ed25519ph)")
	if err != nil {
		return err
	}
	if len(sig) != SignatureSize {
		return errors.New("ed25519: bad signature length: " + strconv.Itoa(len(sig)))
	}
	if !verify(publicKey, domain, message, sig) {
		return errors.New("ed25519: invalid signature")
	}
	return nil
}
