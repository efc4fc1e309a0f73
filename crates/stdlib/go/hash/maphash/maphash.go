// Package maphash: hashes of byte sequences and comparable values for hash tables; they differ from run to run.
package maphash

import "hash"

func rthash(p []byte, state uint64) uint64
func randUint64() uint64

// A Seed selects a hash function.
type Seed struct {
	s uint64
}

// MakeSeed returns a new random seed.
func MakeSeed() Seed {
	s := randUint64()
	for s == 0 {
		s = randUint64()
	}
	return Seed{s}
}

// Bytes returns the hash of b.
func Bytes(seed Seed, b []byte) uint64 {
	checkSeed(seed)
	return sum(b, seed.s)
}

// String returns the hash of s.
func String(seed Seed, s string) uint64 { return Bytes(seed, []byte(s)) }

func checkSeed(seed Seed) {
	if seed.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
}

// sum hashes buffers as a Hash does, so that the way of writing does not count.
func sum(b []byte, state uint64) uint64 {
	for len(b) > bufferSize {
		state = rthash(b[:bufferSize], state)
		b = b[bufferSize:]
	}
	return rthash(b, state)
}

const bufferSize = 128

// A Hash is a running hash; the zero value chooses a random seed at first use.
type Hash struct {
	_     [0]func() // not comparable
	seed  Seed
	state uint64
	buf   [bufferSize]byte
	n     int
}

func (h *Hash) initSeed() {
	if h.seed.s == 0 {
		h.SetSeed(MakeSeed())
	}
}

// Seed returns the seed.
func (h *Hash) Seed() Seed {
	h.initSeed()
	return h.seed
}

// SetSeed sets the seed and forgets what was written.
func (h *Hash) SetSeed(seed Seed) {
	checkSeed(seed)
	h.seed = seed
	h.state = seed.s
	h.n = 0
}

// Reset forgets what was written.
func (h *Hash) Reset() {
	h.initSeed()
	h.state = h.seed.s
	h.n = 0
}

func (h *Hash) Write(b []byte) (int, error) {
	h.initSeed()
	size := len(b)
	for len(b) > 0 {
		if h.n == bufferSize {
			h.state = rthash(h.buf[:], h.state)
			h.n = 0
		}
		k := copy(h.buf[h.n:], b)
		h.n += k
		b = b[k:]
	}
	return size, nil
}

func (h *Hash) WriteString(s string) (int, error) { return h.Write([]byte(s)) }

func (h *Hash) WriteByte(b byte) error {
	_, err := h.Write([]byte{b})
	return err
}

// Sum64 returns the hash of what was written.
func (h *Hash) Sum64() uint64 {
	h.initSeed()
	return rthash(h.buf[:h.n], h.state)
}

// Sum appends the hash to b.
func (h *Hash) Sum(b []byte) []byte {
	x := h.Sum64()
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(x>>uint(shift)))
	}
	return b
}

func (h *Hash) Size() int      { return 8 }
func (h *Hash) BlockSize() int { return bufferSize }

func (h *Hash) Clone() (hash.Cloner, error) {
	h.initSeed()
	r := *h
	return &r, nil
}

func hashAny(v any) uint64

// Comparable returns the hash of v, equal for equal values.
func Comparable[T comparable](seed Seed, v T) uint64 {
	var h Hash
	h.SetSeed(seed)
	WriteComparable(&h, v)
	return h.Sum64()
}

// WriteComparable adds x to h.
func WriteComparable[T comparable](h *Hash, x T) {
	v := hashAny(x)
	var b [8]byte
	for i := range b {
		b[i] = byte(v >> uint(8*i))
	}
	h.Write(b[:])
}

// A Hasher is a hash function with the equality it agrees with, as hash tables want it.
type Hasher[T any] interface {
	Hash(*Hash, T)
	Equal(x, y T) bool
}

// ComparableHasher is the Hasher of ==.
type ComparableHasher[T comparable] struct {
	_ [0]func(T) // not comparable
}

func (ComparableHasher[T]) Hash(h *Hash, v T) { WriteComparable(h, v) }
func (ComparableHasher[T]) Equal(x, y T) bool { return x == y }
