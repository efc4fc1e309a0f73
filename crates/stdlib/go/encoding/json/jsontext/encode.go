package jsontext

import (
	"bytes"
	"encoding/json/internal"
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"io"
)

// An Encoder writes tokens and values to a stream.
type Encoder struct{ s encoderState }

// An encoderState is an encoder. Package v2 uses it too.
type encoderState struct {
	stack
	// Opts are the options, wire those of them that natives know.
	Opts jsonopts.Struct
	wire uint64

	w io.Writer
	// Buf is what is written and not yet flushed, base the offset of its start.
	Buf  []byte
	base int64
	// hold keeps everything in the buffer while it is not 0.
	hold int
	// avail is handed out by AvailableBuffer.
	avail []byte
}

// flushAt is how much is written at once.
const flushAt = 4096

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer, opts ...Options) *Encoder {
	e := new(Encoder)
	e.Reset(w, opts...)
	return e
}

// Reset makes e write to w with the options.
func (e *Encoder) Reset(w io.Writer, opts ...Options) {
	if e == nil {
		panic("jsontext: invalid nil Encoder")
	}
	if w == nil {
		panic("jsontext: invalid nil io.Writer")
	}
	if e.s.Opts.Flags.Get(withinArshal) {
		panic("jsontext: cannot reset Encoder passed to json.MarshalerTo")
	}
	s := encoderState{w: w, stack: e.s.stack, Buf: e.s.Buf[:0]}
	s.Opts.Join(opts...)
	s.Refresh()
	s.reset()
	e.s = s
}

// Encoder returns an encoder that keeps everything in its buffer.
func (exporter) Encoder(opts *jsonopts.Struct) *Encoder {
	e := new(Encoder)
	e.s.Opts = *opts
	e.s.Refresh()
	e.s.reset()
	return e
}

// Flags returns the options that are true or false.
func (exporter) Flags(o Options) *jsonflags.Flags {
	s, ok := o.(*jsonopts.Struct)
	if !ok {
		s = new(jsonopts.Struct)
		s.Join(o)
	}
	return &s.Flags
}

// EncoderState returns what an encoder is made of.
func (exporter) EncoderState(e *Encoder) *encoderState { return &e.s }

// Refresh takes notice of changed options.
func (e *encoderState) Refresh() {
	settle(&e.Opts)
	e.wire = jsonwire.Wire(&e.Opts.Flags)
}

// Within marks the encoder as given to a method, or no more.
func (e *encoderState) Within(on bool) (before bool) {
	before = e.Opts.Flags.Get(withinArshal)
	mark(&e.Opts.Flags, on)
	return before
}

// Options returns the options.
func (e *Encoder) Options() Options { return &e.s.Opts }

// OutputOffset returns how much was written.
func (e *Encoder) OutputOffset() int64 { return e.s.Offset() }

// Offset returns how much was written.
func (e *encoderState) Offset() int64 { return e.base + int64(len(e.Buf)) }

// StackDepth returns how many objects and arrays are open.
func (e *Encoder) StackDepth() int {
	e.s.init()
	return e.s.Depth()
}

// StackIndex returns the kind and length of one of them.
func (e *Encoder) StackIndex(i int) (Kind, int64) {
	e.s.init()
	return e.s.index(i)
}

// StackPointer returns the pointer to what was written last.
func (e *Encoder) StackPointer() Pointer { return e.s.pointer(whereLast) }

// LastPointer returns the pointer to what was written last.
func (e *encoderState) LastPointer() Pointer { return e.pointer(whereLast) }

// NextPointer returns the pointer to what comes next.
func (e *encoderState) NextPointer() Pointer { return e.pointer(whereNext) }

// NeedsName reports whether a name comes next.
func (e *encoderState) NeedsName() bool { return e.top().wantsName() }

func (e *encoderState) init() {
	if len(e.levels) == 0 {
		e.reset()
	}
}

// AvailableBuffer returns an empty buffer for a value that is to be written next.
func (e *Encoder) AvailableBuffer() []byte {
	if e.s.avail == nil {
		e.s.avail = make([]byte, 0, 64)
	}
	return e.s.avail[:0]
}

