// Package fnv: the hash functions FNV-1 and FNV-1a of Fowler, Noll and Vo.
package fnv

import "errors"

// The natives: a says FNV-1a.
func sum32(h uint32, p []byte, a bool) uint32
func sum64(h uint64, p []byte, a bool) uint64
func sum128(hi, lo uint64, p []byte, a bool) (uint64, uint64)

const (
	offset32    = 2166136261
	offset64    = 14695981039346656037
	offset128hi = 0x6c62272e07bb0142
	offset128lo = 0x62b821756295c58d
)

func appendUint(b []byte, x uint64, bits int) []byte {
	for bits > 0 {
		bits -= 8
		b = append(b, byte(x>>uint(bits)))
	}
	return b
}

func readUint(b []byte) (x uint64) {
	for _, c := range b {
		x = x<<8 | uint64(c)
	}
	return x
}

// state checks a marshalled state and returns what follows its magic.
func state(b []byte, magic string, size int) ([]byte, error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, errors.New("hash/fnv: invalid hash state identifier")
	}
	if len(b) != len(magic)+size {
		return nil, errors.New("hash/fnv: invalid hash state size")
	}
	return b[len(magic):], nil
}
