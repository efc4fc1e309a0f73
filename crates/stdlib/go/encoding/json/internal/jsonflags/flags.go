// Package jsonflags: the options that are true or false. An option's lowest bit is its value; the others say which it is.
package jsonflags

import "encoding/json/internal"

// Bools are options with one value.
type Bools uint64

// JSONOptions makes Bools options.
func (Bools) JSONOptions(internal.Private) {}

// The options of package jsontext. Natives know the first eleven.
const (
	AllowDuplicateNames Bools = 2 << iota
	AllowInvalidUTF8
	EscapeForHTML
	EscapeForJS
	PreserveRawStrings
	CanonicalizeRawInts
	CanonicalizeRawFloats
	ReorderRawObjects
	SpaceAfterColon
	SpaceAfterComma
	Multiline

	Indent
	IndentPrefix
	OmitTopLevelNewline

	StringifyNumbers
	Deterministic
	FormatNilMapAsNull
	FormatNilSliceAsNull
	OmitZeroStructFields
	MatchCaseInsensitiveNames
	RejectUnknownMembers
	Marshalers
	Unmarshalers
	// StringTag says that StringifyNumbers comes from a field's tag.
	StringTag

	CallMethodsWithLegacySemantics
	FormatByteArrayAsArray
	FormatBytesWithLegacySemantics
	FormatDurationAsNano
	MatchCaseSensitiveDelimiter
	MergeWithLegacySemantics
	OmitEmptyWithLegacySemantics
	ParseBytesWithLooseRFC4648
	ParseTimeWithLooseRFC3339
	ReportErrorsWithLegacySemantics
	StringifyWithLegacySemantics
	UnmarshalArrayFromAnyLength
)

// Wire are the options that natives know.
const Wire = Multiline<<1 - AllowDuplicateNames

// Legacy are version 1's own options.
const Legacy = CallMethodsWithLegacySemantics | FormatByteArrayAsArray | FormatBytesWithLegacySemantics | FormatDurationAsNano |
	MatchCaseSensitiveDelimiter | MergeWithLegacySemantics | OmitEmptyWithLegacySemantics | ParseBytesWithLooseRFC4648 |
	ParseTimeWithLooseRFC3339 | ReportErrorsWithLegacySemantics | StringifyWithLegacySemantics | UnmarshalArrayFromAnyLength

// DefaultV1 are the options that version 1 sets.
const DefaultV1 = Legacy | Deterministic | FormatNilMapAsNull | FormatNilSliceAsNull | MatchCaseInsensitiveNames |
	AllowDuplicateNames | AllowInvalidUTF8 | EscapeForHTML | EscapeForJS | PreserveRawStrings

// Flags are options that are set, and their values.
type Flags struct{ Presence, Values uint64 }

// Set sets options of one value.
func (f *Flags) Set(b Bools) {
	which := uint64(b &^ 1)
	f.Presence |= which
	if b&1 != 0 {
		f.Values |= which
	} else {
		f.Values &^= which
	}
}

// Get reports whether one of the options is true.
func (f *Flags) Get(b Bools) bool { return f.Values&uint64(b) != 0 }

// Has reports whether one of the options is set.
func (f *Flags) Has(b Bools) bool { return f.Presence&uint64(b) != 0 }

// Join sets what src sets.
func (f *Flags) Join(src Flags) {
	f.Presence |= src.Presence
	f.Values = f.Values&^src.Presence | src.Values
}
