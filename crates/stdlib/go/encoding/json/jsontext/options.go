package jsontext

import (
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
)

// Options configure encoders, decoders and the forms of values.
type Options = jsonopts.Options

// option is b, set to v.
func option(b jsonflags.Bools, v bool) Options {
	if v {
		b |= 1
	}
	return b
}

// AllowDuplicateNames permits names that occur twice in an object.
func AllowDuplicateNames(v bool) Options { return option(jsonflags.AllowDuplicateNames, v) }

// AllowInvalidUTF8 permits strings that are no UTF-8; what is not is replaced.
func AllowInvalidUTF8(v bool) Options { return option(jsonflags.AllowInvalidUTF8, v) }

// EscapeForHTML escapes <, > and &.
func EscapeForHTML(v bool) Options { return option(jsonflags.EscapeForHTML, v) }

// EscapeForJS escapes the line separators U+2028 and U+2029.
func EscapeForJS(v bool) Options { return option(jsonflags.EscapeForJS, v) }

// PreserveRawStrings leaves the escapes of raw strings as they are.
func PreserveRawStrings(v bool) Options { return option(jsonflags.PreserveRawStrings, v) }

// CanonicalizeRawInts writes raw whole numbers as RFC 8785 does.
func CanonicalizeRawInts(v bool) Options { return option(jsonflags.CanonicalizeRawInts, v) }

// CanonicalizeRawFloats writes raw numbers with a fraction or exponent as RFC 8785 does.
func CanonicalizeRawFloats(v bool) Options { return option(jsonflags.CanonicalizeRawFloats, v) }

// ReorderRawObjects orders the members of raw objects as RFC 8785 does.
func ReorderRawObjects(v bool) Options { return option(jsonflags.ReorderRawObjects, v) }

// SpaceAfterColon writes a space behind colons.
func SpaceAfterColon(v bool) Options { return option(jsonflags.SpaceAfterColon, v) }

// SpaceAfterComma writes a space behind commas.
func SpaceAfterComma(v bool) Options { return option(jsonflags.SpaceAfterComma, v) }

// Multiline gives every member and element a line of its own.
func Multiline(v bool) Options { return option(jsonflags.Multiline, v) }

// WithIndent sets one step of indentation, and Multiline.
func WithIndent(indent string) Options {
	checkIndent(indent, "indent")
	return jsonopts.Indent(indent)
}

// WithIndentPrefix sets what stands before the indentation, and Multiline.
func WithIndentPrefix(prefix string) Options {
	checkIndent(prefix, "indent prefix")
	return jsonopts.IndentPrefix(prefix)
}

// settle fills in what depends on other options.
func settle(s *jsonopts.Struct) {
	if s.Flags.Get(jsonflags.Multiline) {
		if !s.Flags.Has(jsonflags.SpaceAfterColon) {
			s.Flags.Set(jsonflags.SpaceAfterColon | 1)
		}
		if !s.Flags.Has(jsonflags.SpaceAfterComma) {
			s.Flags.Set(jsonflags.SpaceAfterComma)
		}
		if !s.Flags.Has(jsonflags.Indent) {
			s.Flags.Set(jsonflags.Indent | 1)
			s.Indent = "\t"
		}
	}
}
