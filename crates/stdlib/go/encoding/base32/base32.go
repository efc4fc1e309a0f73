// Package base32: the base32 encodings of RFC 4648.
package base32

import (
	"io"
	"strconv"
)

// encode writes the text of src to dst; false says that dst is too short. A negative pad is none.
func encode(dst, src []byte, alphabet string, pad int) (ok bool)
func encodeToString(src []byte, alphabet string, pad int) string

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

// An Encoding is an alphabet with its padding.
type Encoding struct {
	alphabet string
	inverse  string // digits' values by byte, 0xff for other bytes
	pad      rune
}

// A CorruptInputError is the offset of wrong input.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// NewEncoding returns the padded encoding with an alphabet of 32 bytes.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 32 {
		panic("encoding alphabet is not 32-bytes long")
	}
	inverse := make([]byte, 256)
	for i := range inverse {
		inverse[i] = 0xff
	}
	for i := 0; i < len(encoder); i++ {
		switch {
		case encoder[i] == '\n' || encoder[i] == '\r':
			panic("encoding alphabet contains newline character")
		case inverse[encoder[i]] != 0xff:
			panic("encoding alphabet includes duplicate symbols")
		}
		inverse[encoder[i]] = byte(i)
	}
	return &Encoding{alphabet: encoder, inverse: string(inverse), pad: StdPadding}
}

// WithPadding returns a copy of the encoding with another padding or none.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.inverse[byte(padding)] != 0xff:
		panic("padding contained in alphabet")
	}
	enc.pad = padding
	return &enc
}

// EncodedLen returns the length of the text of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/5*8 + (n%5*8+4)/5
	}
	return (n + 4) / 5 * 8
}

// DecodedLen returns the greatest length of the bytes of n digits.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/8*5 + n%8*5/8
	}
	return n / 8 * 5
}

// Encode writes the text of src to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	if !encode(dst, src, enc.alphabet, int(enc.pad)) {
		_ = dst[len(dst)]
	}
}

// EncodeToString returns the text of src.
func (enc *Encoding) EncodeToString(src []byte) string {
	return encodeToString(src, enc.alphabet, int(enc.pad))
}

// AppendEncode appends the text of src to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	return append(dst, enc.EncodeToString(src)...)
}

// AppendDecode appends the bytes of a text to dst.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	n := enc.DecodedLen(len(src))
	b := make([]byte, n)
	n, err := enc.Decode(b, src)
	return append(dst, b[:n]...), err
}

// DecodeString returns the bytes of a text.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	b := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(b, []byte(s))
	return b[:n], err
}

type encoder struct {
	enc  *Encoding
	w    io.Writer
	err  error
	rest []byte // fewer than 5 bytes
}

// NewEncoder returns a WriteCloser that writes text to w; Close writes the last group.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser {
	return &encoder{enc: enc, w: w}
}

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	if len(e.rest) > 0 {
		k := min(5-len(e.rest), len(p))
		e.rest = append(e.rest, p[:k]...)
		n += k
		p = p[k:]
		if len(e.rest) < 5 {
			return n, nil
		}
		if _, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest)); e.err != nil {
			return n, e.err
		}
		e.rest = e.rest[:0]
	}
	for len(p) >= 5 {
		k := min(len(p)/5*5, 640)
		if _, e.err = e.w.Write(e.enc.AppendEncode(nil, p[:k])); e.err != nil {
			return n, e.err
		}
		n += k
		p = p[k:]
	}
	e.rest = append(e.rest, p...)
	return n + len(p), nil
}

func (e *encoder) Close() error {
	if e.err == nil && len(e.rest) > 0 {
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest))
		e.rest = nil
	}
	return e.err
}

// Encodings with the standard alphabet and the extended hexadecimal one.
var (
	StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
	HexEncoding = NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")
)

// decode writes the bytes of src, which has no line ends, to dst; bad is the offset of wrong input, -1 for none, -2 if dst
// is too short; end says that padding was met.
func decode(dst, src []byte, inverse string, pad int) (n, bad int, end bool)

// strip leaves out line ends.
func strip(src []byte) []byte {
	for i, c := range src {
		if c == '\n' || c == '\r' {
			out := append(make([]byte, 0, len(src)), src[:i]...)
			for _, c := range src[i:] {
				if c != '\n' && c != '\r' {
					out = append(out, c)
				}
			}
			return out
		}
	}
	return src
}

// Decode writes the bytes of a text to dst; line ends are passed over.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, bad, _ := decode(dst, strip(src), enc.inverse, int(enc.pad))
	if bad == -2 {
		_ = dst[len(dst)]
	}
	if bad >= 0 {
		err = CorruptInputError(bad)
	}
	return n, err
}

type decoder struct {
	enc *Encoding
	r   io.Reader
	err error
	end bool   // padding was met
	in  []byte // text not yet decoded
	out []byte // bytes not yet handed out
}

// NewDecoder returns a Reader that reads text from r.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		d.fill(len(p))
	}
	n = copy(p, d.out)
	d.out = d.out[n:]
	if len(d.out) > 0 {
		return n, nil
	}
	return n, d.err
}

// fill reads at least a group, if possible so much that n bytes come out, and decodes it. Without padding a group may be cut short
// anywhere: whatever was read counts as the end of the text.
func (d *decoder) fill(n int) {
	least := 8 - len(d.in)
	if d.enc.pad == NoPadding {
		least = 1
	}
	var buf [1024]byte
	want := min(max((n+4)/5*8, 8), len(buf)) - len(d.in)
	got := 0
	for got < least && d.err == nil {
		k, err := d.r.Read(buf[:want-got])
		text := strip(buf[:k])
		d.in = append(d.in, text...)
		got += len(text)
		d.err = err
	}
	if got < least {
		if d.err == io.EOF && len(d.in) > 0 {
			d.err = io.ErrUnexpectedEOF
		}
		if d.enc.pad != NoPadding || got == 0 {
			return
		}
	}
	if d.end {
		d.err = CorruptInputError(0)
		return
	}
	whole := len(d.in)
	if d.enc.pad != NoPadding {
		whole = whole / 8 * 8
	}
	out := make([]byte, d.enc.DecodedLen(whole)+5)
	k, bad, end := decode(out, d.in[:whole], d.enc.inverse, int(d.enc.pad))
	d.in = d.in[whole:]
	d.out, d.end = out[:k], end
	if bad >= 0 && (d.err == nil || d.err == io.EOF) {
		d.err = CorruptInputError(bad)
	}
}
