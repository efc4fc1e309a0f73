package rsa

import (
	"bytes"
	"crypto"
	"crypto/subtle"
	"errors"
	"hash"
	"io"
)

// mask combines out with MGF1 of seed.
func mask(out []byte, h hash.Hash, seed []byte) {
	for i := uint32(0); len(out) > 0; i++ {
		h.Reset()
		h.Write(seed)
		h.Write([]byte{byte(i >> 24), byte(i >> 16), byte(i >> 8), byte(i)})
		sum := h.Sum(nil)
		n := min(len(sum), len(out))
		subtle.XORBytes(out, out[:n], sum[:n])
		out = out[n:]
	}
}

// Lengths of salts in PSSOptions: as long as possible when signing and found out when verifying, or as the digest.
const (
	PSSSaltLengthAuto       = 0
	PSSSaltLengthEqualsHash = -1
)

// PSSOptions are for SignPSS and VerifyPSS.
type PSSOptions struct {
	SaltLength int
	Hash       crypto.Hash
}

// HashFunc returns opts.Hash.
func (opts *PSSOptions) HashFunc() crypto.Hash { return opts.Hash }

func (opts *PSSOptions) saltLength() int {
	if opts == nil {
		return PSSSaltLengthAuto
	}
	return opts.SaltLength
}

// available refuses hashes that the program has not.
func available(hash crypto.Hash) error {
	if !hash.Available() {
		return errors.New("crypto/rsa: requested hash function unavailable: " + hash.String())
	}
	return nil
}

// SignPSS signs a digest with a random salt.
func SignPSS(random io.Reader, priv *PrivateKey, hash crypto.Hash, digest []byte, opts *PSSOptions) ([]byte, error) {
	if err := checkPublic(&priv.PublicKey); err != nil {
		return nil, err
	}
	if opts != nil && opts.Hash != 0 {
		hash = opts.Hash
	}
	if err := available(hash); err != nil {
		return nil, err
	}
	bits := priv.N.BitLen() - 1
	size := (bits + 7) / 8
	n := opts.saltLength()
	switch {
	case n == PSSSaltLengthAuto:
		if n = size - 2 - hash.Size(); n < 0 {
			return nil, ErrMessageTooLong
		}
	case n == PSSSaltLengthEqualsHash:
		n = hash.Size()
	case n < 0:
		return nil, errors.New("crypto/rsa: invalid PSS salt length")
	}
	salt := make([]byte, n)
	if _, err := io.ReadFull(random, salt); err != nil {
		return nil, err
	}
	h := hash.New()
	if len(digest) != h.Size() {
		return nil, errors.New("crypto/rsa: input must be hashed with given hash")
	}
	if size < h.Size()+n+2 {
		return nil, ErrMessageTooLong
	}
	// zeros, 1, salt; all masked; digest of zeros, digest and salt; 0xbc
	em := make([]byte, size)
	db, sum := em[:size-h.Size()-1], em[size-h.Size()-1:size-1]
	h.Write(make([]byte, 8))
	h.Write(digest)
	h.Write(salt)
	copy(sum, h.Sum(nil))
	db[len(db)-n-1] = 1
	copy(db[len(db)-n:], salt)
	mask(db, h, sum)
	db[0] &= 0xff >> uint(8*size-bits)
	em[size-1] = 0xbc
	return priv.undo(em)
}

