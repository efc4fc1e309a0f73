// Package hex: bytes as hexadecimal digits.
package hex

import (
	"errors"
	"io"
	"strconv"
)

func encode(dst, src []byte) (ok bool)
func decode(dst, src []byte) (n, bad int)
func dump(data []byte) string

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string

// ErrLength says that the number of digits is odd.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// An InvalidByteError is a byte that is no digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	// As fmt's %#U writes it.
	code := strconv.FormatInt(int64(e), 16)
	for len(code) < 4 {
		code = "0" + code
	}
	s := "encoding/hex: invalid byte: U+"
	for i := 0; i < len(code); i++ {
		c := code[i]
		if 'a' <= c {
			c -= 'a' - 'A'
		}
		s += string(rune(c))
	}
	if strconv.IsPrint(rune(e)) {
		s += " '" + string(rune(e)) + "'"
	}
	return s
}

// EncodedLen returns the number of digits of n bytes.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen returns the number of bytes of x digits.
func DecodedLen(x int) int { return x / 2 }

// Encode writes the digits of src to dst and returns their number.
func Encode(dst, src []byte) int {
	if !encode(dst, src) {
		_ = dst[len(dst)]
	}
	return len(src) * 2
}

// AppendEncode appends the digits of src to dst.
func AppendEncode(dst, src []byte) []byte { return append(dst, EncodeToString(src)...) }

// Decode writes the bytes of digits to dst and returns their number.
func Decode(dst, src []byte) (int, error) {
	n, bad := decode(dst, src)
	switch {
	case bad == -2:
		_ = dst[len(dst)]
	case bad >= 0:
		return n, InvalidByteError(src[bad])
	case len(src)%2 == 1:
		return n, ErrLength
	}
	return n, nil
}

// AppendDecode appends the bytes of digits to dst.
func AppendDecode(dst, src []byte) ([]byte, error) {
	b := make([]byte, len(src)/2)
	n, err := Decode(b, src)
	return append(dst, b[:n]...), err
}

// DecodeString returns the bytes of digits.
func DecodeString(s string) ([]byte, error) {
	b := make([]byte, len(s)/2)
	n, err := Decode(b, []byte(s))
	return b[:n], err
}

// Dump returns data as `hexdump -C` writes it.
func Dump(data []byte) string { return dump(data) }

type encoder struct {
	w   io.Writer
	err error
}

// NewEncoder returns a Writer that writes digits to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		k := min(len(p), 512)
		var written int
		written, e.err = e.w.Write(AppendEncode(nil, p[:k]))
		n += written / 2
		p = p[k:]
	}
	return n, e.err
}

type decoder struct {
	r   io.Reader
	err error
	in  []byte // digits not yet decoded
	buf [1024]byte
}

// NewDecoder returns a Reader that reads digits from r.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.in) < 2 && d.err == nil {
		k := copy(d.buf[:], d.in)
		var got int
		got, d.err = d.r.Read(d.buf[k:])
		d.in = d.buf[:k+got]
		if d.err == io.EOF && len(d.in)%2 != 0 {
			if _, bad := decode(nil, d.in[len(d.in)-1:]); bad >= 0 {
				d.err = InvalidByteError(d.in[len(d.in)-1])
			} else {
				d.err = io.ErrUnexpectedEOF
			}
		}
	}
	p = p[:min(len(p), len(d.in)/2)]
	n, err = Decode(p, d.in[:len(p)*2])
	d.in = d.in[2*n:]
	if err != nil {
		d.in, d.err = nil, err
	}
	if len(d.in) < 2 {
		return n, d.err
	}
	return n, nil
}

type dumper struct {
	w      io.Writer
	line   []byte
	used   int
	n      uint
	closed bool
}

// Dumper returns a WriteCloser that writes a dump to w; Close writes the last line.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for n < len(data) {
		k := min(16-len(d.line), len(data)-n)
		d.line = append(d.line, data[n:n+k]...)
		n += k
		if len(d.line) == 16 {
			if err := d.flush(); err != nil {
				return n - 1, err
			}
		}
	}
	return n, nil
}

// flush writes a line with its offset.
func (d *dumper) flush() error {
	text := []byte(dump(d.line))
	offset := strconv.FormatUint(uint64(uint32(d.n)), 16)
	copy(text, "00000000"[:8-len(offset)]+offset)
	d.n += uint(len(d.line))
	d.line = d.line[:0]
	_, err := d.w.Write(text)
	return err
}

func (d *dumper) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	if len(d.line) == 0 {
		return nil
	}
	return d.flush()
}
