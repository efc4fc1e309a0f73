// Package jsontext: the syntax of JSON, as streams of tokens and values. Loops over bytes are natives of package jsonwire.
package jsontext

import (
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"errors"
	"math"
	"strconv"
)

// A Value is the text of a value.
type Value []byte

// Clone returns a copy of v.
func (v Value) Clone() Value {
	if v == nil {
		return nil
	}
	return append(Value{}, v...)
}

// String returns v as it is, null for nil.
func (v Value) String() string {
	if v == nil {
		return "null"
	}
	return string(v)
}

// MarshalJSON returns v itself, null for nil.
func (v Value) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	return v, nil
}

// UnmarshalJSON makes v a copy of b.
func (v *Value) UnmarshalJSON(b []byte) error {
	if v == nil {
		return errors.New("jsontext.Value: UnmarshalJSON on nil pointer")
	}
	*v = append((*v)[:0], b...)
	return nil
}

// Kind returns the kind of the first token.
func (v Value) Kind() Kind {
	if i := jsonwire.SkipSpace(v, 0); i < len(v) {
		return kindOf(v[i])
	}
	return KindInvalid
}

// IsValid reports whether v is a value.
func (v Value) IsValid(opts ...Options) bool {
	var s jsonopts.Struct
	s.Join(opts...)
	_, _, err := check(v, &s, 0)
	return err == nil
}

// check returns the bounds of the value in v.
func check(v []byte, s *jsonopts.Struct, flags uint64) (start, end int, err error) {
	start = jsonwire.SkipSpace(v, 0)
	end, f := jsonwire.Value(v, start, jsonwire.Wire(&s.Flags)|flags, 0)
	if f != nil {
		return 0, 0, &SyntacticError{ByteOffset: int64(f.At), JSONPointer: Pointer(f.Pointer), Err: errorOf(f)}
	}
	if rest := jsonwire.SkipSpace(v, end); rest < len(v) {
		err := jsonwire.NewInvalidCharacterError(v[rest:], "after top-level value")
		return 0, 0, &SyntacticError{ByteOffset: int64(rest), Err: err}
	}
	return start, end, nil
}

// Format writes v in the form that the options want.
func (v *Value) Format(opts ...Options) error {
	var s jsonopts.Struct
	s.Join(opts...)
	return v.format(&s)
}

func (v *Value) format(s *jsonopts.Struct) error {
	out, err := appendFormat(nil, *v, s)
	if err == nil && string(out) != string(*v) {
		*v = append((*v)[:0], out...)
	}
	return err
}

func appendFormat(dst, v []byte, s *jsonopts.Struct) ([]byte, error) {
	settle(s)
	start, end, err := check(v, s, jsonwire.Formatting)
	if err != nil {
		return append(dst, v...), err
	}
	return jsonwire.AppendValue(dst, v[start:end], jsonwire.Wire(&s.Flags), s.IndentPrefix, s.Indent, 0), nil
}

// AppendFormat appends src in the form that the options want; all of src if it is no value.
func AppendFormat[Bytes ~[]byte | ~string](dst []byte, src Bytes, opts ...Options) ([]byte, error) {
	var s jsonopts.Struct
	s.Join(opts...)
	return appendFormat(dst, []byte(src), &s)
}

// plain are options of white space, set to none.
const plain = jsonflags.SpaceAfterColon | jsonflags.SpaceAfterComma | jsonflags.Multiline | jsonflags.Indent | jsonflags.IndentPrefix

const lenient = jsonflags.AllowDuplicateNames | jsonflags.AllowInvalidUTF8 | jsonflags.PreserveRawStrings | 1

// Compact takes white space away.
func (v *Value) Compact(opts ...Options) error {
	var s jsonopts.Struct
	s.Flags.Set(lenient)
	s.Flags.Set(plain)
	s.Join(opts...)
	return v.format(&s)
}

// Indent gives every member and element a line.
func (v *Value) Indent(opts ...Options) error {
	var s jsonopts.Struct
	s.Flags.Set(lenient | jsonflags.Multiline)
	s.Join(opts...)
	return v.format(&s)
}

// Canonicalize writes v as RFC 8785 wants it.
func (v *Value) Canonicalize(opts ...Options) error {
	var s jsonopts.Struct
	s.Flags.Set(plain)
	s.Flags.Set(jsonflags.CanonicalizeRawInts | jsonflags.CanonicalizeRawFloats | jsonflags.ReorderRawObjects | 1)
	s.Join(opts...)
	return v.format(&s)
}

// AppendQuote appends src as a string.
func AppendQuote[Bytes ~[]byte | ~string](dst []byte, src Bytes) ([]byte, error) {
	dst, ok := jsonwire.AppendQuote(dst, string(src), 0)
	if !ok {
		return dst, &SyntacticError{Err: jsonwire.ErrInvalidUTF8}
	}
	return dst, nil
}

// AppendUnquote appends what the string src means.
func AppendUnquote[Bytes ~[]byte | ~string](dst []byte, src Bytes) ([]byte, error) {
	dst, err := jsonwire.AppendUnquote(dst, string(src))
	if err != nil {
		return dst, &SyntacticError{Err: err}
	}
	return dst, nil
}

// AppendFloat appends a number of 32 or 64 bits.
func AppendFloat(dst []byte, src float64, bits int) []byte {
	if bits != 32 && bits != 64 {
		panic("illegal AppendFloat bit size")
	}
	if math.IsNaN(src) || math.IsInf(src, 0) {
		return strconv.AppendFloat(dst, src, 'f', -1, bits)
	}
	return jsonwire.AppendFloat(dst, src, bits)
}
