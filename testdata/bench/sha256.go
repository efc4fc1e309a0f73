// SHA-256 in plain Go: 32-bit arithmetic over arrays.
package main

import (
	"fmt"
	"math"
)

var k [64]uint32
var initial [8]uint32

// The constants are the fractional parts of the cube and square roots of the first primes.
func init() {
	n := 0
	for p := 2; n < 64; p++ {
		prime := true
		for d := 2; d*d <= p; d++ {
			if p%d == 0 {
				prime = false
				break
			}
		}
		if !prime {
			continue
		}
		c := math.Cbrt(float64(p))
		k[n] = uint32((c - math.Floor(c)) * (1 << 32))
		if n < 8 {
			s := math.Sqrt(float64(p))
			initial[n] = uint32((s - math.Floor(s)) * (1 << 32))
		}
		n++
	}
}

func rotr(x uint32, n uint) uint32 { return x>>n | x<<(32-n) }

func block(h *[8]uint32, p []byte) {
	var w [64]uint32
	for i := 0; i < 16; i++ {
		j := i * 4
		w[i] = uint32(p[j])<<24 | uint32(p[j+1])<<16 | uint32(p[j+2])<<8 | uint32(p[j+3])
	}
	for i := 16; i < 64; i++ {
		s0 := rotr(w[i-15], 7) ^ rotr(w[i-15], 18) ^ w[i-15]>>3
		s1 := rotr(w[i-2], 17) ^ rotr(w[i-2], 19) ^ w[i-2]>>10
		w[i] = w[i-16] + s0 + w[i-7] + s1
	}
	a, b, c, d, e, f, g, hh := h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]
	for i := 0; i < 64; i++ {
		s1 := rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)
		ch := e&f ^ ^e&g
		t1 := hh + s1 + ch + k[i] + w[i]
		s0 := rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)
		maj := a&b ^ a&c ^ b&c
		t2 := s0 + maj
		hh, g, f, e, d, c, b, a = g, f, e, d+t1, c, b, a, t1+t2
	}
	h[0] += a
	h[1] += b
	h[2] += c
	h[3] += d
	h[4] += e
	h[5] += f
	h[6] += g
	h[7] += hh
}

func sum(data []byte) [32]byte {
	h := initial
	bits := uint64(len(data)) * 8
	rest := data
	for len(rest) >= 64 {
		block(&h, rest[:64])
		rest = rest[64:]
	}
	var tail [128]byte
	n := copy(tail[:], rest)
	tail[n] = 0x80
	size := 64
	if n >= 56 {
		size = 128
	}
	for i := 0; i < 8; i++ {
		tail[size-1-i] = byte(bits >> (8 * uint(i)))
	}
	for i := 0; i < size; i += 64 {
		block(&h, tail[i:i+64])
	}
	var out [32]byte
	for i, v := range h {
		out[4*i], out[4*i+1], out[4*i+2], out[4*i+3] = byte(v>>24), byte(v>>16), byte(v>>8), byte(v)
	}
	return out
}

func main() {
	fmt.Printf("%x\n", sum([]byte("abc")))
	data := make([]byte, 1<<20)
	for i := range data {
		data[i] = byte(i * 7)
	}
	var digest [32]byte
	for round := 0; round < 40; round++ {
		data[round] ^= digest[round&31]
		digest = sum(data)
	}
	fmt.Printf("%x\n", digest)
}
