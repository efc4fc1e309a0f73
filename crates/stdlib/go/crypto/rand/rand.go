// Package rand: random numbers that nobody can foretell.
package rand

import (
	"crypto/internal/rand"
	"io"
)

// Reader gives random bytes and never fails.
var Reader io.Reader = rand.Reader

// Read fills b with random bytes; it never fails, and ends the program if Reader was replaced by one that does.
func Read(b []byte) (n int, err error) {
	if rand.IsDefaultReader(Reader) {
		rand.Read(b)
		return len(b), nil
	}
	// In a slice of its own, so that b does not escape.
	kept := make([]byte, len(b))
	if _, err := io.ReadFull(Reader, kept); err != nil {
		fatal("crypto/rand: failed to read random data (see https://go.dev/issue/66821): " + err.Error())
	}
	copy(b, kept)
	return len(b), nil
}

func fatal(text string)

// Text returns a random string of 26 letters and digits of the base32 alphabet: 128 bits and more of chance.
func Text() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	b := make([]byte, 26)
	Read(b)
	for i := range b {
		b[i] = alphabet[b[i]%32]
	}
	return string(b)
}