// VerifyPSS returns nil if sig is the key's signature of the digest.
func VerifyPSS(pub *PublicKey, hash crypto.Hash, digest []byte, sig []byte, opts *PSSOptions) error {
	if err := checkPublic(pub); err != nil {
		return err
	}
	if err := available(hash); err != nil {
		return err
	}
	if opts.saltLength() < PSSSaltLengthEqualsHash {
		return errors.New("crypto/rsa: salt length cannot be negative")
	}
	if len(sig) != pub.Size() {
		return ErrVerification
	}
	bits := pub.N.BitLen() - 1
	size := (bits + 7) / 8
	em, err := pub.raise(sig)
	if err != nil {
		return ErrVerification
	}
	for len(em) > size {
		if em[0] != 0 {
			return ErrVerification
		}
		em = em[1:]
	}
	n := opts.saltLength()
	h := hash.New()
	if n == PSSSaltLengthEqualsHash {
		n = h.Size()
	}
	if len(digest) != h.Size() || size < h.Size()+max(n, 0)+2 || em[size-1] != 0xbc {
		return ErrVerification
	}
	db, sum := em[:size-h.Size()-1], em[size-h.Size()-1:size-1]
	high := byte(0xff) >> uint(8*size-bits)
	if em[0]&^high != 0 {
		return ErrVerification
	}
	mask(db, h, sum)
	db[0] &= high
	if opts.saltLength() == PSSSaltLengthAuto {
		at := bytes.IndexByte(db, 1)
		if at < 0 {
			return ErrVerification
		}
		n = len(db) - at - 1
	}
	zeros := len(db) - n - 1
	for _, c := range db[:zeros] {
		if c != 0 {
			return ErrVerification
		}
	}
	if db[zeros] != 1 {
		return ErrVerification
	}
	h.Reset()
	h.Write(make([]byte, 8))
	h.Write(digest)
	h.Write(db[len(db)-n:])
	if !bytes.Equal(h.Sum(nil), sum) {
		return ErrVerification
	}
	return nil
}

// EncryptOAEP encrypts a message, which is shorter than the modulus by two digests and 2 bytes.
func EncryptOAEP(hash hash.Hash, random io.Reader, pub *PublicKey, msg []byte, label []byte) ([]byte, error) {
	return encryptOAEP(hash, hash, random, pub, msg, label)
}

// EncryptOAEPWithOptions is EncryptOAEP with options.
func EncryptOAEPWithOptions(random io.Reader, pub *PublicKey, msg []byte, opts *OAEPOptions) ([]byte, error) {
	mgf := opts.MGFHash
	if mgf == 0 {
		mgf = opts.Hash
	}
	return encryptOAEP(opts.Hash.New(), mgf.New(), random, pub, msg, opts.Label)
}

func encryptOAEP(h, mgf hash.Hash, random io.Reader, pub *PublicKey, msg, label []byte) ([]byte, error) {
	if err := checkPublic(pub); err != nil {
		return nil, err
	}
	k := pub.Size()
	if len(msg) > k-2*h.Size()-2 {
		return nil, ErrMessageTooLong
	}
	h.Reset()
	h.Write(label)
	sum := h.Sum(nil)
	h.Reset()
	// 0, seed, then digest of the label, zeros, 1 and message; both masked by each other
	em := make([]byte, k)
	seed, db := em[1:1+h.Size()], em[1+h.Size():]
	copy(db, sum)
	db[len(db)-len(msg)-1] = 1
	copy(db[len(db)-len(msg):], msg)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, err
	}
	mask(db, mgf, seed)
	mask(seed, mgf, db)
	return pub.raise(em)
}

// DecryptOAEP decrypts a message.
func DecryptOAEP(hash hash.Hash, random io.Reader, priv *PrivateKey, ciphertext []byte, label []byte) ([]byte, error) {
	return decryptOAEP(hash, hash, priv, ciphertext, label)
}

func decryptOAEP(h, mgf hash.Hash, priv *PrivateKey, ciphertext, label []byte) ([]byte, error) {
	if err := checkPublic(&priv.PublicKey); err != nil {
		return nil, err
	}
	k := priv.Size()
	if len(ciphertext) > k || k < h.Size()*2+2 {
		return nil, ErrDecryption
	}
	em, err := priv.undo(ciphertext)
	if err != nil {
		return nil, ErrDecryption
	}
	h.Reset()
	h.Write(label)
	sum := h.Sum(nil)
	h.Reset()
	seed, db := em[1:1+h.Size()], em[1+h.Size():]
	mask(seed, mgf, db)
	mask(db, mgf, seed)
	ok := subtle.ConstantTimeByteEq(em[0], 0) & subtle.ConstantTimeCompare(sum, db[:h.Size()])
	rest := db[h.Size():]
	looking, bad, index := 1, 0, 0
	for i, c := range rest {
		zero, isOne := subtle.ConstantTimeByteEq(c, 0), subtle.ConstantTimeByteEq(c, 1)
		index = subtle.ConstantTimeSelect(looking&isOne, i, index)
		looking = subtle.ConstantTimeSelect(isOne, 0, looking)
		bad = subtle.ConstantTimeSelect(looking&^zero, 1, bad)
	}
	if ok&^bad&^looking != 1 {
		return nil, ErrDecryption
	}
	return rest[index+1:], nil
}
