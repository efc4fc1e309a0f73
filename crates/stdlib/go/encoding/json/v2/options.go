package json

import (
	"encoding/json/internal"
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
	"encoding/json/jsontext"
	"fmt"
)

// Options configure marshaling and unmarshaling.
type Options = jsonopts.Options

// JoinOptions makes one set of options; later ones count.
func JoinOptions(srcs ...Options) Options {
	s := new(jsonopts.Struct)
	s.Join(srcs...)
	return s
}

// GetOption returns the value that opts have for the option of setter.
func GetOption[T any](opts Options, setter func(T) Options) (T, bool) {
	var zero T
	s, ok := opts.(*jsonopts.Struct)
	if !ok {
		s = new(jsonopts.Struct)
		s.Join(opts)
	}
	v, ok := getOption(s, setter(zero))
	if !ok {
		return zero, false
	}
	t, _ := v.(T)
	return t, true
}

func getOption(s *jsonopts.Struct, which Options) (any, bool) {
	switch which := which.(type) {
	case jsonflags.Bools:
		return s.Flags.Get(which &^ 1), s.Flags.Has(which &^ 1)
	case jsonopts.Indent:
		return s.Indent, s.Flags.Has(jsonflags.Indent)
	case jsonopts.IndentPrefix:
		return s.IndentPrefix, s.Flags.Has(jsonflags.IndentPrefix)
	case *marshalersOption:
		return s.Marshalers, s.Flags.Has(jsonflags.Marshalers)
	case *unmarshalersOption:
		return s.Unmarshalers, s.Flags.Has(jsonflags.Unmarshalers)
	}
	panic(fmt.Sprintf("unknown option %T", which))
}

// DefaultOptionsV2 are the options that make version 2 what it is.
func DefaultOptionsV2() Options {
	return &jsonopts.Struct{Flags: jsonflags.Flags{Presence: uint64(jsonflags.DefaultV1)}}
}

func option(b jsonflags.Bools, v bool) Options {
	if v {
		b |= 1
	}
	return b
}

// StringifyNumbers writes numbers as strings.
func StringifyNumbers(v bool) Options { return option(jsonflags.StringifyNumbers, v) }

// Deterministic writes the same value always the same.
func Deterministic(v bool) Options { return option(jsonflags.Deterministic, v) }

// FormatNilSliceAsNull writes nil slices as null.
func FormatNilSliceAsNull(v bool) Options { return option(jsonflags.FormatNilSliceAsNull, v) }

// FormatNilMapAsNull writes nil maps as null.
func FormatNilMapAsNull(v bool) Options { return option(jsonflags.FormatNilMapAsNull, v) }

// OmitZeroStructFields leaves out fields that are zero.
func OmitZeroStructFields(v bool) Options { return option(jsonflags.OmitZeroStructFields, v) }

// MatchCaseInsensitiveNames finds fields whatever the case of names.
func MatchCaseInsensitiveNames(v bool) Options { return option(jsonflags.MatchCaseInsensitiveNames, v) }

// RejectUnknownMembers makes names without a field an error.
func RejectUnknownMembers(v bool) Options { return option(jsonflags.RejectUnknownMembers, v) }

type marshalersOption struct{ v *Marshalers }

func (*marshalersOption) JSONOptions(internal.Private) {}
func (o *marshalersOption) Apply(s *jsonopts.Struct) {
	s.Flags.Set(jsonflags.Marshalers | 1)
	s.Marshalers = o.v
}

// WithMarshalers sets functions that marshal values of some types.
func WithMarshalers(v *Marshalers) Options { return &marshalersOption{v} }

type unmarshalersOption struct{ v *Unmarshalers }

func (*unmarshalersOption) JSONOptions(internal.Private) {}
func (o *unmarshalersOption) Apply(s *jsonopts.Struct) {
	s.Flags.Set(jsonflags.Unmarshalers | 1)
	s.Unmarshalers = o.v
}

// WithUnmarshalers sets functions that unmarshal values of some types.
func WithUnmarshalers(v *Unmarshalers) Options { return &unmarshalersOption{v} }

// Internals of package jsontext.
var text = jsontext.Internal
