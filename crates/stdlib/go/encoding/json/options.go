package json

import (
	"encoding/json/internal"
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
	"errors"
	"reflect"
	"strconv"
	"strings"
)

// Options configure version 2 to do what version 1 does.
type Options = jsonopts.Options

// DefaultOptionsV1 are all the options that make version 1 what it is.
func DefaultOptionsV1() Options {
	setLegacy()
	return &jsonopts.Struct{Flags: jsonflags.Flags{
		Presence: uint64(jsonflags.DefaultV1), Values: uint64(jsonflags.DefaultV1),
	}}
}

func option(b jsonflags.Bools, v bool) Options {
	if v {
		b |= 1
	}
	return b
}

// CallMethodsWithLegacySemantics calls methods when version 1 does.
func CallMethodsWithLegacySemantics(v bool) Options {
	return option(jsonflags.CallMethodsWithLegacySemantics, v)
}

// FormatByteArrayAsArray takes arrays of bytes for arrays.
func FormatByteArrayAsArray(v bool) Options { return option(jsonflags.FormatByteArrayAsArray, v) }

// FormatBytesWithLegacySemantics takes all slices of bytes for binary data, as version 1 does.
func FormatBytesWithLegacySemantics(v bool) Options {
	return option(jsonflags.FormatBytesWithLegacySemantics, v)
}

// FormatDurationAsNano writes durations as numbers of nanoseconds.
func FormatDurationAsNano(v bool) Options { return option(jsonflags.FormatDurationAsNano, v) }

// MatchCaseSensitiveDelimiter takes underscores and dashes in names for what they are.
func MatchCaseSensitiveDelimiter(v bool) Options {
	return option(jsonflags.MatchCaseSensitiveDelimiter, v)
}

// MergeWithLegacySemantics merges into what is there as version 1 does.
func MergeWithLegacySemantics(v bool) Options { return option(jsonflags.MergeWithLegacySemantics, v) }

// OmitEmptyWithLegacySemantics takes for empty what version 1 does.
func OmitEmptyWithLegacySemantics(v bool) Options {
	return option(jsonflags.OmitEmptyWithLegacySemantics, v)
}

// ParseBytesWithLooseRFC4648 passes over line ends in binary data.
func ParseBytesWithLooseRFC4648(v bool) Options {
	return option(jsonflags.ParseBytesWithLooseRFC4648, v)
}

// ParseTimeWithLooseRFC3339 reads times that RFC 3339 does not allow.
func ParseTimeWithLooseRFC3339(v bool) Options { return option(jsonflags.ParseTimeWithLooseRFC3339, v) }

// ReportErrorsWithLegacySemantics reports errors when and as version 1 does.
func ReportErrorsWithLegacySemantics(v bool) Options {
	setLegacy()
	return option(jsonflags.ReportErrorsWithLegacySemantics, v)
}

// StringifyWithLegacySemantics makes strings of what version 1 does.
func StringifyWithLegacySemantics(v bool) Options {
	return option(jsonflags.StringifyWithLegacySemantics, v)
}

// UnmarshalArrayFromAnyLength fills arrays from JSON arrays of any length.
func UnmarshalArrayFromAnyLength(v bool) Options {
	return option(jsonflags.UnmarshalArrayFromAnyLength, v)
}

// setLegacy tells version 2 how version 1 does things.
func setLegacy() {
	l := &internal.Legacy
	if l.Whole != nil {
		return
	}
	l.Whole, l.WholeUn = Marshal, Unmarshal
	l.Marshal = legacyMarshal
	l.MarshalerError = func(t reflect.Type, err error, method string) error { return &MarshalerError{t, err, method} }
	l.Unmarshal = legacyUnmarshal
}

func legacyMarshal(t reflect.Type, err error) error {
	switch {
	case err == nil:
		return &UnsupportedTypeError{t}
	case err == internal.ErrCycle:
		return &UnsupportedValueError{Str: err.Error() + " via " + t.String()}
	}
	return &UnsupportedValueError{Str: strings.TrimPrefix(err.Error(), internal.Unsupported)}
}

func legacyUnmarshal(m *internal.Mismatch) error {
	switch {
	case m.Syntax:
		msg := m.Err.Error()
		if msg == "unexpected EOF" {
			msg = "unexpected end of JSON input"
		}
		return &SyntaxError{msg, m.Offset}
	case m.Unknown:
		return errors.New("json: unknown field " + strconv.Quote(m.Pointer[strings.LastIndexByte(m.Pointer, '/')+1:]))
	case m.Err == internal.ErrNonNilReference:
		return &InvalidUnmarshalError{m.Type}
	}
	e := &UnmarshalTypeError{Value: kindName(m.Kind), Type: m.Type, Offset: m.Offset, Err: m.Err}
	if len(m.Text) > 0 {
		e.Value += " " + string(m.Text)
	}
	if p := strings.TrimPrefix(m.Pointer, "/"); p != "" {
		if m.Root != nil {
			e.Struct = m.Root.Name()
		}
		e.Field = strings.NewReplacer("/", ".", "~1", "/", "~0", "~").Replace(p)
	}
	return e
}

func kindName(k byte) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "bool"
	case '"':
		return "string"
	case '0':
		return "number"
	case '{', '}':
		return "object"
	case '[', ']':
		return "array"
	}
	return ""
}
