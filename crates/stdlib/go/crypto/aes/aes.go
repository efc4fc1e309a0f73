// Package aes: the AES block cipher of FIPS 197.
package aes

import (
	"crypto/cipher"
	"crypto/internal/overlap"
	"strconv"
)

// BlockSize is the length of a block in bytes.
const BlockSize = 16

// A KeySizeError is a length that keys do not have.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/aes: invalid key size " + strconv.Itoa(int(k)) }

// crypt works on whole blocks by mode; iv becomes what the next call goes on with.
func crypt(key []byte, mode int, iv, dst, src []byte)
func seal(key, nonce, out, text, ad []byte)
func open(key, nonce, out, text, ad []byte, tagSize int) (ok bool)

type block struct {
	key []byte
}

// NewCipher returns a cipher with a key of 16, 24 or 32 bytes.
func NewCipher(key []byte) (cipher.Block, error) {
	switch len(key) {
	case 16, 24, 32:
		return &block{append([]byte(nil), key...)}, nil
	}
	return nil, KeySizeError(len(key))
}

func (b *block) BlockSize() int { return BlockSize }

func (b *block) one(mode int, dst, src []byte) {
	if len(src) < BlockSize {
		panic("crypto/aes: input not full block")
	}
	if len(dst) < BlockSize {
		panic("crypto/aes: output not full block")
	}
	dst, src = dst[:BlockSize], src[:BlockSize]
	if overlap.Inexact(dst, src) {
		panic("crypto/aes: invalid buffer overlap")
	}
	crypt(b.key, mode, nil, dst, src)
}

func (b *block) Encrypt(dst, src []byte) { b.one(0, dst, src) }
func (b *block) Decrypt(dst, src []byte) { b.one(1, dst, src) }

// Bulk, Seal and Open are how package cipher works on many blocks at once.
func (b *block) Bulk(mode int, iv, dst, src []byte) { crypt(b.key, mode, iv, dst, src) }

func (b *block) Seal(nonce, out, text, ad []byte) { seal(b.key, nonce, out, text, ad) }

func (b *block) Open(nonce, out, text, ad []byte, tagSize int) bool {
	return open(b.key, nonce, out, text, ad, tagSize)
}
