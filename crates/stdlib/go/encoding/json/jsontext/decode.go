package jsontext

import (
	"bytes"
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"errors"
	"io"
)

// A Decoder reads tokens and values from a stream.
type Decoder struct{ s decoderState }

// A decoderState is a decoder. Package v2 uses it too.
type decoderState struct {
	stack
	// Opts are the options, wire those of them that natives know.
	Opts jsonopts.Struct
	wire uint64

	r   io.Reader
	buf []byte
	// base is the offset of buf in the stream.
	base int64
	// What was read last.
	prevStart, prevEnd int
	// pos is where the next token begins, if peeked or while one is read.
	pos     int
	peeked  bool
	peekErr error
	eof     bool
}

// NewDecoder returns a decoder that reads from r.
func NewDecoder(r io.Reader, opts ...Options) *Decoder {
	d := new(Decoder)
	d.Reset(r, opts...)
	return d
}

// Reset makes d read from r with the options.
func (d *Decoder) Reset(r io.Reader, opts ...Options) {
	if d == nil {
		panic("jsontext: invalid nil Decoder")
	}
	if r == nil {
		panic("jsontext: invalid nil io.Reader")
	}
	if d.s.Opts.Flags.Get(withinArshal) {
		panic("jsontext: cannot reset Decoder passed to json.UnmarshalerFrom")
	}
	s := decoderState{r: r, stack: d.s.stack}
	s.Opts.Join(opts...)
	s.Refresh()
	s.reset()
	d.s = s
}

// withinArshal marks an encoder or decoder that a method was given.
const withinArshal jsonflags.Bools = 1 << 62

// Decoder returns a decoder of text.
func (exporter) Decoder(text []byte, opts *jsonopts.Struct) *Decoder {
	d := new(Decoder)
	d.s.buf = text
	d.s.Opts = *opts
	d.s.Refresh()
	d.s.reset()
	return d
}

// DecoderState returns what a decoder is made of.
func (exporter) DecoderState(d *Decoder) *decoderState { return &d.s }

// Refresh takes notice of changed options.
func (d *decoderState) Refresh() { d.wire = jsonwire.Wire(&d.Opts.Flags) }

// Within marks the decoder as given to a method, or no more.
func (d *decoderState) Within(on bool) (before bool) {
	before = d.Opts.Flags.Get(withinArshal)
	mark(&d.Opts.Flags, on)
	return before
}

func mark(f *jsonflags.Flags, on bool) {
	if on {
		f.Values |= uint64(withinArshal)
	} else {
		f.Values &^= uint64(withinArshal)
	}
}

// Options returns the options.
func (d *Decoder) Options() Options { return &d.s.Opts }

func (d *decoderState) offset(i int) int64 { return d.base + int64(i) }

// InputOffset returns where the last token or value ended.
func (d *Decoder) InputOffset() int64 { return d.s.offset(d.s.prevEnd) }

// Offset returns where the last token or value ended.
func (d *decoderState) Offset() int64 { return d.offset(d.prevEnd) }

// StartOffset returns where the last token or value began.
func (d *decoderState) StartOffset() int64 { return d.offset(d.prevStart) }

// UnreadBuffer returns what was read from the reader and not yet as tokens.
func (d *Decoder) UnreadBuffer() []byte { return d.s.buf[d.s.prevEnd:] }

// StackDepth returns how many objects and arrays are open.
func (d *Decoder) StackDepth() int {
	d.s.init()
	return d.s.Depth()
}

// StackIndex returns the kind and length of one of them.
func (d *Decoder) StackIndex(i int) (Kind, int64) {
	d.s.init()
	return d.s.index(i)
}

// StackPointer returns the pointer to what was read last.
func (d *Decoder) StackPointer() Pointer { return d.s.pointer(whereLast) }

// LastPointer returns the pointer to what was read last.
func (d *decoderState) LastPointer() Pointer { return d.pointer(whereLast) }

// NextPointer returns the pointer to what comes next.
func (d *decoderState) NextPointer() Pointer { return d.pointer(whereNext) }

func (d *decoderState) init() {
	if len(d.levels) == 0 {
		d.reset()
	}
}

// fail makes an error.
func (d *decoderState) fail(offset int64, where int, err error) error {
	return &SyntacticError{ByteOffset: offset, JSONPointer: d.pointer(where), Err: err}
}

