// Package rand is where the crypto packages, Vole's own and those of an installed Go, take random bytes from.
package rand

import (
	"internal/godebug"
	"io"
)

func fill(b []byte)

// Reader gives random bytes and never fails. It reads from what a test has set.
var Reader io.Reader = reader{}

type reader struct{}

func (reader) Read(b []byte) (n int, err error) {
	Read(b)
	return len(b), nil
}

// Read fills b, which does not escape.
func Read(b []byte) {
	if testing == nil {
		fill(b)
		return
	}
	kept := make([]byte, len(b))
	if _, err := io.ReadFull(testing, kept); err != nil {
		panic("crypto/rand: testing reader failed: " + err.Error())
	}
	copy(b, kept)
}

// testing stands in for the system's random bytes while it is set.
var testing io.Reader

// SetTestingReader makes Reader read from r, or from the system again if r is nil.
func SetTestingReader(r io.Reader) { testing = r }

// IsDefaultReader reports whether r is Reader.
func IsDefaultReader(r io.Reader) bool {
	_, ok := r.(reader)
	return ok
}

var custom = godebug.New("cryptocustomrand")

// CustomReader returns what a function that is given r reads from: Reader, unless GODEBUG has cryptocustomrand=1.
func CustomReader(r io.Reader) io.Reader {
	if custom.Value() == "1" {
		return r
	}
	return Reader
}