// before appends what stands before the next token of kind k.
func (e *encoderState) before(b []byte, k Kind) []byte {
	l := e.top()
	if l.kind == 0 {
		return b
	}
	closing := k == KindEndObject || k == KindEndArray
	if l.kind == KindBeginObject && l.n%2 != 0 {
		b = append(b, ':')
		if e.Opts.Flags.Get(jsonflags.SpaceAfterColon) {
			b = append(b, ' ')
		}
		return b
	}
	if l.n > 0 && !closing {
		b = append(b, ',')
		if e.Opts.Flags.Get(jsonflags.SpaceAfterComma) {
			b = append(b, ' ')
		}
	}
	if e.Opts.Flags.Get(jsonflags.Multiline) && (l.n > 0 || !closing) {
		depth := len(e.levels) - 1
		if closing {
			depth--
		}
		b = jsonwire.AppendLine(b, e.Opts.IndentPrefix, e.Opts.Indent, depth)
	}
	return b
}

func (e *encoderState) fail(at int, where int, err error) error {
	return &SyntacticError{ByteOffset: e.base + int64(at), JSONPointer: e.pointer(where), Err: err}
}

// WriteToken writes a token.
func (e *Encoder) WriteToken(t Token) error { return e.s.WriteToken(t) }

// WriteToken writes a token.
func (e *encoderState) WriteToken(t Token) error {
	e.init()
	k := t.Kind()
	b := e.before(e.Buf, k)
	pos := len(b)
	l := e.top()
	switch k {
	case KindBeginObject, KindBeginArray:
		if l.wantsName() {
			return e.fail(pos, whereNext, ErrNonStringName)
		}
		if len(e.levels) > jsonwire.MaxDepth {
			return e.fail(pos, whereNext, errMaxDepth)
		}
		b = append(b, byte(k))
		e.push(k)
	case KindEndObject, KindEndArray:
		switch {
		case l.kind+2 != k || l.kind == 0:
			return e.fail(pos, whereNext, errMismatch)
		case l.kind == KindBeginObject && l.n%2 != 0:
			return e.fail(pos, whereNext, errMissingValue)
		}
		b = append(b, byte(k))
		e.pop()
	default:
		var err error
		b, err = t.append(b, &e.Opts.Flags)
		if err != nil {
			return e.fail(pos, whereNext, err)
		}
		if l.wantsName() {
			if k != KindString {
				return e.fail(pos, whereNext, ErrNonStringName)
			}
			if err := e.name(l, b[pos:], pos); err != nil {
				return err
			}
		}
		l.n++
	}
	e.Buf = b
	return e.done()
}

// name notes the name whose text is raw and stands at pos.
func (e *encoderState) name(l *level, raw []byte, pos int) error {
	name := jsonwire.Unquote(raw)
	if !e.addName(l, name, e.wire&1 == 0) {
		p := e.pointer(whereOpen)
		return &SyntacticError{ByteOffset: e.base + int64(pos), JSONPointer: p.AppendToken(name), Err: ErrDuplicateName}
	}
	return nil
}

// WriteValue writes a value.
func (e *Encoder) WriteValue(v Value) error { return e.s.WriteValue(v) }

// WriteValue writes a value.
func (e *encoderState) WriteValue(v Value) error {
	e.init()
	l := e.top()
	start := jsonwire.SkipSpace(v, 0)
	k := KindInvalid
	if start < len(v) {
		k = kindOf(v[start])
	}
	b := e.before(e.Buf, k)
	pos := len(b)
	end, f := jsonwire.Value(v, start, e.wire|jsonwire.Formatting, len(e.levels)-1)
	if f != nil {
		return &SyntacticError{
			ByteOffset: e.base + int64(pos+f.At), JSONPointer: e.pointer(whereNext) + Pointer(f.Pointer), Err: errorOf(f),
		}
	}
	if rest := jsonwire.SkipSpace(v, end); rest < len(v) {
		return e.fail(pos+rest, whereAbove, jsonwire.NewInvalidCharacterError(v[rest:], "after top-level value"))
	}
	if l.wantsName() && k != KindString {
		return e.fail(pos, whereNext, ErrNonStringName)
	}
	b = jsonwire.AppendValue(b, v[start:end], e.wire, e.Opts.IndentPrefix, e.Opts.Indent, len(e.levels)-1)
	if l.wantsName() {
		if err := e.name(l, b[pos:], pos); err != nil {
			return err
		}
	}
	l.n++
	e.Buf = b
	return e.done()
}

