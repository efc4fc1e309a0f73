// Package sha512: the SHA-384, SHA-512, SHA-512/224 and SHA-512/256 hashes of FIPS 180-4.
package sha512

import (
	"crypto"
	state "crypto/internal/digest"
	"hash"
)

func init() {
	crypto.RegisterHash(crypto.SHA384, New384)
	crypto.RegisterHash(crypto.SHA512, New)
	crypto.RegisterHash(crypto.SHA512_224, New512_224)
	crypto.RegisterHash(crypto.SHA512_256, New512_256)
}

const (
	// Size384 is the length of a SHA-384 digest in bytes.
	Size384 = 48
	// Size is the length of a SHA-512 digest in bytes.
	Size = 64
	// Size224 is the length of a SHA-512/224 digest in bytes.
	Size224 = 28
	// Size256 is the length of a SHA-512/256 digest in bytes.
	Size256 = 32

	// BlockSize is the length of a block in bytes.
	BlockSize = 128
)

func update(h []uint64, x []byte, nx int, p []byte) int
func finish(h []uint64, x []byte, nx int, length uint64, out []byte)

// digest is a running hash: chaining values, the bytes of a block not yet whole, and how much there was in all.
type digest struct {
	h    [8]uint64
	x    [BlockSize]byte
	nx   int
	len  uint64
	kind *kind
}

// kind tells a package's functions apart.
type kind struct {
	init  [8]uint64
	size  int
	magic string
}

var (
	kind384     = &kind{[8]uint64{0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4}, Size384, "sha\x04"}
	kind512     = &kind{[8]uint64{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}, Size, "sha\x07"}
	kind512_224 = &kind{[8]uint64{0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf, 0xf6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1}, Size224, "sha\x05"}
	kind512_256 = &kind{[8]uint64{0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd, 0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0xeb72ddc81c52ca2}, Size256, "sha\x06"}
)

// New384 returns a running SHA-384 hash.
func New384() hash.Hash {
	d := &digest{kind: kind384}
	d.Reset()
	return d
}

// Sum384 returns the SHA-384 digest of data.
func Sum384(data []byte) (out [Size384]byte) {
	var d digest
	d.kind = kind384
	d.Reset()
	d.Write(data)
	finish(d.h[:], d.x[:], d.nx, d.len, out[:])
	return out
}

// New returns a running SHA-512 hash.
func New() hash.Hash {
	d := &digest{kind: kind512}
	d.Reset()
	return d
}

// Sum512 returns the SHA-512 digest of data.
func Sum512(data []byte) (out [Size]byte) {
	var d digest
	d.kind = kind512
	d.Reset()
	d.Write(data)
	finish(d.h[:], d.x[:], d.nx, d.len, out[:])
	return out
}

// New512_224 returns a running SHA-512/224 hash.
func New512_224() hash.Hash {
	d := &digest{kind: kind512_224}
	d.Reset()
	return d
}

// Sum512_224 returns the SHA-512/224 digest of data.
func Sum512_224(data []byte) (out [Size224]byte) {
	var d digest
	d.kind = kind512_224
	d.Reset()
	d.Write(data)
	finish(d.h[:], d.x[:], d.nx, d.len, out[:])
	return out
}

// New512_256 returns a running SHA-512/256 hash.
func New512_256() hash.Hash {
	d := &digest{kind: kind512_256}
	d.Reset()
	return d
}

// Sum512_256 returns the SHA-512/256 digest of data.
func Sum512_256(data []byte) (out [Size256]byte) {
	var d digest
	d.kind = kind512_256
	d.Reset()
	d.Write(data)
	finish(d.h[:], d.x[:], d.nx, d.len, out[:])
	return out
}

func (d *digest) Reset() {
	d.h = d.kind.init
	d.nx = 0
	d.len = 0
}

func (d *digest) Size() int      { return d.kind.size }
func (d *digest) BlockSize() int { return BlockSize }

func (d *digest) Write(p []byte) (nn int, err error) {
	d.nx = update(d.h[:], d.x[:], d.nx, p)
	d.len += uint64(len(p))
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	var out [64]byte
	finish(d.h[:], d.x[:], d.nx, d.len, out[:d.kind.size])
	return append(in, out[:d.kind.size]...)
}

func (d *digest) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

const marshaledSize = 204

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return state.Append(b, d.kind.magic, d.h[:], d.x[:], d.nx, d.len), nil
}

func (d *digest) MarshalBinary() ([]byte, error) {
	return d.AppendBinary(make([]byte, 0, marshaledSize))
}

func (d *digest) UnmarshalBinary(b []byte) (err error) {
	var nx int
	var length uint64
	if nx, length, err = state.Restore(b, "sha512", d.kind.magic, d.h[:], d.x[:]); err == nil {
		d.nx, d.len = nx, length
	}
	return err
}
