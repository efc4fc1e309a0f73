// Package flate: the DEFLATE format of RFC 1951. The work is done by natives; here the bytes are fetched and handed on.
package flate

import (
	"bufio"
	"io"
	"strconv"
)

// A CorruptInputError is the offset before which input is corrupt.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "flate: corrupt input before offset " + strconv.FormatInt(int64(e), 10)
}

// An InternalError is a mistake in this package.
type InternalError string

func (e InternalError) Error() string { return "flate: internal error: " + string(e) }

// A ReadError is no longer returned.
type ReadError struct {
	Offset int64
	Err    error
}

func (e *ReadError) Error() string {
	return "flate: read error at offset " + strconv.FormatInt(e.Offset, 10) + ": " + e.Err.Error()
}

// A WriteError is no longer returned.
type WriteError struct {
	Offset int64
	Err    error
}

func (e *WriteError) Error() string {
	return "flate: write error at offset " + strconv.FormatInt(e.Offset, 10) + ": " + e.Err.Error()
}

// A Reader is what NewReader needs to read no further than the end of the stream.
type Reader interface {
	io.Reader
	io.ByteReader
}

// A Resetter can begin anew with another reader.
type Resetter interface {
	Reset(r io.Reader, dict []byte) error
}

// The state of a stream lies in words that only the natives understand. inflate says how many bytes of in it took and of out
// it made, and why it stopped.
func inflateSize() int
func inflateDict(state []uint64, dict []byte)
func inflate(state []uint64, in, out []byte) (taken, made, status int)

const (
	wantsInput = iota
	isFull
	atEnd
	isCorrupt
)

// peeker is a buffer that shows what it holds, such as bytes.Buffer.
type peeker interface {
	Bytes() []byte
	Next(n int) []byte
}

// source fetches input and gives back what is not used. Of pending, which it shows, use takes the front.
type source struct {
	r       io.Reader
	bytes   io.ByteReader
	buf     *bufio.Reader
	seeker  io.Seeker
	peeker  peeker
	pending []byte
	offset  int64
}

func (s *source) reset(r io.Reader) {
	*s = source{r: r}
	switch x := r.(type) {
	case *bufio.Reader:
		s.buf = x
	case peeker:
		s.peeker = x
	case io.ByteReader:
		if seeker, ok := r.(io.Seeker); ok {
			s.seeker = seeker
		} else {
			s.bytes = x
		}
	default:
		s.buf = bufio.NewReader(r)
	}
}

// more makes pending longer.
func (s *source) more() error {
	switch {
	case s.peeker != nil:
		b := s.peeker.Bytes()
		if len(b) <= len(s.pending) {
			return io.EOF
		}
		s.pending = b
	case s.buf != nil:
		b, err := s.buf.Peek(len(s.pending) + 1)
		if err == bufio.ErrBufferFull {
			// The buffer is too small for a block's header: go on byte by byte.
			s.pending = append([]byte(nil), b...)
			s.buf.Discard(len(b))
			s.bytes, s.buf = s.buf, nil
			return s.more()
		}
		if len(b) <= len(s.pending) {
			return err
		}
		s.pending, _ = s.buf.Peek(s.buf.Buffered())
	case s.seeker != nil:
		b := make([]byte, len(s.pending)+4096)
		k := copy(b, s.pending)
		n, err := s.r.Read(b[k:])
		s.pending = b[:k+n]
		if n == 0 {
			if err == nil {
				err = io.ErrNoProgress
			}
			return err
		}
	default:
		c, err := s.bytes.ReadByte()
		if err != nil {
			return err
		}
		s.pending = append(s.pending, c)
	}
	return nil
}

func (s *source) use(n int) {
	s.offset += int64(n)
	s.pending = s.pending[n:]
	switch {
	case s.peeker != nil:
		s.peeker.Next(n)
	case s.buf != nil:
		s.buf.Discard(n)
	}
}

// finish gives back what was read too much.
func (s *source) finish() {
	if s.seeker != nil && len(s.pending) > 0 {
		s.seeker.Seek(int64(-len(s.pending)), io.SeekCurrent)
	}
	s.pending = nil
}

type decompressor struct {
	src   source
	state []uint64
	err   error
}

// NewReader returns a ReadCloser of what r holds compressed. If r is not an io.ByteReader more may be read than the stream.
func NewReader(r io.Reader) io.ReadCloser { return NewReaderDict(r, nil) }

// NewReaderDict is NewReader with what had been read before the stream.
func NewReaderDict(r io.Reader, dict []byte) io.ReadCloser {
	d := new(decompressor)
	d.Reset(r, dict)
	return d
}

func (d *decompressor) Reset(r io.Reader, dict []byte) error {
	if d.state == nil {
		d.state = make([]uint64, inflateSize())
	} else {
		clear(d.state)
	}
	d.src.reset(r)
	d.err = nil
	if len(dict) > 0 {
		inflateDict(d.state, dict)
	}
	return nil
}

func (d *decompressor) Read(b []byte) (int, error) {
	made := 0
	for {
		if d.err != nil {
			return made, d.err
		}
		if len(b) == 0 {
			return made, nil
		}
		taken, n, status := inflate(d.state, d.src.pending, b)
		d.src.use(taken)
		made += n
		b = b[n:]
		switch status {
		case atEnd:
			d.src.finish()
			d.err = io.EOF
			return made, d.err
		case isCorrupt:
			d.err = CorruptInputError(d.src.offset)
			d.src.finish()
		case wantsInput:
			if made > 0 {
				return made, nil
			}
			if err := d.src.more(); err != nil {
				if err == io.EOF {
					err = io.ErrUnexpectedEOF
				}
				d.err = err
			}
		}
	}
}

func (d *decompressor) Close() error {
	if d.err == io.EOF {
		return nil
	}
	return d.err
}
