// Package des: the block ciphers DES and Triple DES of FIPS 46-3.
package des

import (
	"crypto/cipher"
	"crypto/internal/overlap"
	"strconv"
)

// BlockSize is the length of a block in bytes.
const BlockSize = 8

// A KeySizeError is a length that keys do not have.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/des: invalid key size " + strconv.Itoa(int(k)) }

// crypt works on whole blocks by mode; iv becomes what the next call goes on with.
func crypt(key []byte, mode int, iv, dst, src []byte)

type block struct {
	key []byte
}

// NewCipher returns a DES cipher with a key of 8 bytes.
func NewCipher(key []byte) (cipher.Block, error) { return newBlock(key, 8) }

// NewTripleDESCipher returns a Triple DES cipher with a key of 24 bytes.
func NewTripleDESCipher(key []byte) (cipher.Block, error) { return newBlock(key, 24) }

func newBlock(key []byte, size int) (cipher.Block, error) {
	if len(key) != size {
		return nil, KeySizeError(len(key))
	}
	return &block{append([]byte(nil), key...)}, nil
}

func (b *block) BlockSize() int { return BlockSize }

func (b *block) one(mode int, dst, src []byte) {
	if len(src) < BlockSize {
		panic("crypto/des: input not full block")
	}
	if len(dst) < BlockSize {
		panic("crypto/des: output not full block")
	}
	dst, src = dst[:BlockSize], src[:BlockSize]
	if overlap.Inexact(dst, src) {
		panic("crypto/des: invalid buffer overlap")
	}
	crypt(b.key, mode, nil, dst, src)
}

func (b *block) Encrypt(dst, src []byte) { b.one(0, dst, src) }
func (b *block) Decrypt(dst, src []byte) { b.one(1, dst, src) }

// Bulk is how package cipher works on many blocks at once.
func (b *block) Bulk(mode int, iv, dst, src []byte) { crypt(b.key, mode, iv, dst, src) }
