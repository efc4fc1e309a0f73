package json

import (
	"bytes"
	"io"
	"strconv"
)

// An Encoder writes values as JSON, one to a line.
type Encoder struct {
	w              io.Writer
	err            error
	html           bool
	prefix, indent string
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w, html: true} }

// Encode writes v and a newline.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	flags := 0
	if enc.html {
		flags = escapeHTML
	}
	b, err := marshal(v, flags)
	if err != nil {
		return err
	}
	if enc.prefix != "" || enc.indent != "" {
		b = indent(b, enc.prefix, enc.indent)
	}
	b = append(b, '\n')
	if _, err = enc.w.Write(b); err != nil {
		enc.err = err
	}
	return err
}

// SetIndent makes the encoder write lines and indentation.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }

// SetEscapeHTML says whether what HTML would misread in strings is escaped.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.html = on }

// A Decoder reads values from a stream.
type Decoder struct {
	r       io.Reader
	buf     []byte
	at      int   // where reading of values goes on
	scanned int64 // bytes before buf
	err     error
	flags   int
	// open holds the brackets that Token has opened, and where it stands in each.
	open  []byte
	state int
}

// Where Token stands.
const (
	atValue    = iota // before a value
	atFirst           // before an array's first element or its end
	atNext            // behind an element
	atFirstKey        // before an object's first key or its end
	atKey             // before a key
	atColon           // behind a key
	atNextKey         // behind a key's value
)

// NewDecoder returns a decoder that reads from r.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

// UseNumber makes numbers for interfaces Numbers.
func (dec *Decoder) UseNumber() { dec.flags |= useNumber }

// DisallowUnknownFields makes keys without a field an error.
func (dec *Decoder) DisallowUnknownFields() { dec.flags |= knownFields }

// Buffered returns what was read and not yet decoded.
func (dec *Decoder) Buffered() io.Reader { return bytes.NewReader(dec.buf[dec.at:]) }

// InputOffset returns where the value or token returned last ends.
func (dec *Decoder) InputOffset() int64 { return dec.scanned + int64(dec.at) }

