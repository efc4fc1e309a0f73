// Package crc32: 32-bit cyclic redundancy checks. Polynomials are in reversed bit order.
package crc32

import (
	"errors"
	"hash"
)

// Size is the length of a checksum in bytes.
const Size = 4

const (
	IEEE       = 0xedb88320
	Castagnoli = 0x82f63b78
	Koopman    = 0xeb31d82e
)

// A Table holds a polynomial's remainders of all bytes.
type Table [256]uint32

// IEEETable is the table of the IEEE polynomial.
var IEEETable = simpleTable(IEEE)

var castagnoliTable *Table

func updateIEEE(crc uint32, p []byte) uint32
func updateCastagnoli(crc uint32, p []byte) uint32
func updateTable(crc uint32, tab []uint32, p []byte) uint32

func simpleTable(poly uint32) *Table {
	t := new(Table)
	for i := range t {
		crc := uint32(i)
		for range 8 {
			if crc&1 == 1 {
				crc = crc>>1 ^ poly
			} else {
				crc >>= 1
			}
		}
		t[i] = crc
	}
	return t
}

// MakeTable returns the table of a polynomial; it must not be changed.
func MakeTable(poly uint32) *Table {
	switch poly {
	case IEEE:
		return IEEETable
	case Castagnoli:
		if castagnoliTable == nil {
			castagnoliTable = simpleTable(Castagnoli)
		}
		return castagnoliTable
	}
	return simpleTable(poly)
}

// Update adds p to the checksum crc.
func Update(crc uint32, tab *Table, p []byte) uint32 {
	switch {
	case tab == IEEETable:
		return updateIEEE(crc, p)
	case tab == castagnoliTable && tab != nil:
		return updateCastagnoli(crc, p)
	}
	return updateTable(crc, tab[:], p)
}

// Checksum returns the checksum of data.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE returns the checksum of data by the IEEE polynomial.
func ChecksumIEEE(data []byte) uint32 { return updateIEEE(0, data) }

type digest struct {
	crc uint32
	tab *Table
}

// New returns a running checksum.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

// NewIEEE returns a running checksum by the IEEE polynomial.
func NewIEEE() hash.Hash32 { return New(IEEETable) }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum32() uint32  { return d.crc }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func appendUint32(b []byte, x uint32) []byte {
	return append(b, byte(x>>24), byte(x>>16), byte(x>>8), byte(x))
}

func (d *digest) Sum(in []byte) []byte { return appendUint32(in, d.crc) }

const magic = "crc\x01"

// tableSum tells tables apart.
func tableSum(t *Table) uint32 {
	var a [1024]byte
	b := a[:0]
	if t != nil {
		for _, x := range t {
			b = appendUint32(b, x)
		}
	}
	return ChecksumIEEE(b)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	b = appendUint32(b, tableSum(d.tab))
	return appendUint32(b, d.crc), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func readUint32(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc32: invalid hash state identifier")
	}
	if len(b) != len(magic)+8 {
		return errors.New("hash/crc32: invalid hash state size")
	}
	if tableSum(d.tab) != readUint32(b[4:]) {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = readUint32(b[8:])
	return nil
}

func (d *digest) Clone() (hash.Cloner, error) {
	r := *d
	return &r, nil
}
