// Package rc4: the RC4 stream cipher.
package rc4

import (
	"crypto/internal/overlap"
	"strconv"
)

// A Cipher is a stream with its key.
type Cipher struct {
	s    []byte
	i, j int
}

// A KeySizeError is a length that keys do not have.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/rc4: invalid key size " + strconv.Itoa(int(k)) }

func xor(s []byte, i, j int, dst, src []byte) (int, int)

// NewCipher returns a stream with a key of 1 to 256 bytes.
func NewCipher(key []byte) (*Cipher, error) {
	k := len(key)
	if k < 1 || k > 256 {
		return nil, KeySizeError(k)
	}
	s := make([]byte, 256)
	for i := range s {
		s[i] = byte(i)
	}
	var j byte
	for i := range s {
		j += s[i] + key[i%k]
		s[i], s[j] = s[j], s[i]
	}
	return &Cipher{s: s}, nil
}

// Reset forgets the key.
func (c *Cipher) Reset() {
	clear(c.s)
	c.i, c.j = 0, 0
}

// XORKeyStream combines src with the stream.
func (c *Cipher) XORKeyStream(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	_ = dst[len(src)-1]
	dst = dst[:len(src)]
	if overlap.Inexact(dst, src) {
		panic("crypto/rc4: invalid buffer overlap")
	}
	c.i, c.j = xor(c.s, c.i, c.j, dst, src)
}
