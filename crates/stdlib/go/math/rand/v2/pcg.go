package rand

import (
	"errors"
	"math/bits"
)

// A PCG is O'Neill's generator with 128 bits of state: a linear congruential step whose state is scrambled by DXSM.
type PCG struct {
	hi, lo uint64
}

// NewPCG returns a seeded PCG.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed resets the generator.
func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

// Uint64 returns the next number.
func (p *PCG) Uint64() uint64 {
	const (
		mulHi = 2549297995355413924
		mulLo = 4865540595714422341
		incHi = 6364136223846793005
		incLo = 1442695040888963407
		cheap = 0xda942042e4dd58b5
	)
	hi, lo := bits.Mul64(p.lo, mulLo)
	hi += p.hi*mulLo + p.lo*mulHi
	lo, carry := bits.Add64(lo, incLo, 0)
	hi += incHi + carry
	p.hi, p.lo = hi, lo
	hi ^= hi >> 32
	hi *= cheap
	hi ^= hi >> 48
	hi *= lo | 1
	return hi
}

func appendBig(b []byte, x uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(x>>shift))
	}
	return b
}

func readBig(b []byte) (x uint64) {
	for _, c := range b[:8] {
		x = x<<8 | uint64(c)
	}
	return
}

// AppendBinary appends the state: "pcg:" and 16 bytes.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	return appendBig(appendBig(append(b, "pcg:"...), p.hi), p.lo), nil
}

// MarshalBinary returns the state.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

var errPCG = errors.New("invalid PCG encoding")

// UnmarshalBinary restores a state.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errPCG
	}
	p.hi, p.lo = readBig(data[4:]), readBig(data[12:])
	return nil
}
