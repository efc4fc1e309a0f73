package asn1

// Decoding into Go values.

import (
	"fmt"
	"math/big"
	"reflect"
	"time"
)

var (
	bitStringType        = reflect.TypeFor[BitString]()
	objectIdentifierType = reflect.TypeFor[ObjectIdentifier]()
	enumeratedType       = reflect.TypeFor[Enumerated]()
	flagType             = reflect.TypeFor[Flag]()
	timeType             = reflect.TypeFor[time.Time]()
	rawValueType         = reflect.TypeFor[RawValue]()
	rawContentsType      = reflect.TypeFor[RawContent]()
	bigIntType           = reflect.TypeFor[*big.Int]()
)

type invalidUnmarshalError struct {
	Type reflect.Type
}

func (e *invalidUnmarshalError) Error() string {
	switch {
	case e.Type == nil:
		return "asn1: Unmarshal recipient value is nil"
	case e.Type.Kind() != reflect.Pointer:
		return "asn1: Unmarshal recipient value is non-pointer " + e.Type.String()
	}
	return "asn1: Unmarshal recipient value is nil " + e.Type.String()
}

// Unmarshal decodes the first element of b into what val points to; it returns the bytes behind the element.
func Unmarshal(b []byte, val any) (rest []byte, err error) { return UnmarshalWithParams(b, val, "") }

// UnmarshalWithParams is Unmarshal with parameters as a struct tag has them.
func UnmarshalWithParams(b []byte, val any, params string) (rest []byte, err error) {
	v := reflect.ValueOf(val)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return nil, &invalidUnmarshalError{reflect.TypeOf(val)}
	}
	at, err := parseField(v.Elem(), b, 0, parseParameters(params), 0)
	if err != nil {
		return nil, err
	}
	return b[at:], nil
}

// maxDepth is how deep elements may lie in each other.
const maxDepth = 10000

// parseAny decodes an element by its own tag.
func parseAny(v reflect.Value, b []byte, at int) (next int, err error) {
	t, next, err := parseHead(b, at)
	if err != nil {
		return next, err
	}
	if !fits(next, t.length, len(b)) {
		return next, SyntaxError{"data truncated"}
	}
	var result any
	if !t.isCompound && t.class == ClassUniversal {
		inner := b[next : next+t.length]
		switch t.tag {
		case TagPrintableString, TagNumericString, TagIA5String, TagT61String, TagUTF8String, TagBMPString:
			result, err = parseText(t.tag, inner)
		case TagBoolean:
			result, err = parseBool(inner)
		case TagInteger:
			result, err = parseInt64(inner)
		case TagBitString:
			result, err = parseBits(inner)
		case TagOID:
			result, err = parseOID(inner)
		case TagUTCTime:
			result, err = parseUTCTime(inner)
		case TagGeneralizedTime:
			result, err = parseGeneralizedTime(inner)
		case TagOctetString:
			result = inner
		}
	}
	next += t.length
	if err != nil {
		return next, err
	}
	if result != nil {
		v.Set(reflect.ValueOf(result))
	}
	return next, nil
}

// parseField decodes the element at `at` into v.
func parseField(v reflect.Value, b []byte, at int, p fieldParameters, depth int) (next int, err error) {
	if depth >= maxDepth {
		return at, StructuralError{"nesting depth exceeded"}
	}
	ty := v.Type()
	if at == len(b) {
		if !setDefault(v, p) {
			err = SyntaxError{"sequence truncated"}
		}
		return at, err
	}
	if isAny(ty) {
		return parseAny(v, b, at)
	}
	t, next, err := parseHead(b, at)
	if err != nil {
		return next, err
	}
	if p.explicit {
		class := ClassContextSpecific
		if p.application {
			class = ClassApplication
		}
		if next == len(b) {
			return next, StructuralError{"explicit tag has no child"}
		}
		if t.class != class || t.tag != *p.tag || t.length != 0 && !t.isCompound {
			if setDefault(v, p) {
				return at, nil
			}
			return next, StructuralError{"explicitly tagged member didn't match"}
		}
		switch {
		case ty == rawValueType:
		case t.length > 0:
			if t, next, err = parseHead(b, next); err != nil {
				return next, err
			}
		case ty != flagType:
			return next, StructuralError{"zero length explicit tag was not an asn1.Flag"}
		default:
			v.SetBool(true)
			return next, nil
		}
	}
	anything, tag, compound, known := universal(ty)
	if !known {
		return next, StructuralError{fmt.Sprintf("unknown Go type: %v", ty)}
	}
	switch tag {
	case TagPrintableString:
		// A string takes whatever kind of text there is.
		if t.class == ClassUniversal {
			switch t.tag {
			case TagIA5String, TagGeneralString, TagT61String, TagUTF8String, TagNumericString, TagBMPString:
				tag = t.tag
			}
		} else if p.stringType != 0 {
			tag = p.stringType
		}
	case TagUTCTime:
		if t.class == ClassUniversal {
			if t.tag == TagGeneralizedTime {
				tag = t.tag
			}
		} else if p.timeType != 0 {
			tag = p.timeType
		}
	}
	if p.set {
		tag = TagSet
	}
	class, want, anyTag := ClassUniversal, tag, anything
	if !p.explicit && p.tag != nil {
		class, want, anyTag = p.class(), *p.tag, false
	}
	if !anyTag && (t.class != class || t.tag != want) || !anything && t.isCompound != compound {
		if setDefault(v, p) {
			return at, nil
		}
		return next, StructuralError{fmt.Sprintf("tags don't match (%d vs %+v) %+v %s @%d", want, t, p, ty.Name(), next)}
	}
	if !fits(next, t.length, len(b)) {
		return next, SyntaxError{"data truncated"}
	}
	inner := b[next : next+t.length]
	next += t.length
	return next, decode(v, ty, tag, t, inner, b[at:next], depth)
}

