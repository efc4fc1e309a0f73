package rsa

import (
	"bytes"
	"crypto"
	"crypto/internal/rand"
	"crypto/subtle"
	"errors"
	"io"
)

// EncryptPKCS1v15 encrypts a message, which is shorter than the modulus by 11 bytes.
func EncryptPKCS1v15(random io.Reader, pub *PublicKey, msg []byte) ([]byte, error) {
	if err := checkPublic(pub); err != nil {
		return nil, err
	}
	k := pub.Size()
	if len(msg) > k-11 {
		return nil, ErrMessageTooLong
	}
	// 0, 2, random bytes other than 0, 0, message
	em := make([]byte, k)
	em[1] = 2
	pad := em[2 : k-len(msg)-1]
	if err := nonZeroRandomBytes(pad, rand.CustomReader(random)); err != nil {
		return nil, err
	}
	copy(em[k-len(msg):], msg)
	return pub.raise(em)
}

// nonZeroRandomBytes fills b from random, without zeros.
func nonZeroRandomBytes(b []byte, random io.Reader) error {
	if _, err := io.ReadFull(random, b); err != nil {
		return err
	}
	for i := range b {
		for b[i] == 0 {
			if _, err := io.ReadFull(random, b[i:i+1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// open decrypts and returns where the message begins; valid is 0 if the padding is malformed.
func openPKCS1v15(priv *PrivateKey, ciphertext []byte) (valid int, em []byte, index int, err error) {
	if priv.Size() < 11 {
		return 0, nil, 0, ErrDecryption
	}
	if em, err = priv.undo(ciphertext); err != nil {
		return 0, nil, 0, ErrDecryption
	}
	looking := 1
	for i := 2; i < len(em); i++ {
		zero := subtle.ConstantTimeByteEq(em[i], 0)
		index = subtle.ConstantTimeSelect(looking&zero, i, index)
		looking = subtle.ConstantTimeSelect(zero, 0, looking)
	}
	valid = subtle.ConstantTimeByteEq(em[0], 0) & subtle.ConstantTimeByteEq(em[1], 2) & (^looking & 1) & subtle.ConstantTimeLessOrEq(2+8, index)
	return valid, em, subtle.ConstantTimeSelect(valid, index+1, 0), nil
}

// DecryptPKCS1v15 decrypts a message.
func DecryptPKCS1v15(random io.Reader, priv *PrivateKey, ciphertext []byte) ([]byte, error) {
	if err := checkPublic(&priv.PublicKey); err != nil {
		return nil, err
	}
	valid, em, index, err := openPKCS1v15(priv, ciphertext)
	if err != nil {
		return nil, err
	}
	if valid == 0 {
		return nil, ErrDecryption
	}
	return em[index:], nil
}

// DecryptPKCS1v15SessionKey decrypts to key, which stays as it is if the plaintext is malformed.
func DecryptPKCS1v15SessionKey(random io.Reader, priv *PrivateKey, ciphertext []byte, key []byte) error {
	if err := checkPublic(&priv.PublicKey); err != nil {
		return err
	}
	if priv.Size()-(len(key)+3+8) < 0 {
		return ErrDecryption
	}
	valid, em, index, err := openPKCS1v15(priv, ciphertext)
	if err != nil {
		return err
	}
	valid &= subtle.ConstantTimeEq(int32(len(em)-index), int32(len(key)))
	subtle.ConstantTimeCopy(valid, key, em[len(em)-len(key):])
	return nil
}

// prefixes are the beginnings of ASN.1 structures that name the digest, which follows.
var prefixes = map[crypto.Hash]string{
	crypto.MD5:        "\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10",
	crypto.SHA1:       "\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
	crypto.SHA224:     "\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x04\x05\x00\x04\x1c",
	crypto.SHA256:     "\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
	crypto.SHA384:     "\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30",
	crypto.SHA512:     "\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40",
	crypto.SHA512_224: "\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x05\x05\x00\x04\x1c",
	crypto.SHA512_256: "\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x06\x05\x00\x04\x20",
	crypto.SHA3_224:   "\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x07\x05\x00\x04\x1c",
	crypto.SHA3_256:   "\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x08\x05\x00\x04\x20",
	crypto.SHA3_384:   "\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x09\x05\x00\x04\x30",
	crypto.SHA3_512:   "\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x0a\x05\x00\x04\x40",
	crypto.MD5SHA1:    "",
	crypto.RIPEMD160:  "\x30\x20\x30\x08\x06\x06\x28\xcf\x06\x03\x00\x31\x04\x14",
}

// padded returns what is signed: 0, 1, ones, 0, prefix, digest.
func padded(pub *PublicKey, hash crypto.Hash, hashed []byte) ([]byte, error) {
	prefix := ""
	if hash != 0 {
		if len(hashed) != hash.Size() {
			return nil, errors.New("crypto/rsa: input must be hashed message")
		}
		var ok bool
		if prefix, ok = prefixes[hash]; !ok {
			return nil, errors.New("crypto/rsa: unsupported hash function")
		}
	}
	k := pub.Size()
	if k < len(prefix)+len(hashed)+2+8+1 {
		return nil, ErrMessageTooLong
	}
	em := bytes.Repeat([]byte{0xff}, k)
	em[0], em[1] = 0, 1
	tail := em[k-len(prefix)-len(hashed)-1:]
	tail[0] = 0
	copy(tail[1:], prefix)
	copy(tail[1+len(prefix):], hashed)
	return em, nil
}

// SignPKCS1v15 signs a digest; with hash 0 whatever hashed is.
func SignPKCS1v15(random io.Reader, priv *PrivateKey, hash crypto.Hash, hashed []byte) ([]byte, error) {
	if err := checkPublic(&priv.PublicKey); err != nil {
		return nil, err
	}
	em, err := padded(&priv.PublicKey, hash, hashed)
	if err != nil {
		return nil, err
	}
	return priv.undo(em)
}

// VerifyPKCS1v15 returns nil if sig is the key's signature of the digest.
func VerifyPKCS1v15(pub *PublicKey, hash crypto.Hash, hashed []byte, sig []byte) error {
	if err := checkPublic(pub); err != nil {
		return err
	}
	want, err := padded(pub, hash, hashed)
	if err != nil && err != ErrMessageTooLong {
		return err
	}
	if err != nil || len(sig) != pub.Size() {
		return ErrVerification
	}
	em, err := pub.raise(sig)
	if err != nil || subtle.ConstantTimeCompare(em, want) != 1 {
		return ErrVerification
	}
	return nil
}
