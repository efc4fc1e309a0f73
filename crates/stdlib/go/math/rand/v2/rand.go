// Package rand (math/rand/v2): pseudo-random numbers in Go's exact sequences for a given seed.
package rand

// A Source gives uniform 64-bit numbers.
type Source interface {
	Uint64() uint64
}
