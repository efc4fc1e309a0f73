// Package rand (math/rand): pseudo-random numbers in Go's exact sequences for a given seed.
package rand

// A Source gives uniform 63-bit numbers; the ones made here are not safe for concurrent use.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 gives 64-bit numbers at once.
type Source64 interface {
	Source
	Uint64() uint64
}
