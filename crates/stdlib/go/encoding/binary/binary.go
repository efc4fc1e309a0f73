// Package binary: numbers as bytes, and values made of numbers.
package binary

import (
	"errors"
	"fmt"
	"io"
)

// sizeOf returns the bytes of a value of fixed size, or of what it points to; -1 for others.
func sizeOf(v any) int

// encodeTo and decodeFrom write and read such a value.
func encodeTo(v any, big bool, out []byte)
func decodeFrom(v any, big bool, in []byte)

// A ByteOrder says how bytes make numbers.
type ByteOrder interface {
	Uint16([]byte) uint16
	Uint32([]byte) uint32
	Uint64([]byte) uint64
	PutUint16([]byte, uint16)
	PutUint32([]byte, uint32)
	PutUint64([]byte, uint64)
	String() string
}

// An AppendByteOrder appends numbers.
type AppendByteOrder interface {
	AppendUint16([]byte, uint16) []byte
	AppendUint32([]byte, uint32) []byte
	AppendUint64([]byte, uint64) []byte
	String() string
}

// isBig finds out an order, one's own included.
func isBig(order ByteOrder) bool {
	switch order.(type) {
	case bigEndian:
		return true
	case littleEndian, nativeEndian:
		return false
	}
	return order.Uint16([]byte{1, 2}) == 0x0102
}

var errBufferTooSmall = errors.New("buffer too small")

// Size returns the number of bytes that Write writes for v, or -1.
func Size(v any) int {
	switch v := v.(type) {
	case []byte:
		return len(v)
	case nil:
		return -1
	}
	return sizeOf(v)
}

func notFixed(op string, data any) error {
	return fmt.Errorf("binary.%s: some values are not fixed-sized in type %T", op, data)
}

// isTarget reports whether data can be decoded into: a pointer or a slice.
func isTarget(data any) bool

// Read reads a value into data, a pointer to a value of fixed size or a slice of such.
func Read(r io.Reader, order ByteOrder, data any) error {
	n := targetSize(data)
	if n < 0 {
		return fmt.Errorf("binary.Read: invalid type %T", data)
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return err
	}
	decodeFrom(data, isBig(order), b)
	return nil
}

func targetSize(data any) int {
	if data == nil || !isTarget(data) {
		return -1
	}
	return sizeOf(data)
}

// Decode is Read from a slice; it returns the number of bytes.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	n := targetSize(data)
	if n < 0 {
		return 0, fmt.Errorf("binary.Decode: invalid type %T", data)
	}
	if len(buf) < n {
		return 0, errBufferTooSmall
	}
	decodeFrom(data, isBig(order), buf[:n])
	return n, nil
}

// Write writes a value of fixed size, a slice of such, or what a pointer to one points to.
func Write(w io.Writer, order ByteOrder, data any) error {
	n := Size(data)
	if n < 0 {
		return notFixed("Write", data)
	}
	b := make([]byte, n)
	encodeTo(data, isBig(order), b)
	_, err := w.Write(b)
	return err
}

// Encode is Write to a slice; it returns the number of bytes.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	n := Size(data)
	if n < 0 {
		return 0, notFixed("Encode", data)
	}
	if len(buf) < n {
		return 0, errBufferTooSmall
	}
	encodeTo(data, isBig(order), buf[:n])
	return n, nil
}

// Append is Write to the end of a slice.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	n := Size(data)
	if n < 0 {
		return nil, notFixed("Append", data)
	}
	b := make([]byte, n)
	encodeTo(data, isBig(order), b)
	return append(buf, b...), nil
}
