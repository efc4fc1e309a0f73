// Package uuid: the identifiers of RFC 9562.
package uuid

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"sync"
	"time"
)

// A UUID is an identifier of 128 bits.
type UUID [16]byte

// Nil returns the UUID of zeros.
func Nil() UUID { return UUID{} }

// Max returns the UUID of ones.
func Max() (u UUID) {
	for i := range u {
		u[i] = 0xff
	}
	return u
}

// New returns a new UUID that suits most purposes.
func New() UUID { return NewV4() }

// NewV4 returns a new random UUID.
func NewV4() (u UUID) {
	rand.Read(u[:])
	u.mark(4)
	return u
}

func (u *UUID) mark(version byte) {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
}

var last struct {
	sync.Mutex
	time int64 // milliseconds, and 12 bits of a millisecond's fraction
}

// NewV7 returns a new UUID that begins with the time and is greater than those before it.
func NewV7() (u UUID) {
	rand.Read(u[8:])
	now := time.Now().UnixNano()
	t := now/1e6<<12 | now%1e6<<12/1e6
	last.Lock()
	if t <= last.time && last.time-t < 1<<12*1000 {
		t = last.time + 1
	}
	last.time = t
	last.Unlock()
	ms := t >> 12
	for i := range 6 {
		u[i] = byte(ms >> uint(40-8*i))
	}
	u[6] = byte(t >> 8 & 0x0f)
	u[7] = byte(t)
	u.mark(7)
	return u
}

func (u UUID) String() string {
	var b [36]byte
	hex.Encode(b[:8], u[:4])
	hex.Encode(b[9:13], u[4:6])
	hex.Encode(b[14:18], u[6:8])
	hex.Encode(b[19:23], u[8:10])
	hex.Encode(b[24:], u[10:])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return string(b[:])
}

// Compare orders UUIDs by their bytes.
func (u UUID) Compare(v UUID) int { return bytes.Compare(u[:], v[:]) }

func (u UUID) AppendText(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

func (u UUID) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

func (u *UUID) UnmarshalText(b []byte) error {
	v, err := Parse(string(b))
	if err == nil {
		*u = v
	}
	return err
}

var errBad = errors.New("invalid uuid")

// Parse reads a UUID: with dashes, plain or in braces or after urn:uuid:, or 32 digits.
func Parse(s string) (UUID, error) {
	const urn = "urn:uuid:"
	switch len(s) {
	case 36:
	case 32:
		var u UUID
		if _, err := hex.Decode(u[:], []byte(s)); err != nil {
			return UUID{}, errBad
		}
		return u, nil
	case 38:
		if s[0] != '{' || s[37] != '}' {
			return UUID{}, errBad
		}
		s = s[1:37]
	case 36 + len(urn):
		if s[:len(urn)] != urn {
			return UUID{}, errBad
		}
		s = s[len(urn):]
	default:
		return UUID{}, errBad
	}
	if s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return UUID{}, errBad
	}
	var u UUID
	digits := s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	if _, err := hex.Decode(u[:], []byte(digits)); err != nil {
		return UUID{}, errBad
	}
	return u, nil
}

// MustParse is Parse; it panics if s is not a UUID.
func MustParse(s string) UUID {
	u, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}
