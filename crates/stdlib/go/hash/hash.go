// Package hash: what all hash functions have in common.
package hash

import "io"

// A Hash is a running hash. Write never fails; Sum appends the digest of what was written and changes nothing.
type Hash interface {
	io.Writer
	Sum(b []byte) []byte
	Reset()
	Size() int
	BlockSize() int
}

// A Hash32 has a 32-bit digest.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// A Hash64 has a 64-bit digest.
type Hash64 interface {
	Hash
	Sum64() uint64
}

// A Cloner can copy its state.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// An XOF has output of any length; Write panics after Read.
type XOF interface {
	io.Writer
	io.Reader
	Reset()
	BlockSize() int
}
