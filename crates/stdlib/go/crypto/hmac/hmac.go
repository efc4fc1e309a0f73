// Package hmac: the keyed-hash message authentication code of FIPS 198.
package hmac

import (
	"crypto/subtle"
	"errors"
	"hash"
)

type hmac struct {
	opad, ipad   []byte
	outer, inner hash.Hash
}

// New returns a running code with the hash that h makes and a key.
func New(h func() hash.Hash, key []byte) hash.Hash {
	hm := &hmac{outer: h(), inner: h()}
	unique := true
	func() {
		defer func() {
			// The comparison panics for types that cannot be compared.
			recover()
		}()
		if hm.outer == hm.inner {
			unique = false
		}
	}()
	if !unique {
		panic("crypto/hmac: hash generation function does not produce unique values")
	}
	size := hm.inner.BlockSize()
	if len(key) > size {
		hm.outer.Write(key)
		key = hm.outer.Sum(nil)
	}
	hm.ipad = make([]byte, size)
	hm.opad = make([]byte, size)
	copy(hm.ipad, key)
	copy(hm.opad, key)
	for i := range hm.ipad {
		hm.ipad[i] ^= 0x36
		hm.opad[i] ^= 0x5c
	}
	hm.inner.Write(hm.ipad)
	return hm
}

func (h *hmac) Write(p []byte) (n int, err error) { return h.inner.Write(p) }
func (h *hmac) Size() int                         { return h.outer.Size() }
func (h *hmac) BlockSize() int                    { return h.inner.BlockSize() }

func (h *hmac) Sum(in []byte) []byte {
	start := len(in)
	in = h.inner.Sum(in)
	h.outer.Reset()
	h.outer.Write(h.opad)
	h.outer.Write(in[start:])
	return h.outer.Sum(in[:start])
}

func (h *hmac) Reset() {
	h.inner.Reset()
	h.inner.Write(h.ipad)
}

type errCloneUnsupported struct{}

func (errCloneUnsupported) Error() string { return "crypto/hmac: hash does not support hash.Cloner" }
func (errCloneUnsupported) Unwrap() error { return errors.ErrUnsupported }

func (h *hmac) Clone() (hash.Cloner, error) {
	r := *h
	inner, ok1 := h.inner.(hash.Cloner)
	outer, ok2 := h.outer.(hash.Cloner)
	if !ok1 || !ok2 {
		return nil, errCloneUnsupported{}
	}
	var err error
	if r.inner, err = inner.Clone(); err != nil {
		return nil, err
	}
	if r.outer, err = outer.Clone(); err != nil {
		return nil, err
	}
	return &r, nil
}

// Equal compares codes without telling by its time where they differ.
func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }
