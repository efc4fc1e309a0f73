// Package base64: the base64 encodings of RFC 4648.
package base64

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
	strict   bool
}

// A CorruptInputError is the offset of wrong input.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// NewEncoding returns the padded encoding with an alphabet of 64 bytes.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
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

// Strict returns a copy of the encoding that refuses bits after the last byte.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// EncodedLen returns the length of the text of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// DecodedLen returns the greatest length of the bytes of n digits.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
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
	rest []byte // fewer than 3 bytes
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
		k := min(3-len(e.rest), len(p))
		e.rest = append(e.rest, p[:k]...)
		n += k
		p = p[k:]
		if len(e.rest) < 3 {
			return n, nil
		}
		if _, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest)); e.err != nil {
			return n, e.err
		}
		e.rest = e.rest[:0]
	}
	for len(p) >= 3 {
		k := min(len(p)/3*3, 768)
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

// Encodings with the standard alphabet, the one for URLs and file names, and both without padding.
var (
	StdEncoding    = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
	URLEncoding    = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

// decode writes the bytes of src to dst; bad is the offset of wrong input, -1 for none, -2 if dst is too short.
func decode(dst, src []byte, inverse string, pad int, strict bool) (n, bad int)

// Decode writes the bytes of a text to dst; line ends are passed over.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, bad := decode(dst, src, enc.inverse, int(enc.pad), enc.strict)
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
	end bool   // r is at its end
	in  []byte // text not yet decoded
	out []byte // bytes not yet handed out
	buf [1024]byte
}

// NewDecoder returns a Reader that reads text from r.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: lines{r}} }

// lines leaves out line ends.
type lines struct {
	r io.Reader
}

func (l lines) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for n > 0 {
		k := 0
		for _, c := range p[:n] {
			if c != '\n' && c != '\r' {
				p[k] = c
				k++
			}
		}
		if k > 0 {
			return k, err
		}
		n, err = l.r.Read(p)
	}
	return n, err
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		n = copy(p, d.out)
		d.out = d.out[n:]
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	for len(d.in) < 4 && !d.end {
		k := copy(d.buf[:], d.in)
		want := min(max(len(p)/3*4, 4), len(d.buf))
		got, err := d.r.Read(d.buf[k:max(want, k+1)])
		d.in = d.buf[:k+got]
		if err != nil {
			d.end = true
			d.err = err
		}
	}
	whole := len(d.in)
	if len(d.in) < 4 {
		if d.enc.pad != NoPadding || len(d.in) == 0 {
			if d.err == io.EOF && len(d.in) > 0 {
				d.err = io.ErrUnexpectedEOF
			}
			return 0, d.err
		}
	} else {
		whole = len(d.in) / 4 * 4
	}
	ended := d.err
	d.err = nil
	out, err := d.enc.AppendDecode(nil, d.in[:whole])
	d.in = d.in[whole:]
	d.out = out
	n = copy(p, d.out)
	d.out = d.out[n:]
	if err != nil {
		d.err = err
	} else if len(d.in) < 4 && d.end && len(d.in) == 0 {
		d.err = ended
	} else if d.end {
		// What is left is looked at by the next call.
		d.err = nil
		d.in = append([]byte(nil), d.in...)
		d.last(ended)
	}
	if len(d.out) > 0 || n > 0 {
		if err != nil && len(d.out) == 0 {
			return n, err
		}
		return n, nil
	}
	return 0, d.err
}

// last decodes what is left when the reader is at its end.
func (d *decoder) last(ended error) {
	if d.enc.pad != NoPadding {
		d.err = ended
		if ended == io.EOF {
			d.err = io.ErrUnexpectedEOF
		}
		return
	}
	out, err := d.enc.AppendDecode(d.out, d.in)
	d.out, d.err, d.in = out, err, nil
	if err == nil {
		d.err = ended
	}
}
