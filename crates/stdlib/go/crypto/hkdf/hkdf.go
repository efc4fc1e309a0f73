// Package hkdf: the key derivation of RFC 5869.
package hkdf

import (
	"crypto/hmac"
	"errors"
	"hash"
)

func mac[H hash.Hash](h func() H, key []byte) hash.Hash {
	return hmac.New(func() hash.Hash { return h() }, key)
}

// Extract makes a key of a secret.
func Extract[H hash.Hash](h func() H, secret, salt []byte) ([]byte, error) {
	if salt == nil {
		salt = make([]byte, h().Size())
	}
	m := mac(h, salt)
	m.Write(secret)
	return m.Sum(nil), nil
}

// Expand makes keyLength bytes of such a key.
func Expand[H hash.Hash](h func() H, pseudorandomKey []byte, info string, keyLength int) ([]byte, error) {
	size := h().Size()
	if keyLength > size*255 {
		return nil, errors.New("hkdf: requested key length too large")
	}
	m := mac(h, pseudorandomKey)
	var out, last []byte
	for i := byte(1); len(out) < keyLength; i++ {
		m.Reset()
		m.Write(last)
		m.Write([]byte(info))
		m.Write([]byte{i})
		last = m.Sum(nil)
		out = append(out, last...)
	}
	return out[:keyLength], nil
}

// Key is Extract and Expand.
func Key[Hash hash.Hash](h func() Hash, secret, salt []byte, info string, keyLength int) ([]byte, error) {
	if keyLength > h().Size()*255 {
		return nil, errors.New("hkdf: requested key length too large")
	}
	key, err := Extract(h, secret, salt)
	if err != nil {
		return nil, err
	}
	return Expand(h, key, info, keyLength)
}