// decode decodes the content of an element whose tag fits.
func decode(v reflect.Value, ty reflect.Type, tag int, t tagAndLength, inner, whole []byte, depth int) error {
	switch out := v.Addr().Interface().(type) {
	case *RawValue:
		*out = RawValue{t.class, t.tag, t.isCompound, inner, whole}
		return nil
	case *ObjectIdentifier:
		oid, err := parseOID(inner)
		*out = oid
		return err
	case *BitString:
		bits, err := parseBits(inner)
		if err == nil {
			*out = bits
		}
		return err
	case *time.Time:
		parse := parseUTCTime
		if tag == TagGeneralizedTime {
			parse = parseGeneralizedTime
		}
		when, err := parse(inner)
		*out = when
		return err
	case *Enumerated:
		n, err := parseInt32(inner)
		if err == nil {
			*out = Enumerated(n)
		}
		return err
	case *Flag:
		*out = true
		return nil
	case **big.Int:
		n, err := parseBig(inner)
		if err == nil {
			*out = n
		}
		return err
	}
	switch ty.Kind() {
	case reflect.Bool:
		flag, err := parseBool(inner)
		if err == nil {
			v.SetBool(flag)
		}
		return err
	case reflect.Int, reflect.Int32, reflect.Int64:
		var n int64
		var err error
		if ty.Size() == 4 {
			var n32 int32
			n32, err = parseInt32(inner)
			n = int64(n32)
		} else {
			n, err = parseInt64(inner)
		}
		if err == nil {
			v.SetInt(n)
		}
		return err
	case reflect.Struct:
		return decodeStruct(v, ty, inner, whole, depth)
	case reflect.Slice:
		if ty.Elem().Kind() == reflect.Uint8 {
			v.SetBytes(append([]byte{}, inner...))
			return nil
		}
		return decodeSlice(v, ty, inner, depth)
	case reflect.String:
		s, err := parseText(tag, inner)
		if err == nil {
			v.SetString(s)
		}
		return err
	}
	return StructuralError{"unsupported: " + ty.String()}
}

func decodeStruct(v reflect.Value, ty reflect.Type, inner, whole []byte, depth int) (err error) {
	n := ty.NumField()
	for i := range n {
		if !ty.Field(i).IsExported() {
			return StructuralError{"struct contains unexported fields"}
		}
	}
	first := 0
	if n > 0 && ty.Field(0).Type == rawContentsType {
		v.Field(0).SetBytes(whole)
		first = 1
	}
	at := 0
	for i := first; i < n; i++ {
		f := ty.Field(i)
		if at, err = parseField(v.Field(i), inner, at, parseParameters(f.Tag.Get("asn1")), depth+1); err != nil {
			return err
		}
	}
	// Elements behind the last field are let be: later versions of a structure add such.
	return nil
}

func decodeSlice(v reflect.Value, ty reflect.Type, inner []byte, depth int) error {
	elem := ty.Elem()
	anything, want, compound, known := universal(elem)
	if !known {
		return StructuralError{"unknown Go type for slice"}
	}
	count := 0
	for at := 0; at < len(inner); count++ {
		t, next, err := parseHead(inner, at)
		if err != nil {
			return err
		}
		tag := t.tag
		switch tag {
		case TagIA5String, TagGeneralString, TagT61String, TagUTF8String, TagNumericString, TagBMPString:
			tag = TagPrintableString
		case TagGeneralizedTime:
			tag = TagUTCTime
		}
		if !anything && (t.class != ClassUniversal || t.isCompound != compound || tag != want) {
			return StructuralError{"sequence tag mismatch"}
		}
		if !fits(next, t.length, len(inner)) {
			return SyntaxError{"truncated sequence"}
		}
		at = next + t.length
	}
	list := reflect.MakeSlice(ty, count, count)
	at := 0
	for i := range count {
		next, err := parseField(list.Index(i), inner, at, fieldParameters{}, depth+1)
		if err != nil {
			return err
		}
		at = next
	}
	v.Set(list)
	return nil
}