// WriteString writes a string that is a name or a value.
func (e *encoderState) WriteString(s string) error {
	return e.WriteToken(Token{form: '"', str: s})
}

// WriteRaw writes text that is known to be a value as the options want it.
func (e *encoderState) WriteRaw(k Kind, text []byte) error {
	l := e.top()
	b := e.before(e.Buf, k)
	if l.wantsName() {
		return e.fail(len(b), whereNext, ErrNonStringName)
	}
	e.Buf = append(b, text...)
	l.n++
	return e.done()
}

// done ends a token: values of the stream end in a newline, and full buffers are flushed.
func (e *encoderState) done() error {
	if len(e.levels) == 1 {
		if !e.Opts.Flags.Get(jsonflags.OmitTopLevelNewline) {
			e.Buf = append(e.Buf, '\n')
		}
		if e.w != nil && e.hold == 0 {
			return e.Flush()
		}
		return nil
	}
	if e.w != nil && e.hold == 0 && len(e.Buf) > flushAt {
		return e.Flush()
	}
	return nil
}

// Hold keeps what is written in the buffer until it is called with -1 as often as with 1.
func (e *encoderState) Hold(n int) { e.hold += n }

// Flush writes the buffer.
func (e *encoderState) Flush() error {
	if e.w == nil {
		return nil
	}
	if b, ok := e.w.(*bytes.Buffer); ok {
		b.Write(e.Buf)
		e.base += int64(len(e.Buf))
		e.Buf = e.Buf[:0]
		return nil
	}
	n, err := e.w.Write(e.Buf)
	e.base += int64(n)
	if n < len(e.Buf) {
		if err == nil {
			err = io.ErrShortWrite
		}
		e.Buf = append(e.Buf[:0], e.Buf[n:]...)
	} else {
		e.Buf = e.Buf[:0]
	}
	if err != nil {
		return &ioError{"write", err}
	}
	return nil
}

// Mark returns where the encoder stands.
func (e *encoderState) Mark() internal.Mark {
	l := e.top()
	return internal.Mark{Size: len(e.Buf), Length: l.n, Name: l.name}
}

// Rewind takes back what was written since the mark, one member or element of what is open.
func (e *encoderState) Rewind(m internal.Mark) {
	l := e.top()
	if l.names != nil {
		delete(l.names, l.name)
	}
	e.Buf = e.Buf[:m.Size]
	l.n, l.name = m.Length, m.Name
}

// EndsEmpty reports whether what was written last is null or an empty string, object or array.
func (e *encoderState) EndsEmpty() bool {
	b := e.Buf
	n := len(b)
	if n < 4 {
		return false
	}
	switch b[n-1] {
	case '"':
		return b[n-2] == '"' && b[n-3] != '\\'
	case '}':
		return b[n-2] == '{'
	case ']':
		return b[n-2] == '['
	}
	return string(b[n-4:]) == "null"
}

// Init makes an encoder of no stream ready.
func (e *encoderState) Init() { e.init() }

// Settings returns the options, which may be changed.
func (e *encoderState) Settings() *jsonopts.Struct { return &e.Opts }

// Bytes returns what is in the buffer.
func (e *encoderState) Bytes() []byte { return e.Buf }

// NextOffset returns where the next value would begin.
func (e *encoderState) NextOffset() int64 { return e.base + int64(len(e.before(e.Buf, KindNull))) }

// AbovePointer returns the pointer to what is open.
func (e *encoderState) AbovePointer() Pointer { return e.pointer(whereAbove) }

// LastName returns the name of the current member.
func (e *encoderState) LastName() string { return e.top().name }

// Loose says that names of the object just opened need not be compared.
func (e *encoderState) Loose() { e.top().loose = true }
