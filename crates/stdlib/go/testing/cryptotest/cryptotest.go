// Package cryptotest makes the random choices of the crypto packages repeatable in tests.
package cryptotest

import (
	internalrand "crypto/internal/rand"
	"crypto/rand"
	"encoding/binary"
	"io"
	mathrand "math/rand/v2"
	"testing"
)

// SetGlobalRandom makes all random bytes of the crypto packages follow from a seed until the test is over.
func SetGlobalRandom(t *testing.T, seed uint64) {
	if t == nil {
		panic("cryptotest: SetGlobalRandom called with a nil *testing.T")
	}
	if !testing.Testing() {
		panic("cryptotest: SetGlobalRandom used in a non-test binary")
	}
	testing.VoleNotParallel(t)
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	var source io.Reader = mathrand.NewChaCha8(key)
	before := rand.Reader
	rand.Reader = source
	internalrand.SetTestingReader(source)
	t.Cleanup(func() {
		rand.Reader = before
		internalrand.SetTestingReader(nil)
	})
}
