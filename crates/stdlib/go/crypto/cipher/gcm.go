package cipher

import (
	"crypto/internal/overlap"
	"crypto/rand"
	"crypto/subtle"
	"errors"
)

// An AEAD encrypts and authenticates, additional data included.
type AEAD interface {
	NonceSize() int
	Overhead() int
	Seal(dst, nonce, plaintext, additionalData []byte) []byte
	Open(dst, nonce, ciphertext, additionalData []byte) ([]byte, error)
}

const (
	nonceSize = 12
	tagSize   = 16
)

var errOpen = errors.New("cipher: message authentication failed")

// whole is a Block of the library that knows this mode itself.
type whole interface {
	Seal(nonce, out, text, ad []byte)
	Open(nonce, out, text, ad []byte, tagSize int) bool
}

type gcm struct {
	b          Block
	nonce, tag int
}

// NewGCM returns a 128-bit block cipher in Galois counter mode.
func NewGCM(cipher Block) (AEAD, error) { return newGCM(cipher, nonceSize, tagSize) }

// NewGCMWithNonceSize is NewGCM with nonces of another length.
func NewGCMWithNonceSize(cipher Block, size int) (AEAD, error) { return newGCM(cipher, size, tagSize) }

// NewGCMWithTagSize is NewGCM with tags of 12 to 16 bytes.
func NewGCMWithTagSize(cipher Block, tagSize int) (AEAD, error) {
	return newGCM(cipher, nonceSize, tagSize)
}

func newGCM(cipher Block, nonce, tag int) (AEAD, error) {
	if tag < 12 || tag > tagSize {
		return nil, errors.New("cipher: incorrect tag size given to GCM")
	}
	if nonce <= 0 {
		return nil, errors.New("cipher: the nonce can't have zero length")
	}
	if own, ok := cipher.(interface {
		NewGCM(nonceSize, tagSize int) (AEAD, error)
	}); ok {
		return own.NewGCM(nonce, tag)
	}
	if cipher.BlockSize() != 16 {
		return nil, errors.New("cipher: NewGCM requires 128-bit block cipher")
	}
	return &gcm{cipher, nonce, tag}, nil
}

func (g *gcm) NonceSize() int { return g.nonce }
func (g *gcm) Overhead() int  { return g.tag }

// grow makes room for n bytes after b.
func grow(b []byte, n int) (all, tail []byte) {
	if total := len(b) + n; cap(b) >= total {
		all = b[:total]
	} else {
		all = make([]byte, total)
		copy(all, b)
	}
	return all, all[len(b):]
}

// mustNotOverlap panics if an output would be written over what is still to be read: a text at another place, or additional data.
func mustNotOverlap(out, text, data []byte) {
	if overlap.Inexact(out, text) {
		panic("crypto/cipher: invalid buffer overlap of output and input")
	}
	if overlap.Any(out, data) {
		panic("crypto/cipher: invalid buffer overlap of output and additional data")
	}
}

func (g *gcm) Seal(dst, nonce, plaintext, data []byte) []byte {
	if len(nonce) != g.nonce {
		panic("crypto/cipher: incorrect nonce length given to GCM")
	}
	all, out := grow(dst, len(plaintext)+g.tag)
	mustNotOverlap(out, plaintext, data)
	if w, ok := g.b.(whole); ok {
		w.Seal(nonce, out, plaintext, data)
		return all
	}
	key, start := g.begin(nonce)
	g.stream(start, out, plaintext)
	copy(out[len(plaintext):], g.authenticate(key, start, out[:len(plaintext)], data))
	return all
}

func (g *gcm) Open(dst, nonce, ciphertext, data []byte) ([]byte, error) {
	if len(nonce) != g.nonce {
		panic("crypto/cipher: incorrect nonce length given to GCM")
	}
	if len(ciphertext) < g.tag {
		return nil, errOpen
	}
	n := len(ciphertext) - g.tag
	all, out := grow(dst, n)
	mustNotOverlap(out, ciphertext, data)
	ok := false
	if w, known := g.b.(whole); known {
		ok = w.Open(nonce, out, ciphertext, data, g.tag)
	} else {
		key, start := g.begin(nonce)
		tag := g.authenticate(key, start, ciphertext[:n], data)
		ok = subtle.ConstantTimeCompare(tag[:g.tag], ciphertext[n:]) == 1
		if ok {
			g.stream(start, out, ciphertext[:n])
		}
	}
	if !ok {
		clear(out)
		return nil, errOpen
	}
	return all, nil
}

func ghash(key, ad, text, out []byte)

// begin makes the authentication key and the first counter for a cipher that is not the library's.
func (g *gcm) begin(nonce []byte) (key, start []byte) {
	key, start = make([]byte, 16), make([]byte, 16)
	g.b.Encrypt(key, key)
	if len(nonce) == nonceSize {
		copy(start, nonce)
		start[15] = 1
	} else {
		ghash(key, nil, nonce, start)
	}
	return key, start
}

func (g *gcm) stream(start, dst, src []byte) {
	count := append([]byte(nil), start...)
	mask := make([]byte, 16)
	for len(src) > 0 {
		for i := 15; i >= 12; i-- {
			count[i]++
			if count[i] != 0 {
				break
			}
		}
		g.b.Encrypt(mask, count)
		n := min(16, len(src))
		xorBytes(dst[:n], src[:n], mask)
		dst, src = dst[n:], src[n:]
	}
}

func (g *gcm) authenticate(key, start, text, data []byte) []byte {
	tag, mask := make([]byte, 16), make([]byte, 16)
	ghash(key, data, text, tag)
	g.b.Encrypt(mask, start)
	xorBytes(tag, tag, mask)
	return tag
}

// NewGCMWithRandomNonce is NewGCM with random nonces, which are put before the ciphertext.
func NewGCMWithRandomNonce(cipher Block) (AEAD, error) {
	g, ok := cipher.(whole)
	if !ok {
		return nil, errors.New("cipher: NewGCMWithRandomNonce requires aes.Block")
	}
	return randomNonce{g, &gcm{cipher, nonceSize, tagSize}}, nil
}

type randomNonce struct {
	w whole
	g *gcm
}

func (r randomNonce) NonceSize() int { return 0 }
func (r randomNonce) Overhead() int  { return nonceSize + tagSize }

func (r randomNonce) Seal(dst, nonce, plaintext, data []byte) []byte {
	if len(nonce) != 0 {
		panic("crypto/cipher: non-empty nonce passed to GCMWithRandomNonce")
	}
	all, out := grow(dst, nonceSize+len(plaintext)+tagSize)
	mustNotOverlap(out, plaintext, data)
	plaintext = append([]byte(nil), plaintext...)
	rand.Read(out[:nonceSize])
	r.w.Seal(out[:nonceSize], out[nonceSize:], plaintext, data)
	return all
}

func (r randomNonce) Open(dst, nonce, ciphertext, data []byte) ([]byte, error) {
	if len(nonce) != 0 {
		panic("crypto/cipher: non-empty nonce passed to GCMWithRandomNonce")
	}
	if len(ciphertext) < nonceSize+tagSize {
		return nil, errOpen
	}
	first := append([]byte(nil), ciphertext[:nonceSize]...)
	return r.g.Open(dst, first, ciphertext[nonceSize:], data)
}
