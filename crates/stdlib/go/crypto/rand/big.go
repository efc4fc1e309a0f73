package rand

import (
	"crypto/internal/rand"
	"errors"
	"io"
	"math/big"
)

// Int returns a random number below max.
func Int(rand io.Reader, max *big.Int) (n *big.Int, err error) {
	if max.Sign() <= 0 {
		panic("crypto/rand: argument to Int is <= 0")
	}
	n = new(big.Int)
	n.Sub(max, n.SetUint64(1))
	bits := n.BitLen()
	if bits == 0 {
		return n, nil
	}
	b := make([]byte, (bits+7)/8)
	for {
		if _, err = io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		// Bits above the greatest possible number do not count.
		b[0] &= 0xff >> uint((8-bits%8)%8)
		if n.SetBytes(b); n.Cmp(max) < 0 {
			return n, nil
		}
	}
}

// Prime returns a number of a length in bits that is most probably prime.
func Prime(r io.Reader, bits int) (*big.Int, error) {
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	r = rand.CustomReader(r)
	b := make([]byte, (bits+7)/8)
	top := uint((bits + 7) % 8)
	p := new(big.Int)
	for {
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, err
		}
		// The two highest bits are set, so that products of two primes have twice the length; and primes are odd.
		b[0] &= 1<<(top+1) - 1
		if top > 0 {
			b[0] |= 3 << (top - 1)
		} else {
			b[0] |= 1
			if len(b) > 1 {
				b[1] |= 0x80
			}
		}
		b[len(b)-1] |= 1
		if p.SetBytes(b); p.ProbablyPrime(20) {
			return p, nil
		}
	}
}
