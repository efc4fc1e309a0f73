package gzip

import (
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"time"
)

// A Writer compresses what is written to it. The header goes out with the first call of Write, Flush or Close.
type Writer struct {
	Header
	w       io.Writer
	level   int
	started bool
	closed  bool
	inner   *flate.Writer
	sum     uint32
	size    uint32
	err     error
}

// NewWriter returns a Writer.
func NewWriter(w io.Writer) *Writer {
	z, _ := NewWriterLevel(w, DefaultCompression)
	return z
}

// NewWriterLevel returns a Writer with a level of package flate.
func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("gzip: invalid compression level: %d", level)
	}
	z := &Writer{level: level}
	z.Reset(w)
	return z, nil
}

// Reset begins anew with another destination.
func (z *Writer) Reset(w io.Writer) {
	inner := z.inner
	if inner != nil {
		inner.Reset(w)
	}
	*z = Writer{Header: Header{OS: 255}, w: w, level: z.level, inner: inner}
}

func put32(b []byte, v uint32) {
	for i := range 4 {
		b[i] = byte(v >> uint(8*i))
	}
}

// writeBytes writes data with its length.
func (z *Writer) writeBytes(b []byte) error {
	if len(b) > 0xffff {
		return errors.New("gzip.Write: Extra data is too large")
	}
	if _, err := z.w.Write([]byte{byte(len(b)), byte(len(b) >> 8)}); err != nil {
		return err
	}
	_, err := z.w.Write(b)
	return err
}

// writeString writes text in Latin-1 with a zero after it.
func (z *Writer) writeString(s string) error {
	b := make([]byte, 0, len(s)+1)
	for _, c := range s {
		if c == 0 || c > 0xff {
			return errors.New("gzip.Write: non-Latin-1 header string")
		}
		b = append(b, byte(c))
	}
	if _, err := z.w.Write(b); err != nil {
		return err
	}
	_, err := z.w.Write([]byte{0})
	return err
}

func (z *Writer) start() error {
	z.started = true
	b := [10]byte{0: 0x1f, 1: 0x8b, 2: 8}
	if z.Extra != nil {
		b[3] |= hasExtra
	}
	if z.Name != "" {
		b[3] |= hasName
	}
	if z.Comment != "" {
		b[3] |= hasComment
	}
	if z.ModTime.After(time.Unix(0, 0)) {
		put32(b[4:], uint32(z.ModTime.Unix()))
	}
	switch z.level {
	case BestCompression:
		b[8] = 2
	case BestSpeed:
		b[8] = 4
	}
	b[9] = z.OS
	if _, err := z.w.Write(b[:]); err != nil {
		return err
	}
	if z.Extra != nil {
		if err := z.writeBytes(z.Extra); err != nil {
			return err
		}
	}
	if z.Name != "" {
		if err := z.writeString(z.Name); err != nil {
			return err
		}
	}
	if z.Comment != "" {
		if err := z.writeString(z.Comment); err != nil {
			return err
		}
	}
	if z.inner == nil {
		z.inner, _ = flate.NewWriter(z.w, z.level)
	}
	return nil
}

func (z *Writer) Write(p []byte) (int, error) {
	if z.err != nil {
		return 0, z.err
	}
	if !z.started {
		if z.err = z.start(); z.err != nil {
			return 0, z.err
		}
	}
	z.size += uint32(len(p))
	z.sum = crc32.Update(z.sum, crc32.IEEETable, p)
	n, err := z.inner.Write(p)
	z.err = err
	return n, err
}

// Flush writes all that is held back.
func (z *Writer) Flush() error {
	if z.err != nil {
		return z.err
	}
	if z.closed {
		return nil
	}
	if !z.started {
		if z.Write(nil); z.err != nil {
			return z.err
		}
	}
	z.err = z.inner.Flush()
	return z.err
}

// Close ends the file; the destination stays open.
func (z *Writer) Close() error {
	if z.err != nil {
		return z.err
	}
	if z.closed {
		return nil
	}
	z.closed = true
	if !z.started {
		if z.Write(nil); z.err != nil {
			return z.err
		}
	}
	if z.err = z.inner.Close(); z.err != nil {
		return z.err
	}
	var b [8]byte
	put32(b[:], z.sum)
	put32(b[4:], z.size)
	_, z.err = z.w.Write(b[:])
	return z.err
}
