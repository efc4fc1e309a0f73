// Package cipher: modes in which block ciphers are used, and what streams have in common.
package cipher

import (
	"crypto/internal/overlap"
	"io"
)

// A Block is a block cipher with its key.
type Block interface {
	BlockSize() int
	Encrypt(dst, src []byte)
	Decrypt(dst, src []byte)
}

// A BlockMode works on whole blocks.
type BlockMode interface {
	BlockSize() int
	CryptBlocks(dst, src []byte)
}

// A Stream is a stream cipher.
type Stream interface {
	XORKeyStream(dst, src []byte)
}

// bulk is a Block of the library, which does many blocks at once.
type bulk interface {
	Bulk(mode int, iv, dst, src []byte)
}

// Modes of bulk.
const (
	chainEncrypt = 2
	chainDecrypt = 3
	counter      = 4
)

func xorBytes(dst, x, y []byte) {
	for i := range dst {
		dst[i] = x[i] ^ y[i]
	}
}

type chain struct {
	b    Block
	iv   []byte
	mode int
}

// NewCBCEncrypter returns a mode that chains blocks.
func NewCBCEncrypter(b Block, iv []byte) BlockMode {
	if len(iv) != b.BlockSize() {
		panic("cipher.NewCBCEncrypter: IV length must equal block size")
	}
	if own, ok := b.(interface{ NewCBCEncrypter(iv []byte) BlockMode }); ok {
		return own.NewCBCEncrypter(iv)
	}
	return &chain{b, append([]byte(nil), iv...), chainEncrypt}
}

// NewCBCDecrypter returns a mode that undoes NewCBCEncrypter's.
func NewCBCDecrypter(b Block, iv []byte) BlockMode {
	if len(iv) != b.BlockSize() {
		panic("cipher.NewCBCDecrypter: IV length must equal block size")
	}
	if own, ok := b.(interface{ NewCBCDecrypter(iv []byte) BlockMode }); ok {
		return own.NewCBCDecrypter(iv)
	}
	return &chain{b, append([]byte(nil), iv...), chainDecrypt}
}

func (c *chain) BlockSize() int { return len(c.iv) }

// SetIV begins anew.
func (c *chain) SetIV(iv []byte) {
	if len(iv) != len(c.iv) {
		panic("cipher: incorrect length IV")
	}
	copy(c.iv, iv)
}

func (c *chain) CryptBlocks(dst, src []byte) {
	size := len(c.iv)
	if len(src)%size != 0 {
		panic("crypto/cipher: input not full blocks")
	}
	if len(dst) < len(src) {
		panic("crypto/cipher: output smaller than input")
	}
	if overlap.Inexact(dst[:len(src)], src) {
		panic("crypto/cipher: invalid buffer overlap")
	}
	if len(src) == 0 {
		return
	}
	if b, ok := c.b.(bulk); ok {
		b.Bulk(c.mode, c.iv, dst[:len(src)], src)
		return
	}
	text := make([]byte, size)
	for ; len(src) > 0; dst, src = dst[size:], src[size:] {
		if c.mode == chainEncrypt {
			xorBytes(text, src[:size], c.iv)
			c.b.Encrypt(dst[:size], text)
			copy(c.iv, dst)
		} else {
			copy(text, src)
			c.b.Decrypt(dst[:size], text)
			xorBytes(dst[:size], dst[:size], c.iv)
			copy(c.iv, text)
		}
	}
}

// keyStream is a Stream that makes its key stream block by block.
type keyStream struct {
	b    Block
	iv   []byte
	key  []byte // not yet used
	mode int
}

const (
	ctrMode = iota
	ofbMode
	cfbEncrypt
	cfbDecrypt
)

func newStream(b Block, iv []byte, mode int, name string) Stream {
	if len(iv) != b.BlockSize() {
		if _, ok := b.(whole); ok && mode == ctrMode {
			panic("bad IV length")
		}
		panic(name + ": IV length must equal block size")
	}
	return &keyStream{b: b, iv: append([]byte(nil), iv...), mode: mode}
}

// NewCTR returns a Stream that encrypts a counter.
func NewCTR(block Block, iv []byte) Stream {
	if own, ok := block.(interface{ NewCTR(iv []byte) Stream }); ok {
		return own.NewCTR(iv)
	}
	return newStream(block, iv, ctrMode, "cipher.NewCTR")
}

// NewOFB returns a Stream that encrypts its own output.
func NewOFB(b Block, iv []byte) Stream { return newStream(b, iv, ofbMode, "cipher.NewOFB") }

// NewCFBEncrypter returns a Stream that encrypts the ciphertext.
func NewCFBEncrypter(block Block, iv []byte) Stream {
	return newStream(block, iv, cfbEncrypt, "cipher.newCFB")
}

// NewCFBDecrypter returns a Stream that undoes NewCFBEncrypter's.
func NewCFBDecrypter(block Block, iv []byte) Stream {
	return newStream(block, iv, cfbDecrypt, "cipher.newCFB")
}

// block makes the next block of the key stream.
func (s *keyStream) block() {
	size := len(s.iv)
	key := make([]byte, size)
	s.b.Encrypt(key, s.iv)
	s.key = key
	switch s.mode {
	case ctrMode:
		for i := size - 1; i >= 0; i-- {
			s.iv[i]++
			if s.iv[i] != 0 {
				break
			}
		}
	case ofbMode:
		copy(s.iv, key)
	}
}

func (s *keyStream) XORKeyStream(dst, src []byte) {
	_, known := s.b.(whole)
	known = known && s.mode == ctrMode
	if len(dst) < len(src) {
		if known {
			panic("crypto/aes: len(dst) < len(src)")
		}
		panic("crypto/cipher: output smaller than input")
	}
	if overlap.Inexact(dst[:len(src)], src) {
		if known {
			panic("crypto/aes: invalid buffer overlap")
		}
		panic("crypto/cipher: invalid buffer overlap")
	}
	size := len(s.iv)
	for len(src) > 0 {
		if len(s.key) == 0 {
			if b, ok := s.b.(bulk); ok && s.mode == ctrMode && len(src) >= size {
				n := len(src) / size * size
				b.Bulk(counter, s.iv, dst[:n], src[:n])
				dst, src = dst[n:], src[n:]
				continue
			}
			s.block()
		}
		n := min(len(s.key), len(src))
		used := size - len(s.key)
		if s.mode == cfbDecrypt {
			copy(s.iv[used:], src[:n])
		}
		for i, c := range src[:n] {
			dst[i] = c ^ s.key[i]
		}
		if s.mode == cfbEncrypt {
			copy(s.iv[used:], dst[:n])
		}
		s.key = s.key[n:]
		dst, src = dst[n:], src[n:]
	}
}

// A StreamReader decrypts or encrypts what it reads.
type StreamReader struct {
	S Stream
	R io.Reader
}

func (r StreamReader) Read(dst []byte) (n int, err error) {
	n, err = r.R.Read(dst)
	r.S.XORKeyStream(dst[:n], dst[:n])
	return n, err
}

// A StreamWriter encrypts or decrypts what is written to it.
type StreamWriter struct {
	S   Stream
	W   io.Writer
	Err error
}

func (w StreamWriter) Write(src []byte) (n int, err error) {
	c := make([]byte, len(src))
	w.S.XORKeyStream(c, src)
	n, err = w.W.Write(c)
	if n != len(src) && err == nil {
		err = io.ErrShortWrite
	}
	return n, err
}

// Close closes the writer below, if it can be closed.
func (w StreamWriter) Close() error {
	if c, ok := w.W.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
