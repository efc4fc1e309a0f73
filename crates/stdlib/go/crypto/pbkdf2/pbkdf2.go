// Package pbkdf2: keys of passwords, by RFC 8018.
package pbkdf2

import (
	"crypto"
	"crypto/hmac"
	"errors"
	"fmt"
	"hash"
)

// derive does the work for digests of the library, numbered as crypto.Hash.
func derive(which int, password, salt []byte, iterations int, out []byte) (known bool)

// which finds out a digest by its type and size.
func which(h hash.Hash) crypto.Hash {
	switch name, size := fmt.Sprintf("%T", h), h.Size(); {
	case name == "*md5.digest":
		return crypto.MD5
	case name == "*sha1.digest":
		return crypto.SHA1
	case name == "*sha256.digest" && size == 28:
		return crypto.SHA224
	case name == "*sha256.digest":
		return crypto.SHA256
	case name == "*sha512.digest" && size == 48:
		return crypto.SHA384
	case name == "*sha512.digest" && size == 64:
		return crypto.SHA512
	}
	return 0 // not available
}

// Key makes keyLength bytes of a password by many iterations.
func Key[Hash hash.Hash](h func() Hash, password string, salt []byte, iter, keyLength int) ([]byte, error) {
	if keyLength <= 0 {
		return nil, errors.New("pbkdf2: keyLength must be larger than 0")
	}
	size := h().Size()
	if int64(keyLength) > int64(size)*(1<<32-1) {
		return nil, errors.New("pbkdf2: keyLength too long")
	}
	out := make([]byte, keyLength)
	if id := which(h()); iter > 0 && id.Available() && string(id.New().Sum(nil)) == string(h().Sum(nil)) {
		if derive(int(id), []byte(password), salt, iter, out) {
			return out, nil
		}
	}
	m := hmac.New(func() hash.Hash { return h() }, []byte(password))
	var all []byte
	for block := uint32(1); len(all) < keyLength; block++ {
		m.Reset()
		m.Write(salt)
		m.Write([]byte{byte(block >> 24), byte(block >> 16), byte(block >> 8), byte(block)})
		u := m.Sum(nil)
		t := append([]byte(nil), u...)
		for i := 2; i <= iter; i++ {
			m.Reset()
			m.Write(u)
			u = m.Sum(u[:0])
			for j := range t {
				t[j] ^= u[j]
			}
		}
		all = append(all, t...)
	}
	return all[:keyLength], nil
}
