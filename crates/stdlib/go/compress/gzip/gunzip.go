// Package gzip: files of the gzip format of RFC 1952.
package gzip

import (
	"bufio"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"time"
)

const (
	NoCompression      = flate.NoCompression
	BestSpeed          = flate.BestSpeed
	BestCompression    = flate.BestCompression
	DefaultCompression = flate.DefaultCompression
	HuffmanOnly        = flate.HuffmanOnly
)

var (
	ErrChecksum = errors.New("gzip: invalid checksum")
	ErrHeader   = errors.New("gzip: invalid header")
)

// A Header tells of the file that is compressed.
type Header struct {
	Comment string
	Extra   []byte
	ModTime time.Time
	Name    string
	OS      byte
}

// Flags of a header.
const (
	hasHeaderSum = 1 << 1
	hasExtra     = 1 << 2
	hasName      = 1 << 3
	hasComment   = 1 << 4
)

// A Reader reads what is compressed. Files may follow each other: they are read as one.
type Reader struct {
	Header
	r      flate.Reader
	inner  io.ReadCloser
	sum    uint32
	size   uint32
	err    error
	single bool
}

// NewReader reads a header and returns a Reader.
func NewReader(r io.Reader) (*Reader, error) {
	z := new(Reader)
	if err := z.Reset(r); err != nil {
		return nil, err
	}
	return z, nil
}

// Reset begins anew with another reader.
func (z *Reader) Reset(r io.Reader) error {
	*z = Reader{inner: z.inner}
	if rr, ok := r.(flate.Reader); ok {
		z.r = rr
	} else {
		z.r = bufio.NewReader(r)
	}
	z.Header, z.err = z.readHeader()
	return z.err
}

// Multistream says whether files that follow each other are read as one, as they are at first.
func (z *Reader) Multistream(ok bool) { z.single = !ok }

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func little32(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// readString reads text that a zero ends; it is Latin-1.
func (z *Reader) readString() (string, error) {
	var raw []byte
	latin := false
	for {
		if len(raw) >= 512 {
			return "", ErrHeader
		}
		c, err := z.r.ReadByte()
		if err != nil {
			return "", err
		}
		raw = append(raw, c)
		if c == 0 {
			break
		}
		latin = latin || c > 0x7f
	}
	z.sum = crc32.Update(z.sum, crc32.IEEETable, raw)
	raw = raw[:len(raw)-1]
	if !latin {
		return string(raw), nil
	}
	text := make([]rune, len(raw))
	for i, c := range raw {
		text[i] = rune(c)
	}
	return string(text), nil
}

func (z *Reader) readHeader() (h Header, err error) {
	var b [10]byte
	if _, err := io.ReadFull(z.r, b[:]); err != nil {
		// An end here is a proper one only before the first byte.
		return h, err
	}
	if b[0] != 0x1f || b[1] != 0x8b || b[2] != 8 {
		return h, ErrHeader
	}
	flags := b[3]
	if t := little32(b[4:]); t > 0 {
		h.ModTime = time.Unix(int64(t), 0)
	}
	h.OS = b[9]
	z.sum = crc32.ChecksumIEEE(b[:])
	if flags&hasExtra != 0 {
		if _, err := io.ReadFull(z.r, b[:2]); err != nil {
			return h, unexpected(err)
		}
		z.sum = crc32.Update(z.sum, crc32.IEEETable, b[:2])
		data := make([]byte, int(b[0])|int(b[1])<<8)
		if _, err := io.ReadFull(z.r, data); err != nil {
			return h, unexpected(err)
		}
		z.sum = crc32.Update(z.sum, crc32.IEEETable, data)
		h.Extra = data
	}
	if flags&hasName != 0 {
		if h.Name, err = z.readString(); err != nil {
			return h, unexpected(err)
		}
	}
	if flags&hasComment != 0 {
		if h.Comment, err = z.readString(); err != nil {
			return h, unexpected(err)
		}
	}
	if flags&hasHeaderSum != 0 {
		if _, err := io.ReadFull(z.r, b[:2]); err != nil {
			return h, unexpected(err)
		}
		if uint32(b[0])|uint32(b[1])<<8 != z.sum&0xffff {
			return h, ErrHeader
		}
	}
	z.sum = 0
	if z.inner == nil {
		z.inner = flate.NewReader(z.r)
	} else {
		z.inner.(flate.Resetter).Reset(z.r, nil)
	}
	return h, nil
}

func (z *Reader) Read(p []byte) (n int, err error) {
	if z.err != nil {
		return 0, z.err
	}
	for n == 0 {
		n, z.err = z.inner.Read(p)
		z.sum = crc32.Update(z.sum, crc32.IEEETable, p[:n])
		z.size += uint32(n)
		if z.err != io.EOF {
			return n, z.err
		}
		var b [8]byte
		if _, err := io.ReadFull(z.r, b[:]); err != nil {
			z.err = unexpected(err)
			return n, z.err
		}
		if little32(b[:]) != z.sum || little32(b[4:]) != z.size {
			z.err = ErrChecksum
			return n, z.err
		}
		z.sum, z.size = 0, 0
		if z.single {
			return n, io.EOF
		}
		z.err = nil
		if _, z.err = z.readHeader(); z.err != nil {
			return n, z.err
		}
	}
	return n, nil
}

// Close closes the Reader, not what it reads from.
func (z *Reader) Close() error { return z.inner.Close() }