// refill reads more.
func (dec *Decoder) refill() error {
	if dec.at > 0 {
		dec.scanned += int64(dec.at)
		n := copy(dec.buf, dec.buf[dec.at:])
		dec.buf = dec.buf[:n]
		dec.at = 0
	}
	if cap(dec.buf)-len(dec.buf) < 512 {
		b := make([]byte, len(dec.buf), 2*cap(dec.buf)+512)
		copy(b, dec.buf)
		dec.buf = b
	}
	n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
	dec.buf = dec.buf[:len(dec.buf)+n]
	if n > 0 && err == io.EOF {
		err = nil
	}
	return err
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// peek returns the next character that is no white space and where it stands behind dec.at.
func (dec *Decoder) peek() (c byte, skip int, err error) {
	for {
		for i := dec.at + skip; i < len(dec.buf); i++ {
			if c := dec.buf[i]; !isSpace(c) {
				return c, i - dec.at, nil
			}
		}
		skip = len(dec.buf) - dec.at
		if err := dec.refill(); err != nil {
			return 0, skip, err
		}
	}
}

// value returns the next value's bounds in the buffer.
func (dec *Decoder) value() (start, end int, err error) {
	_, skip, err := dec.peek()
	if err != nil {
		return 0, 0, err
	}
	eof := false
	for {
		start = dec.at + skip
		end, short, offset, msg := check(dec.buf, start)
		switch {
		case end < 0 && !short:
			dec.at = start
			return 0, 0, &SyntaxError{msg, dec.scanned + int64(offset)}
		case end >= 0 && (end < len(dec.buf) || eof || !isDigit(dec.buf[end-1])):
			return start, end, nil
		case eof:
			return 0, 0, io.ErrUnexpectedEOF
		}
		if err := dec.refill(); err == io.EOF {
			eof = true
		} else if err != nil {
			return 0, 0, err
		}
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Decode reads the next value into what v points to.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	if err := dec.separator(); err != nil {
		return err
	}
	start, end, err := dec.value()
	if err != nil {
		dec.err = err
		return err
	}
	text := dec.buf[start:end]
	dec.at = end
	base := dec.scanned + int64(start)
	key := dec.state == atFirstKey || dec.state == atKey
	err = unmarshal(text, v, dec.flags)
	if e, ok := err.(*UnmarshalTypeError); ok && e.Offset != 0 {
		e.Offset += base
	}
	dec.valueDone()
	if key {
		dec.state = atColon
	}
	return err
}

// separator passes over what stands between the tokens before a value.
func (dec *Decoder) separator() error {
	switch dec.state {
	case atNext, atColon, atNextKey:
		c, skip, err := dec.peek()
		if err != nil {
			return err
		}
		want, next, where := byte(','), atValue, "after array element"
		switch dec.state {
		case atColon:
			want, where = ':', "after object key"
		case atNextKey:
			next, where = atKey, "after object key:value pair"
		}
		if c != want {
			return dec.unexpected(c, skip, where)
		}
		dec.at += skip + 1
		dec.state = next
	case atFirst:
		dec.state = atValue
	}
	return nil
}

// valueDone notes that a value ended.
func (dec *Decoder) valueDone() {
	if len(dec.open) == 0 {
		dec.state = atValue
	} else if dec.open[len(dec.open)-1] == '[' {
		dec.state = atNext
	} else {
		dec.state = atNextKey
	}
}

func (dec *Decoder) unexpected(c byte, skip int, where string) error {
	return &SyntaxError{"invalid character " + strconv.QuoteRune(rune(c)) + " " + where, dec.scanned + int64(dec.at+skip+1)}
}

// More reports whether the array or object being read has another element.
func (dec *Decoder) More() bool {
	c, skip, err := dec.peek()
	if err == nil {
		dec.at += skip
	}
	return err == nil && c != ']' && c != '}'
}

// A Token is a Delim, bool, float64, Number, string or nil.
type Token any

// A Delim is a bracket or brace.
type Delim rune

func (d Delim) String() string { return string(rune(d)) }

// Token returns the next token; commas and colons are passed over.
func (dec *Decoder) Token() (Token, error) {
	for {
		c, skip, err := dec.peek()
		if err != nil {
			return nil, err
		}
		inKey := dec.state == atFirstKey || dec.state == atKey
		switch c {
		case ',', ':':
			next, ok := dec.state, false
			switch {
			case c == ',' && dec.state == atNext:
				next, ok = atValue, true
			case c == ',' && dec.state == atNextKey:
				next, ok = atKey, true
			case c == ':' && dec.state == atColon:
				next, ok = atValue, true
			}
			if !ok {
				return dec.misplaced(c, skip)
			}
			// What follows must not be an end.
			at := dec.at + skip
			dec.at = at + 1
			after, more, err := dec.peek()
			if err != nil {
				return nil, err
			}
			if after == ']' || after == '}' {
				if c == ':' {
					return nil, &SyntaxError{"missing value after object key", dec.scanned + int64(dec.at+more+1)}
				}
				return nil, &SyntaxError{"invalid character ',' looking for beginning of value", dec.scanned + int64(dec.at)}
			}
			dec.state = next
			continue
		case '[', '{':
			if inKey || !dec.before() {
				return dec.misplaced(c, skip)
			}
			dec.at += skip + 1
			dec.open = append(dec.open, c)
			dec.state = atFirst
			if c == '{' {
				dec.state = atFirstKey
			}
			return Delim(c), nil
		case ']', '}':
			ok := c == ']' && (dec.state == atFirst || dec.state == atNext) || c == '}' && (dec.state == atFirstKey || dec.state == atNextKey)
			if !ok {
				return dec.misplaced(c, skip)
			}
			dec.at += skip + 1
			dec.open = dec.open[:len(dec.open)-1]
			dec.valueDone()
			return Delim(c), nil
		}
		if inKey {
			if c != '"' {
				return nil, &SyntaxError{"object member name must be a string", dec.scanned + int64(dec.at+skip)}
			}
		} else if !dec.before() {
			return dec.misplaced(c, skip)
		}
		start, end, err := dec.value()
		if err != nil {
			return nil, err
		}
		text := string(dec.buf[start:end])
		dec.at = end
		if inKey {
			dec.state = atColon
			return stringValue(text[1 : len(text)-1]), nil
		}
		dec.valueDone()
		switch text[0] {
		case '"':
			return stringValue(text[1 : len(text)-1]), nil
		case 't', 'f':
			return text[0] == 't', nil
		case 'n':
			return nil, nil
		}
		if dec.flags&useNumber != 0 {
			return Number(text), nil
		}
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			var v float64
			return nil, unmarshal([]byte(text), &v, 0)
		}
		return f, nil
	}
}

// before reports whether a value may stand here.
func (dec *Decoder) before() bool { return dec.state == atValue || dec.state == atFirst }

// misplaced is the error of a character that has no place here.
func (dec *Decoder) misplaced(c byte, skip int) (Token, error) {
	where := "looking for beginning of value"
	switch dec.state {
	case atNext:
		where = "after array element"
	case atColon:
		where = "after object key"
	case atNextKey:
		where = "after object key:value pair"
	}
	return nil, dec.unexpected(c, skip, where)
}
