// Package asn1 encodes and decodes values in the distinguished encoding rules (DER) of ASN.1, by ITU-T X.690.
package asn1

import (
	"math/bits"
	"reflect"
	"strconv"
	"strings"
)

// Universal tags.
const (
	TagBoolean         = 1
	TagInteger         = 2
	TagBitString       = 3
	TagOctetString     = 4
	TagNull            = 5
	TagOID             = 6
	TagEnum            = 10
	TagUTF8String      = 12
	TagSequence        = 16
	TagSet             = 17
	TagNumericString   = 18
	TagPrintableString = 19
	TagT61String       = 20
	TagIA5String       = 22
	TagUTCTime         = 23
	TagGeneralizedTime = 24
	TagGeneralString   = 27
	TagBMPString       = 30
)

// Classes of tags.
const (
	ClassUniversal       = 0
	ClassApplication     = 1
	ClassContextSpecific = 2
	ClassPrivate         = 3
)

// A StructuralError is valid ASN.1 that does not fit the Go type.
type StructuralError struct {
	Msg string
}

func (e StructuralError) Error() string { return "asn1: structure error: " + e.Msg }

// A SyntaxError is invalid ASN.1.
type SyntaxError struct {
	Msg string
}

func (e SyntaxError) Error() string { return "asn1: syntax error: " + e.Msg }

// A BitString holds bits, the first in the highest bit of the first byte.
type BitString struct {
	Bytes     []byte
	BitLength int
}

// At returns a bit, 0 outside.
func (b BitString) At(i int) int {
	if i < 0 || i >= b.BitLength {
		return 0
	}
	return int(b.Bytes[i/8]>>(7-uint(i)%8)) & 1
}

// RightAlign returns the bits with the unused ones at the beginning.
func (b BitString) RightAlign() []byte {
	shift := uint(8 - b.BitLength%8)
	if shift == 8 || len(b.Bytes) == 0 {
		return b.Bytes
	}
	out := make([]byte, len(b.Bytes))
	var carry byte
	for i, c := range b.Bytes {
		out[i] = carry | c>>shift
		carry = c << (8 - shift)
	}
	return out
}

// NullBytes is the encoding of NULL.
var NullBytes = []byte{TagNull, 0}

// NullRawValue stands for NULL.
var NullRawValue = RawValue{Tag: TagNull}

// An ObjectIdentifier names something by a path of numbers.
type ObjectIdentifier []int

// Equal reports whether both are the same path.
func (oi ObjectIdentifier) Equal(other ObjectIdentifier) bool {
	if len(oi) != len(other) {
		return false
	}
	for i, n := range oi {
		if n != other[i] {
			return false
		}
	}
	return true
}

func (oi ObjectIdentifier) String() string {
	var b strings.Builder
	var digits [20]byte
	for i, n := range oi {
		if i > 0 {
			b.WriteByte('.')
		}
		b.Write(strconv.AppendInt(digits[:0], int64(n), 10))
	}
	return b.String()
}

// An Enumerated is an enumerated value.
type Enumerated int

// A Flag is true if its element is there, whatever it holds.
type Flag bool

// A RawValue is an element that is not taken apart.
type RawValue struct {
	Class, Tag int
	IsCompound bool
	Bytes      []byte
	FullBytes  []byte
}

// RawContent, as a struct's first field, keeps the struct's encoding.
type RawContent []byte

// tagAndLength is the head of an element. Its names show in error texts, as those of fieldParameters do.
type tagAndLength struct {
	class, tag, length int
	isCompound         bool
}

// fieldParameters are what a struct tag says.
type fieldParameters struct {
	optional     bool
	explicit     bool
	application  bool
	private      bool
	defaultValue *int64
	tag          *int
	stringType   int
	timeType     int
	set          bool
	omitEmpty    bool
}

func parseParameters(s string) (p fieldParameters) {
	for s != "" {
		var word string
		word, s, _ = strings.Cut(s, ",")
		switch word {
		case "optional":
			p.optional = true
		case "explicit":
			p.explicit = true
			if p.tag == nil {
				p.tag = new(int)
			}
		case "application":
			p.application = true
			if p.tag == nil {
				p.tag = new(int)
			}
		case "private":
			p.private = true
			if p.tag == nil {
				p.tag = new(int)
			}
		case "generalized":
			p.timeType = TagGeneralizedTime
		case "utc":
			p.timeType = TagUTCTime
		case "ia5":
			p.stringType = TagIA5String
		case "printable":
			p.stringType = TagPrintableString
		case "numeric":
			p.stringType = TagNumericString
		case "utf8":
			p.stringType = TagUTF8String
		case "set":
			p.set = true
		case "omitempty":
			p.omitEmpty = true
		default:
			if n, ok := strings.CutPrefix(word, "default:"); ok {
				if i, err := strconv.ParseInt(n, 10, 64); err == nil {
					p.defaultValue = &i
				}
			} else if n, ok := strings.CutPrefix(word, "tag:"); ok {
				if i, err := strconv.Atoi(n); err == nil {
					p.tag = &i
				}
			}
		}
	}
	return p
}

// class returns the class of a tag that the parameters set.
func (p *fieldParameters) class() int {
	switch {
	case p.application:
		return ClassApplication
	case p.private:
		return ClassPrivate
	}
	return ClassContextSpecific
}

// setDefault gives an optional field its default; false if the field is not optional.
func setDefault(v reflect.Value, p fieldParameters) bool {
	if !p.optional {
		return false
	}
	if p.defaultValue != nil && isInt(v.Kind()) {
		v.SetInt(*p.defaultValue)
	}
	return true
}

func isInt(k reflect.Kind) bool { return k >= reflect.Int && k <= reflect.Int64 }

// universal returns the tag that values of a type have, and whether they are made of elements; known is false for a type without
// one, anything is true for a RawValue.
func universal(t reflect.Type) (anything bool, tag int, compound, known bool) {
	switch t {
	case rawValueType:
		return true, -1, false, true
	case objectIdentifierType:
		return false, TagOID, false, true
	case bitStringType:
		return false, TagBitString, false, true
	case timeType:
		return false, TagUTCTime, false, true
	case enumeratedType:
		return false, TagEnum, false, true
	case bigIntType:
		return false, TagInteger, false, true
	}
	switch k := t.Kind(); {
	case k == reflect.Bool:
		return false, TagBoolean, false, true
	case isInt(k):
		return false, TagInteger, false, true
	case k == reflect.Struct:
		return false, TagSequence, true, true
	case k == reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return false, TagOctetString, false, true
		}
		if strings.HasSuffix(t.Name(), "SET") {
			return false, TagSet, true, true
		}
		return false, TagSequence, true, true
	case k == reflect.String:
		return false, TagPrintableString, false, true
	}
	return false, 0, false, false
}

// How strictly characters of a PrintableString are taken.
const (
	plain    = 0
	asterisk = 1 // also *, which certificates with wildcards have
	loose    = 2 // also &, which some authorities wrote
)

func isPrintable(c byte, how int) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', '\'' <= c && c <= ')', '+' <= c && c <= '/':
		return true
	case c == ' ', c == ':', c == '=', c == '?':
		return true
	}
	return how&asterisk != 0 && c == '*' || how&loose != 0 && c == '&'
}

func isNumeric(c byte) bool { return '0' <= c && c <= '9' || c == ' ' }

// base128Len returns how many bytes n takes, seven bits in each.
func base128Len(n int64) int { return max((bits.Len64(uint64(n))+6)/7, 1) }