func (d *decoderState) misplaced(context string, where int) error {
	return d.fail(d.offset(d.pos), where, jsonwire.NewInvalidCharacterError(d.buf[d.pos:], context))
}

// fetch reads more. What was read before the last token goes.
func (d *decoderState) fetch() error {
	if d.r == nil {
		return io.EOF
	}
	if b, ok := d.r.(*bytes.Buffer); ok {
		more := b.Next(b.Len())
		if len(more) == 0 {
			return io.EOF
		}
		if d.prevEnd == len(d.buf) {
			d.shift(more)
		} else {
			d.shift(append(d.buf[d.prevEnd:len(d.buf):len(d.buf)], more...))
		}
		return nil
	}
	if cap(d.buf)-len(d.buf) == 0 {
		left := d.buf[d.prevEnd:]
		fresh := make([]byte, len(left), max(2*len(left), 4096))
		copy(fresh, left)
		d.shift(fresh)
	}
	for range 100 {
		n, err := d.r.Read(d.buf[len(d.buf):cap(d.buf)])
		d.buf = d.buf[:len(d.buf)+n]
		switch {
		case n > 0:
			return nil
		case err == io.EOF:
			return err
		case err != nil:
			return &ioError{"read", err}
		}
	}
	return &ioError{"read", io.ErrNoProgress}
}

// shift makes buf what stands behind the last token.
func (d *decoderState) shift(buf []byte) {
	n := d.prevEnd
	d.base += int64(n)
	d.pos -= n
	d.prevStart -= n
	d.prevEnd = 0
	d.buf = buf
}

// space goes over white space.
func (d *decoderState) space() error {
	if d.pos < len(d.buf) && d.buf[d.pos] > ' ' {
		return nil
	}
	for {
		d.pos = jsonwire.SkipSpace(d.buf, d.pos)
		if d.pos < len(d.buf) {
			return nil
		}
		if err := d.fetch(); err != nil {
			return err
		}
	}
}

// next finds where the next token begins: behind white space and the comma or colon due there.
func (d *decoderState) next() error {
	if d.peeked {
		err := d.peekErr
		d.peeked, d.peekErr = false, nil
		return err
	}
	d.init()
	d.pos = d.prevEnd
	l := d.top()
	if err := d.space(); err != nil {
		return d.ended(err)
	}
	if l.n == 0 || l.kind == 0 {
		return nil
	}
	c := d.buf[d.pos]
	want := byte(',')
	switch {
	case l.kind == KindBeginObject && l.n%2 != 0:
		want = ':'
	case c == '}' || c == ']':
		return nil
	}
	if c != want {
		switch {
		case want == ':':
			return d.misplaced("after object name (expecting ':')", whereAbove)
		case l.kind == KindBeginObject:
			return d.misplaced("after object value (expecting ',' or '}')", whereAbove)
		}
		return d.misplaced("after array element (expecting ',' or ']')", whereAbove)
	}
	at := d.offset(d.pos)
	d.pos++
	if err := d.space(); err != nil {
		return d.ended(err)
	}
	if c := d.buf[d.pos]; want == ',' && (c == ']' || c == '}') {
		return d.fail(at, whereAbove, jsonwire.NewInvalidCharacterError(",", "at start of value"))
	}
	return nil
}

// ended is the error when there is no more.
func (d *decoderState) ended(err error) error {
	if err == io.EOF && len(d.levels) > 1 {
		return d.fail(d.offset(d.pos), whereAbove, io.ErrUnexpectedEOF)
	}
	return err
}

// PeekKind returns the kind of the next token.
func (d *Decoder) PeekKind() Kind { return d.s.PeekKind() }

// PeekKind returns the kind of the next token.
func (d *decoderState) PeekKind() Kind {
	if !d.peeked {
		d.peekErr = d.next()
		d.peeked = true
	}
	if d.peekErr != nil {
		return KindInvalid
	}
	return kindOf(d.buf[d.pos])
}

// more reads more after a scan that came to the end of the buffer; err is for what is missing.
func (d *decoderState) more(f *jsonwire.Fault, where int) error {
	if f.Code == jsonwire.Short && !d.eof {
		err := d.fetch()
		if err == io.EOF {
			d.eof = true
			return nil
		}
		return err
	}
	d.eof = false
	return &SyntacticError{
		ByteOffset: d.offset(f.At), JSONPointer: d.pointer(where) + Pointer(f.Pointer), Err: errorOf(f),
	}
}

