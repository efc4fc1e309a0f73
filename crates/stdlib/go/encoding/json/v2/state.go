package json

import (
	"encoding/json/internal"
	"encoding/json/internal/jsonopts"
	"encoding/json/jsontext"
)

// An encoderState is what jsontext shows of an encoder.
type encoderState interface {
	Init()
	Settings() *jsonopts.Struct
	Refresh()
	Within(bool) bool
	Bytes() []byte

	Depth() int
	Offset() int64
	NextOffset() int64
	LastPointer() jsontext.Pointer
	NextPointer() jsontext.Pointer
	AbovePointer() jsontext.Pointer
	NeedsName() bool
	LastName() string

	WriteToken(jsontext.Token) error
	WriteValue(jsontext.Value) error
	WriteString(string) error
	WriteRaw(jsontext.Kind, []byte) error

	Loose()
	Hold(int)
	Mark() internal.Mark
	Rewind(internal.Mark)
	EndsEmpty() bool
}

// A decoderState is what jsontext shows of a decoder.
type decoderState interface {
	Settings() *jsonopts.Struct
	Refresh()
	Within(bool) bool

	StartOffset() int64
	NextOffset() int64
	LastPointer() jsontext.Pointer
	NextPointer() jsontext.Pointer
	AbovePointer() jsontext.Pointer
	NeedsName() bool
	LastName() string

	ReadToken() (jsontext.Token, error)
	ReadValue() (jsontext.Value, error)
	SkipValue() error
	CheckAll() error
	CheckEnd() error
	EndError() error
}

func encoderOf(e *jsontext.Encoder) *encoder {
	s := text.EncoderState(e)
	s.Init()
	return &encoder{e: e, s: s, opts: s.Settings()}
}

func decoderOf(d *jsontext.Decoder) *decoder {
	s := text.DecoderState(d)
	s.Init()
	return &decoder{d: d, s: s, opts: s.Settings()}
}
