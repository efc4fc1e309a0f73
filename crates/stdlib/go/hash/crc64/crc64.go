// Package crc64: 64-bit cyclic redundancy checks. Polynomials are in reversed bit order.
package crc64

import (
	"errors"
	"hash"
)

// Size is the length of a checksum in bytes.
const Size = 8

const (
	ISO  = 0xD800000000000000
	ECMA = 0xC96C5795D7870F42
)

// A Table holds a polynomial's remainders of all bytes.
type Table [256]uint64

func updateTable(crc uint64, tab []uint64, p []byte) uint64

var made map[uint64]*Table

// MakeTable returns the table of a polynomial; it must not be changed.
func MakeTable(poly uint64) *Table {
	t := made[poly]
	if t != nil {
		return t
	}
	t = new(Table)
	for i := range t {
		crc := uint64(i)
		for range 8 {
			if crc&1 == 1 {
				crc = crc>>1 ^ poly
			} else {
				crc >>= 1
			}
		}
		t[i] = crc
	}
	if poly == ISO || poly == ECMA {
		if made == nil {
			made = map[uint64]*Table{}
		}
		made[poly] = t
	}
	return t
}

// Update adds p to the checksum crc.
func Update(crc uint64, tab *Table, p []byte) uint64 { return updateTable(crc, tab[:], p) }

// Checksum returns the checksum of data.
func Checksum(data []byte, tab *Table) uint64 { return Update(0, tab, data) }

type digest struct {
	crc uint64
	tab *Table
}

// New returns a running checksum.
func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum64() uint64  { return d.crc }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func appendUint64(b []byte, x uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(x>>uint(shift)))
	}
	return b
}

func (d *digest) Sum(in []byte) []byte { return appendUint64(in, d.crc) }

const magic = "crc\x02"

// tableSum tells tables apart.
func tableSum(t *Table) uint64 {
	b := make([]byte, 0, 2048)
	if t != nil {
		for _, x := range t {
			b = appendUint64(b, x)
		}
	}
	return Checksum(b, MakeTable(ISO))
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	b = appendUint64(b, tableSum(d.tab))
	return appendUint64(b, d.crc), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func readUint64(b []byte) (x uint64) {
	for _, c := range b[:8] {
		x = x<<8 | uint64(c)
	}
	return x
}

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc64: invalid hash state identifier")
	}
	if len(b) != len(magic)+16 {
		return errors.New("hash/crc64: invalid hash state size")
	}
	if tableSum(d.tab) != readUint64(b[4:]) {
		return errors.New("hash/crc64: tables do not match")
	}
	d.crc = readUint64(b[12:])
	return nil
}

func (d *digest) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}
