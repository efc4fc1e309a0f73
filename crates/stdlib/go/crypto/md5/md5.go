// Package md5: the MD5 hash of RFC 1321.
package md5

import (
	"crypto"
	"errors"
	"hash"
)

func init() {
	crypto.RegisterHash(crypto.MD5, New)
}

const (
	// Size is the length of a digest in bytes.
	Size = 16

	// BlockSize is the length of a block in bytes.
	BlockSize = 64
)

func update(h []uint32, x []byte, nx int, p []byte) int
func finish(h []uint32, x []byte, nx int, length uint64, out []byte)

// digest is a running hash: chaining values, the bytes of a block not yet whole, and how much there was in all.
type digest struct {
	h   [4]uint32
	x   [BlockSize]byte
	nx  int
	len uint64
}

const magic = "md5\x01"

var initial = [4]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}

// New returns a running MD5 hash.
func New() hash.Hash {
	d := &digest{}
	d.Reset()
	return d
}

// Sum returns the MD5 digest of data.
func Sum(data []byte) (out [Size]byte) {
	var d digest
	d.Reset()
	d.Write(data)
	finish(d.h[:], d.x[:], d.nx, d.len, out[:])
	return out
}

func (d *digest) Reset() {
	d.h = initial
	d.nx = 0
	d.len = 0
}

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return BlockSize }

func (d *digest) Write(p []byte) (nn int, err error) {
	d.nx = update(d.h[:], d.x[:], d.nx, p)
	d.len += uint64(len(p))
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	var out [16]byte
	finish(d.h[:], d.x[:], d.nx, d.len, out[:])
	return append(in, out[:]...)
}

func (d *digest) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

const marshaledSize = 92

func appendUint(b []byte, x uint64, bits int) []byte {
	for bits > 0 {
		bits -= 8
		b = append(b, byte(x>>uint(bits)))
	}
	return b
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	for _, w := range d.h {
		b = appendUint(b, uint64(w), 32)
	}
	b = append(b, d.x[:d.nx]...)
	b = append(b, make([]byte, BlockSize-d.nx)...)
	return appendUint(b, d.len, 64), nil
}

func (d *digest) MarshalBinary() ([]byte, error) {
	return d.AppendBinary(make([]byte, 0, marshaledSize))
}

func readUint(b []byte) (x uint64) {
	for _, c := range b {
		x = x<<8 | uint64(c)
	}
	return x
}

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < 4 || string(b[:4]) != magic {
		return errors.New("crypto/md5: invalid hash state identifier")
	}
	if len(b) != marshaledSize {
		return errors.New("crypto/md5: invalid hash state size")
	}
	b = b[4:]
	for i := range d.h {
		d.h[i] = uint32(readUint(b[:4]))
		b = b[4:]
	}
	copy(d.x[:], b)
	d.len = readUint(b[BlockSize:])
	d.nx = int(d.len % BlockSize)
	return nil
}
