// Package sha1: the SHA-1 hash of RFC 3174.
package sha1

import (
	"crypto"
	"errors"
	"hash"
)

func init() {
	crypto.RegisterHash(crypto.SHA1, New)
}

const (
	// Size is the length of a digest in bytes.
	Size = 20

	// BlockSize is the length of a block in bytes.
	BlockSize = 64
)

func update(h []uint32, x []byte, nx int, p []byte) int
func finish(h []uint32, x []byte, nx int, length uint64, out []byte)

// digest is a running hash: chaining values, the bytes of a block not yet whole, and how much there was in all.
type digest struct {
	h   [5]uint32
	x   [BlockSize]byte
	nx  int
	len uint64
}

const magic = "sha\x01"

var initial = [5]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}

// New returns a running SHA-1 hash.
func New() hash.Hash {
	d := &digest{}
	d.Reset()
	return d
}

// Sum returns the SHA-1 digest of data.
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
	var out [20]byte
	finish(d.h[:], d.x[:], d.nx, d.len, out[:])
	return append(in, out[:]...)
}

func (d *digest) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

const marshaledSize = 96

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
		return errors.New("crypto/sha1: invalid hash state identifier")
	}
	if len(b) != marshaledSize {
		return errors.New("crypto/sha1: invalid hash state size")
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