// longer reports whether a number that ends where the buffer ends may go on.
func (d *decoderState) longer(end int) (bool, error) {
	if end < len(d.buf) || d.eof {
		d.eof = false
		return false, nil
	}
	err := d.fetch()
	if err == io.EOF {
		return false, nil
	}
	return true, err
}

// scan returns the end of the value at pos.
func (d *decoderState) scan(depth int) (end int, err error) {
	for {
		end, f := jsonwire.Value(d.buf, d.pos, d.wire, depth)
		if f == nil {
			if kindOf(d.buf[d.pos]) == KindNumber {
				if more, err := d.longer(end); err != nil {
					return 0, err
				} else if more {
					continue
				}
			}
			d.eof = false
			return end, nil
		}
		if err := d.more(f, whereNext); err != nil {
			return 0, err
		}
	}
}

// took notes that the text up to end was read.
func (d *decoderState) took(end int) {
	d.prevStart, d.prevEnd = d.pos, end
}

func (d *decoderState) text() Token {
	return Token{form: formText, d: d, num: uint64(d.offset(d.prevStart))}
}

// ReadToken reads the next token.
func (d *Decoder) ReadToken() (Token, error) { return d.s.ReadToken() }

// ReadToken reads the next token.
func (d *decoderState) ReadToken() (Token, error) {
	if err := d.next(); err != nil {
		return Token{}, err
	}
	l := d.top()
	c := d.buf[d.pos]
	switch k := kindOf(c); k {
	case KindString:
		end, err := d.str(l)
		if err != nil {
			return Token{}, err
		}
		l.n++
		d.took(end)
		return d.text(), nil
	case KindNull, KindFalse, KindTrue, KindNumber:
		end, err := d.scan(0)
		if err != nil {
			return Token{}, err
		}
		if l.wantsName() {
			return Token{}, d.fail(d.offset(d.pos), whereNext, ErrNonStringName)
		}
		l.n++
		d.took(end)
		return d.text(), nil
	case KindBeginObject, KindBeginArray:
		if err := d.open(l, k); err != nil {
			return Token{}, err
		}
		d.took(d.pos + 1)
		return d.text(), nil
	case KindEndObject, KindEndArray:
		if err := d.close(l, k); err != nil {
			return Token{}, err
		}
		d.took(d.pos + 1)
		return d.text(), nil
	}
	return Token{}, d.misplacedValue(c)
}

func (d *decoderState) misplacedValue(c byte) error {
	if c == ',' || c == ':' {
		return d.misplaced("at start of value", whereAbove)
	}
	return d.misplaced("at start of value", whereNext)
}

func (d *decoderState) open(l *level, k Kind) error {
	if l.wantsName() {
		return d.fail(d.offset(d.pos), whereNext, ErrNonStringName)
	}
	if len(d.levels) > jsonwire.MaxDepth {
		return d.fail(d.offset(d.pos), whereNext, errMaxDepth)
	}
	d.push(k)
	return nil
}

func (d *decoderState) close(l *level, k Kind) error {
	switch {
	case k == l.kind+2 && !(l.kind == KindBeginObject && l.n%2 != 0):
		d.pop()
		return nil
	case l.kind == KindBeginObject && k == KindEndObject:
		return d.fail(d.offset(d.pos), whereAbove, errMissingValue)
	case l.kind == KindBeginObject:
		return d.misplaced("after object value (expecting ',' or '}')", whereOpen)
	case l.n > 0 && l.kind != 0:
		return d.misplaced("after array element (expecting ',' or ']')", whereAbove)
	}
	return d.misplaced("at start of value", whereNext)
}

// str reads a string, which may be a name.
func (d *decoderState) str(l *level) (end int, err error) {
	var escaped bool
	for {
		var f *jsonwire.Fault
		end, escaped, f = jsonwire.String(d.buf, d.pos, d.wire)
		if f == nil {
			d.eof = false
			break
		}
		if err := d.more(f, whereNext); err != nil {
			return 0, err
		}
	}
	if l.wantsName() {
		raw := d.buf[d.pos:end]
		var name string
		if escaped {
			name = jsonwire.Unquote(raw)
		} else {
			name = string(raw[1 : len(raw)-1])
		}
		if !d.addName(l, name, d.wire&1 == 0) {
			p := d.pointer(whereOpen)
			return 0, &SyntacticError{ByteOffset: d.offset(d.pos), JSONPointer: p.AppendToken(name), Err: ErrDuplicateName}
		}
	}
	return end, nil
}

