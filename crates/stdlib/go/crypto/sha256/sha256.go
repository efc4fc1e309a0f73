// Package sha256: the SHA-224 and SHA-256 hashes of FIPS 180-4.
package sha256

import (
	"crypto"
	state "crypto/internal/digest"
	"hash"
)

func init() {
	crypto.RegisterHash(crypto.SHA224, New224)
	crypto.RegisterHash(crypto.SHA256, New)
}

const (
	// Size224 is the length of a SHA-224 digest in bytes.
	Size224 = 28
	// Size is the length of a SHA-256 digest in bytes.
	Size = 32

	// BlockSize is the length of a block in bytes.
	BlockSize = 64
)

func update(h []uint32, x []byte, nx int, p []byte) int
func finish(h []uint32, x []byte, nx int, length uint64, out []byte)

// digest is a running hash: chaining values, the bytes of a block not yet whole, and how much there was in all.
type digest struct {
	h    [8]uint32
	x    [BlockSize]byte
	nx   int
	len  uint64
	kind *kind
}

// kind tells a package's functions apart.
type kind struct {
	init  [8]uint32
	size  int
	magic string
}

var (
	kind224 = &kind{[8]uint32{0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4}, Size224, "sha\x02"}
	kind256 = &kind{[8]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}, Size, "sha\x03"}
)

// New224 returns a running SHA-224 hash.
func New224() hash.Hash {
	d := &digest{kind: kind224}
	d.Reset()
	return d
}

// Sum224 returns the SHA-224 digest of data.
func Sum224(data []byte) (out [Size224]byte) {
	var d digest
	d.kind = kind224
	d.Reset()
	d.Write(data)
	finish(d.h[:], d.x[:], d.nx, d.len, out[:])
	return out
}

// New returns a running SHA-256 hash.
func New() hash.Hash {
	d := &digest{kind: kind256}
	d.Reset()
	return d
}

// Sum256 returns the SHA-256 digest of data.
func Sum256(data []byte) (out [Size]byte) {
	var d digest
	d.kind = kind256
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
	var out [32]byte
	finish(d.h[:], d.x[:], d.nx, d.len, out[:d.kind.size])
	return append(in, out[:d.kind.size]...)
}

func (d *digest) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}

const marshaledSize = 108

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return state.Append(b, d.kind.magic, d.h[:], d.x[:], d.nx, d.len), nil
}

func (d *digest) MarshalBinary() ([]byte, error) {
	return d.AppendBinary(make([]byte, 0, marshaledSize))
}

func (d *digest) UnmarshalBinary(b []byte) (err error) {
	var nx int
	var length uint64
	if nx, length, err = state.Restore(b, "sha256", d.kind.magic, d.h[:], d.x[:]); err == nil {
		d.nx, d.len = nx, length
	}
	return err
}
