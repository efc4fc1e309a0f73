// Package zlib: streams of the zlib format of RFC 1950.
package zlib

import (
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/adler32"
	"io"
)

const (
	NoCompression      = flate.NoCompression
	BestSpeed          = flate.BestSpeed
	BestCompression    = flate.BestCompression
	DefaultCompression = flate.DefaultCompression
	HuffmanOnly        = flate.HuffmanOnly
)

var (
	ErrChecksum   = errors.New("zlib: invalid checksum")
	ErrDictionary = errors.New("zlib: invalid dictionary")
	ErrHeader     = errors.New("zlib: invalid header")
)

// A Resetter can begin anew with another reader.
type Resetter interface {
	Reset(r io.Reader, dict []byte) error
}

type reader struct {
	r     flate.Reader
	inner io.ReadCloser
	sum   hash.Hash32
	err   error
}

// NewReader reads a header and returns a ReadCloser of what is compressed.
func NewReader(r io.Reader) (io.ReadCloser, error) { return NewReaderDict(r, nil) }

// NewReaderDict is NewReader with a dictionary.
func NewReaderDict(r io.Reader, dict []byte) (io.ReadCloser, error) {
	z := new(reader)
	if err := z.Reset(r, dict); err != nil {
		return nil, err
	}
	return z, nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func big32(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

func (z *reader) Reset(r io.Reader, dict []byte) error {
	*z = reader{inner: z.inner}
	if rr, ok := r.(flate.Reader); ok {
		z.r = rr
	} else {
		z.r = bufio.NewReader(r)
	}
	var b [4]byte
	if _, z.err = io.ReadFull(z.r, b[:2]); z.err != nil {
		z.err = unexpected(z.err)
		return z.err
	}
	if b[0]&0x0f != 8 || b[0]>>4 > 7 || (uint(b[0])<<8|uint(b[1]))%31 != 0 {
		z.err = ErrHeader
		return z.err
	}
	hasDict := b[1]&0x20 != 0
	if hasDict {
		if _, z.err = io.ReadFull(z.r, b[:]); z.err != nil {
			z.err = unexpected(z.err)
			return z.err
		}
		if big32(b[:]) != adler32.Checksum(dict) {
			z.err = ErrDictionary
			return z.err
		}
	} else {
		dict = nil
	}
	if z.inner == nil {
		z.inner = flate.NewReaderDict(z.r, dict)
	} else {
		z.inner.(flate.Resetter).Reset(z.r, dict)
	}
	z.sum = adler32.New()
	return nil
}

func (z *reader) Read(p []byte) (int, error) {
	if z.err != nil {
		return 0, z.err
	}
	var n int
	n, z.err = z.inner.Read(p)
	z.sum.Write(p[:n])
	if z.err != io.EOF {
		return n, z.err
	}
	var b [4]byte
	if _, err := io.ReadFull(z.r, b[:]); err != nil {
		z.err = unexpected(err)
		return n, z.err
	}
	if big32(b[:]) != z.sum.Sum32() {
		z.err = ErrChecksum
		return n, z.err
	}
	return n, io.EOF
}

func (z *reader) Close() error {
	if z.err != nil && z.err != io.EOF {
		return z.err
	}
	z.err = z.inner.Close()
	return z.err
}

// A Writer compresses what is written to it.
type Writer struct {
	w       io.Writer
	level   int
	dict    []byte
	inner   *flate.Writer
	sum     hash.Hash32
	err     error
	started bool
}

// NewWriter returns a Writer.
func NewWriter(w io.Writer) *Writer {
	z, _ := NewWriterLevelDict(w, DefaultCompression, nil)
	return z
}

// NewWriterLevel returns a Writer with a level of package flate.
func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	return NewWriterLevelDict(w, level, nil)
}

// NewWriterLevelDict is NewWriterLevel with a dictionary.
func NewWriterLevelDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("zlib: invalid compression level: %d", level)
	}
	return &Writer{w: w, level: level, dict: dict}, nil
}

// Reset begins anew with another destination.
func (z *Writer) Reset(w io.Writer) {
	z.w = w
	if z.inner != nil {
		z.inner.Reset(w)
	}
	if z.sum != nil {
		z.sum.Reset()
	}
	z.err = nil
	z.started = false
}

func put32(v uint32) []byte { return []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)} }

func (z *Writer) start() (err error) {
	z.started = true
	// Method 8 with a window of 32 KiB; the level as two bits.
	b := []byte{0x78, 0}
	switch z.level {
	case -2, 0, 1:
	case 2, 3, 4, 5:
		b[1] = 1 << 6
	case 6, -1:
		b[1] = 2 << 6
	default:
		b[1] = 3 << 6
	}
	if z.dict != nil {
		b[1] |= 1 << 5
	}
	b[1] += byte(31 - (uint16(b[0])<<8+uint16(b[1]))%31)
	if _, err := z.w.Write(b); err != nil {
		return err
	}
	if z.dict != nil {
		if _, err := z.w.Write(put32(adler32.Checksum(z.dict))); err != nil {
			return err
		}
	}
	if z.inner == nil {
		if z.inner, err = flate.NewWriterDict(z.w, z.level, z.dict); err != nil {
			return err
		}
		z.sum = adler32.New()
	}
	return nil
}

func (z *Writer) begin() {
	if !z.started {
		z.err = z.start()
	}
}

func (z *Writer) Write(p []byte) (n int, err error) {
	z.begin()
	if z.err != nil {
		return 0, z.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	n, err = z.inner.Write(p)
	if err != nil {
		z.err = err
		return n, err
	}
	z.sum.Write(p)
	return n, nil
}

// Flush writes all that is held back.
func (z *Writer) Flush() error {
	z.begin()
	if z.err == nil {
		z.err = z.inner.Flush()
	}
	return z.err
}

// Close ends the stream; the destination stays open.
func (z *Writer) Close() error {
	z.begin()
	if z.err != nil {
		return z.err
	}
	if z.err = z.inner.Close(); z.err != nil {
		return z.err
	}
	_, z.err = z.w.Write(put32(z.sum.Sum32()))
	return z.err
}
