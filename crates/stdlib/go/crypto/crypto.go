// Package crypto: names of hash functions, and the interfaces of keys.
package crypto

import (
	"hash"
	"io"
	"strconv"
)

// A Hash names a hash function, which its package registers when it is imported.
type Hash uint

const (
	MD4 Hash = 1 + iota
	MD5
	SHA1
	SHA224
	SHA256
	SHA384
	SHA512
	MD5SHA1
	RIPEMD160
	SHA3_224
	SHA3_256
	SHA3_384
	SHA3_512
	SHA512_224
	SHA512_256
	BLAKE2s_256
	BLAKE2b_256
	BLAKE2b_384
	BLAKE2b_512
	MLDSAMu
	maxHash
)

// HashFunc returns h, so that a Hash is a SignerOpts.
func (h Hash) HashFunc() Hash { return h }

var names = [maxHash]string{
	"", "MD4", "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "MD5+SHA1", "RIPEMD-160",
	"SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512", "SHA-512/224", "SHA-512/256",
	"BLAKE2s-256", "BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512", "ML-DSA μ message representative",
}

func (h Hash) String() string {
	if 0 < h && h < maxHash {
		return names[h]
	}
	return "unknown hash value " + strconv.Itoa(int(h))
}

var sizes = [maxHash]uint8{0, 16, 16, 20, 28, 32, 48, 64, 36, 20, 28, 32, 48, 64, 28, 32, 32, 32, 48, 64, 64}

// Size returns the length of a digest in bytes.
func (h Hash) Size() int {
	if 0 < h && h < maxHash {
		return int(sizes[h])
	}
	panic("crypto: Size of unknown hash function")
}

var makers [maxHash]func() hash.Hash

// New returns a running hash; it panics if the function's package is not linked in.
func (h Hash) New() hash.Hash {
	if 0 < h && h < maxHash && makers[h] != nil {
		return makers[h]()
	}
	panic("crypto: requested hash function unavailable: " + h.String())
}

// Available reports whether the function's package is linked in.
func (h Hash) Available() bool { return h < maxHash && makers[h] != nil }

// RegisterHash registers what makes a running hash.
func RegisterHash(h Hash, f func() hash.Hash) {
	if h == MLDSAMu {
		panic("crypto: cannot RegisterHash for MLDSAMu")
	}
	if h == 0 || h >= maxHash {
		panic("crypto: RegisterHash of unknown hash function")
	}
	makers[h] = f
}

// Keys of any algorithm; those of the library have methods Equal and, private ones, Public.
type (
	PublicKey  any
	PrivateKey any
)

// A Signer is a private key that signs digests.
type Signer interface {
	Public() PublicKey
	Sign(rand io.Reader, digest []byte, opts SignerOpts) (signature []byte, err error)
}

// A MessageSigner is a private key that signs messages, hashing them itself.
type MessageSigner interface {
	Signer
	SignMessage(rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error)
}

// SignerOpts tells a Signer how the digest came about.
type SignerOpts interface {
	HashFunc() Hash
}

// SignMessage hashes msg as opts says, unless signer does so itself, and signs it.
func SignMessage(signer Signer, rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error) {
	if s, ok := signer.(MessageSigner); ok {
		return s.SignMessage(rand, msg, opts)
	}
	if opts.HashFunc() != 0 {
		h := opts.HashFunc().New()
		h.Write(msg)
		msg = h.Sum(nil)
	}
	return signer.Sign(rand, msg, opts)
}

// A Decrypter is a private key that decrypts.
type Decrypter interface {
	Public() PublicKey
	Decrypt(rand io.Reader, msg []byte, opts DecrypterOpts) (plaintext []byte, err error)
}

// DecrypterOpts tells a Decrypter what to do.
type DecrypterOpts any

// A Decapsulator is the private key of a key encapsulation mechanism.
type Decapsulator interface {
	Encapsulator() Encapsulator
	Decapsulate(ciphertext []byte) (sharedKey []byte, err error)
}

// An Encapsulator is the public key of a key encapsulation mechanism.
type Encapsulator interface {
	Bytes() []byte
	Encapsulate() (sharedKey, ciphertext []byte)
}
