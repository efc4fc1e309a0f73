// Package sha3: the SHA-3 hashes and SHAKE functions of FIPS 202.
package sha3

import (
	"crypto"
	"errors"
	"hash"
)

func init() {
	crypto.RegisterHash(crypto.SHA3_224, func() hash.Hash { return New224() })
	crypto.RegisterHash(crypto.SHA3_256, func() hash.Hash { return New256() })
	crypto.RegisterHash(crypto.SHA3_384, func() hash.Hash { return New384() })
	crypto.RegisterHash(crypto.SHA3_512, func() hash.Hash { return New512() })
}

func absorb(a []byte, n, rate int, p []byte) int
func pad(a []byte, n, rate int, dsbyte byte)
func squeeze(a []byte, n, rate int, out []byte) int

const (
	dsSHA3   = 0x06
	dsSHAKE  = 0x1f
	dsCSHAKE = 0x04
)

// sponge is the state of Keccak with its position in the rate.
type sponge struct {
	a         [200]byte
	n, rate   int
	dsbyte    byte
	squeezing bool
}

func (s *sponge) reset() {
	s.a = [200]byte{}
	s.n = 0
	s.squeezing = false
}

func (s *sponge) write(p []byte) {
	if s.squeezing {
		panic("sha3: Write after Read")
	}
	s.n = absorb(s.a[:], s.n, s.rate, p)
}

func (s *sponge) read(out []byte) {
	if !s.squeezing {
		pad(s.a[:], s.n, s.rate, s.dsbyte)
		s.n = 0
		s.squeezing = true
	}
	s.n = squeeze(s.a[:], s.n, s.rate, out)
}

const (
	magicSHA3   = "sha\x08"
	magicSHAKE  = "sha\x09"
	magicCSHAKE = "sha\x0a"
	// magic, rate, state, position, direction
	marshaledSize = 4 + 1 + 200 + 1 + 1
)

func (s *sponge) magic() string {
	switch s.dsbyte {
	case dsSHAKE:
		return magicSHAKE
	case dsCSHAKE:
		return magicCSHAKE
	}
	return magicSHA3
}

func (s *sponge) appendBinary(b []byte) []byte {
	b = append(b, s.magic()...)
	b = append(b, byte(s.rate))
	b = append(b, s.a[:]...)
	direction := byte(0)
	if s.squeezing {
		direction = 1
	}
	return append(b, byte(s.n), direction)
}

func (s *sponge) unmarshal(b []byte) error {
	if len(b) != marshaledSize {
		return errors.New("sha3: invalid hash state")
	}
	if string(b[:4]) != s.magic() {
		return errors.New("sha3: invalid hash state identifier")
	}
	if int(b[4]) != s.rate {
		return errors.New("sha3: invalid hash state function")
	}
	b = b[5:]
	n, direction := int(b[200]), b[201]
	if n > s.rate {
		return errors.New("sha3: invalid hash state")
	}
	if direction > 1 {
		return errors.New("sha3: unknown Keccak state")
	}
	copy(s.a[:], b)
	s.n = n
	s.squeezing = direction == 1
	return nil
}

// A SHA3 is a running SHA-3 hash.
type SHA3 struct {
	s sponge
}

func newSHA3(size int) *SHA3 { return &SHA3{sponge{rate: 200 - 2*size, dsbyte: dsSHA3}} }

// New224 returns a running SHA3-224 hash.
func New224() *SHA3 { return newSHA3(28) }

// New256 returns a running SHA3-256 hash.
func New256() *SHA3 { return newSHA3(32) }

// New384 returns a running SHA3-384 hash.
func New384() *SHA3 { return newSHA3(48) }

// New512 returns a running SHA3-512 hash.
func New512() *SHA3 { return newSHA3(64) }

func sum(data, out []byte) {
	s := newSHA3(len(out))
	s.s.write(data)
	s.s.read(out)
}

// Sum224 returns the SHA3-224 digest of data.
func Sum224(data []byte) (out [28]byte) {
	sum(data, out[:])
	return out
}

// Sum256 returns the SHA3-256 digest of data.
func Sum256(data []byte) (out [32]byte) {
	sum(data, out[:])
	return out
}

// Sum384 returns the SHA3-384 digest of data.
func Sum384(data []byte) (out [48]byte) {
	sum(data, out[:])
	return out
}

// Sum512 returns the SHA3-512 digest of data.
func Sum512(data []byte) (out [64]byte) {
	sum(data, out[:])
	return out
}

// sponge of a zero SHA3, which is SHA3-256.
func (s *SHA3) init() *sponge {
	if s.s.rate == 0 {
		*s = *New256()
	}
	return &s.s
}

func (s *SHA3) Write(p []byte) (n int, err error) {
	s.init().write(p)
	return len(p), nil
}

func (s *SHA3) Sum(b []byte) []byte {
	copied := *s.init()
	var out [64]byte
	digest := out[:s.Size()]
	copied.read(digest)
	return append(b, digest...)
}

func (s *SHA3) Reset()         { s.init().reset() }
func (s *SHA3) Size() int      { return (200 - s.init().rate) / 2 }
func (s *SHA3) BlockSize() int { return s.init().rate }

func (s *SHA3) MarshalBinary() ([]byte, error) { return s.init().appendBinary(nil), nil }

func (s *SHA3) AppendBinary(p []byte) ([]byte, error) { return s.init().appendBinary(p), nil }

func (s *SHA3) UnmarshalBinary(data []byte) error { return s.init().unmarshal(data) }

func (d *SHA3) Clone() (hash.Cloner, error) {
	d.init()
	r := *d
	return &r, nil
}