// ReadValue reads the next value.
func (d *Decoder) ReadValue() (Value, error) { return d.s.ReadValue() }

// ReadValue reads the next value.
func (d *decoderState) ReadValue() (Value, error) {
	if err := d.next(); err != nil {
		return nil, err
	}
	l := d.top()
	var end int
	var err error
	c := d.buf[d.pos]
	switch k := kindOf(c); k {
	case KindString:
		end, err = d.str(l)
	case KindEndObject, KindEndArray:
		if k == l.kind+2 {
			return nil, d.misplaced("at start of value", whereNext)
		}
		err = d.close(l, k)
	case KindInvalid:
		err = d.misplacedValue(c)
	default:
		end, err = d.scan(len(d.levels) - 1)
		if err == nil && l.wantsName() {
			err = d.fail(d.offset(d.pos), whereNext, ErrNonStringName)
		}
	}
	if err != nil {
		return nil, err
	}
	l.n++
	d.took(end)
	return Value(d.buf[d.prevStart:end:end]), nil
}

// SkipValue reads the next value and forgets it.
func (d *Decoder) SkipValue() error { return d.s.SkipValue() }

// SkipValue reads the next value and forgets it.
func (d *decoderState) SkipValue() error {
	if k := d.PeekKind(); k != KindBeginObject && k != KindBeginArray {
		_, err := d.ReadValue()
		return err
	}
	l := d.top()
	if !l.wantsName() {
		// All at once if it is there and nothing is wrong with it.
		if end, f := jsonwire.Value(d.buf, d.pos, d.wire, len(d.levels)-1); f == nil {
			d.peeked = false
			l.n++
			d.took(end)
			return nil
		}
	}
	depth := d.Depth()
	for {
		if _, err := d.ReadToken(); err != nil {
			return err
		}
		if d.Depth() <= depth {
			return nil
		}
	}
}

// CheckNext returns an error unless the next token is of kind k.
func (d *decoderState) CheckEnd() error {
	d.pos = d.prevEnd
	err := d.space()
	if err == nil {
		return d.fail(d.offset(d.pos), whereLast, jsonwire.NewInvalidCharacterError(d.buf[d.pos:], "after top-level value"))
	}
	if err == io.EOF {
		return nil
	}
	return err
}

// CheckAll returns why the rest of the stream is not one value.
func (d *decoderState) CheckAll() error {
	if d.PeekKind() == KindInvalid && d.peekErr != nil {
		err := d.peekErr
		if err == io.EOF {
			return d.EndError()
		}
		return err
	}
	end, err := d.scan(len(d.levels) - 1)
	if err != nil {
		return err
	}
	start := d.pos
	d.pos = end
	n := d.base
	err = d.space()
	if err == nil {
		err = d.fail(d.offset(d.pos), whereLast, jsonwire.NewInvalidCharacterError(d.buf[d.pos:], "after top-level value"))
	} else if err == io.EOF {
		err = nil
	}
	d.pos = start - int(d.base-n)
	return err
}

// EndError is the error when there should be a value.
func (d *decoderState) EndError() error {
	return d.fail(d.offset(d.pos), whereLast, io.ErrUnexpectedEOF)
}

// Init makes a decoder of no stream ready.
func (d *decoderState) Init() { d.init() }

// Settings returns the options, which may be changed.
func (d *decoderState) Settings() *jsonopts.Struct { return &d.Opts }

// NextOffset returns where what was peeked begins.
func (d *decoderState) NextOffset() int64 {
	if d.peeked {
		return d.offset(d.pos)
	}
	return d.offset(d.prevEnd)
}

// AbovePointer returns the pointer to what is open.
func (d *decoderState) AbovePointer() Pointer { return d.pointer(whereAbove) }

// NeedsName reports whether a name comes next.
func (d *decoderState) NeedsName() bool { return d.top().wantsName() }

// LastName returns the name of the current member.
func (d *decoderState) LastName() string { return d.top().name }

// Loose says that names of the object just opened need not be compared.
func (d *decoderState) Loose() { d.top().loose = true }

// IsIOError reports whether err comes from a reader or writer.
func (exporter) IsIOError(err error) bool {
	var e *ioError
	return errors.As(err, &e)
}
