// Package sha1: the SHA-1 hash of RFC 3174.
package sha1

import (
	"crypto"
	state "crypto/internal/digest"
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

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return state.Append(b, magic, d.h[:], d.x[:], d.nx, d.len), nil
}

func (d *digest) MarshalBinary() ([]byte, error) {
	return d.AppendBinary(make([]byte, 0, marshaledSize))
}

func (d *digest) UnmarshalBinary(b []byte) (err error) {
	var nx int
	var length uint64
	if nx, length, err = state.Restore(b, "sha1", magic, d.h[:], d.x[:]); err == nil {
		d.nx, d.len = nx, length
	}
	return err
}
