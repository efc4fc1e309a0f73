package asn1

// Encoding of Go values.

import (
	"bytes"
	"errors"
	"fmt"
	"internal/der"
	"math/big"
	"reflect"
	"slices"
	"time"
	"unicode/utf8"
)

// Marshal returns the encoding of val.
func Marshal(val any) ([]byte, error) { return MarshalWithParams(val, "") }

// MarshalWithParams is Marshal with parameters as a struct tag has them.
func MarshalWithParams(val any, params string) ([]byte, error) {
	b, err := appendField(nil, reflect.ValueOf(val), parseParameters(params))
	if err != nil {
		return nil, err
	}
	if b == nil {
		b = []byte{}
	}
	return b, nil
}

func appendBase128(b []byte, n int64) []byte {
	for i := base128Len(n) - 1; i >= 0; i-- {
		c := byte(n>>(uint(i)*7)) & 0x7f
		if i > 0 {
			c |= 0x80
		}
		b = append(b, c)
	}
	return b
}

// appendElement writes head and content.
func appendElement(b []byte, class, tag int, compound bool, content []byte) []byte {
	c := byte(class << 6)
	if compound {
		c |= 0x20
	}
	if tag >= 0x1f {
		b = appendBase128(append(b, c|0x1f), int64(tag))
	} else {
		b = append(b, c|byte(tag))
	}
	b = der.AppendLength(b, len(content))
	return append(b, content...)
}

func appendInt(b []byte, n int64) []byte {
	size := 1
	for n>>(8*uint(size)-1) != 0 && n>>(8*uint(size)-1) != -1 {
		size++
	}
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(n>>(8*uint(i))))
	}
	return b
}

func appendBig(b []byte, n *big.Int) []byte {
	switch n.Sign() {
	case 0:
		return append(b, 0)
	case 1:
		d := n.Bytes()
		if d[0] >= 0x80 {
			b = append(b, 0)
		}
		return append(b, d...)
	}
	// The two's complement is that of -n-1, all bits turned.
	d := new(big.Int).Not(n).Bytes()
	for i := range d {
		d[i] ^= 0xff
	}
	if len(d) == 0 || d[0] < 0x80 {
		b = append(b, 0xff)
	}
	return append(b, d...)
}

func appendOID(b []byte, oid []int) ([]byte, error) {
	if len(oid) < 2 || oid[0] > 2 || oid[0] < 2 && oid[1] >= 40 {
		return nil, StructuralError{"invalid object identifier"}
	}
	b = appendBase128(b, int64(oid[0]*40+oid[1]))
	for _, n := range oid[2:] {
		b = appendBase128(b, int64(n))
	}
	return b, nil
}

func outsideUTC(t time.Time) bool { return t.Year() < 1950 || t.Year() >= 2050 }

func appendTime(b []byte, t time.Time, generalized bool) ([]byte, error) {
	year := t.Year()
	if generalized {
		if year < 0 || year > 9999 {
			return nil, StructuralError{"cannot represent time as GeneralizedTime"}
		}
		b = append(b, byte('0'+year/1000), byte('0'+year/100%10))
	} else if outsideUTC(t) {
		return nil, StructuralError{"cannot represent time as UTCTime"}
	}
	b = t.AppendFormat(b, "060102150405")
	_, offset := t.Zone()
	minutes := offset / 60
	if minutes == 0 {
		return append(b, 'Z'), nil
	}
	sign := byte('+')
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	h, m := minutes/60, minutes%60
	return append(b, sign, byte('0'+h/10%10), byte('0'+h%10), byte('0'+m/10), byte('0'+m%10)), nil
}

func textOf(s string, kind int) ([]byte, error) {
	for i := range len(s) {
		switch c := s[i]; {
		case kind == TagIA5String && c > 127:
			return nil, StructuralError{"IA5String contains invalid character"}
		case kind == TagPrintableString && !isPrintable(c, asterisk):
			return nil, StructuralError{"PrintableString contains invalid character"}
		case kind == TagNumericString && !isNumeric(c):
			return nil, StructuralError{"NumericString contains invalid character"}
		}
	}
	return []byte(s), nil
}

// contentOf encodes what stands behind the head.
func contentOf(v reflect.Value, p fieldParameters) ([]byte, error) {
	switch v.Type() {
	case flagType:
		return nil, nil
	case timeType:
		t := v.Interface().(time.Time)
		return appendTime(nil, t, p.timeType == TagGeneralizedTime || outsideUTC(t))
	case bitStringType:
		s := v.Interface().(BitString)
		return append([]byte{byte((8 - s.BitLength%8) % 8)}, s.Bytes...), nil
	case objectIdentifierType:
		return appendOID(nil, v.Interface().(ObjectIdentifier))
	case bigIntType:
		n := v.Interface().(*big.Int)
		if n == nil {
			return nil, StructuralError{"empty integer"}
		}
		return appendBig(nil, n), nil
	}
	switch k := v.Kind(); {
	case k == reflect.Bool:
		if v.Bool() {
			return []byte{0xff}, nil
		}
		return []byte{0}, nil
	case isInt(k):
		return appendInt(nil, v.Int()), nil
	case k == reflect.Struct:
		return structContent(v)
	case k == reflect.Slice:
		return sliceContent(v, p)
	case k == reflect.String:
		return textOf(v.String(), p.stringType)
	}
	return nil, StructuralError{"unknown Go type"}
}

func structContent(v reflect.Value) (b []byte, err error) {
	ty := v.Type()
	n := ty.NumField()
	for i := range n {
		if !ty.Field(i).IsExported() {
			return nil, StructuralError{"struct contains unexported fields"}
		}
	}
	first := 0
	if n > 0 && ty.Field(0).Type == rawContentsType {
		if raw := v.Field(0).Bytes(); len(raw) > 0 {
			// The encoding is kept whole; its head is written anew by the caller.
			_, next, err := parseHead(raw, 0)
			if err != nil {
				return nil, err
			}
			return raw[next:], nil
		}
		first = 1
	}
	for i := first; i < n; i++ {
		if b, err = appendField(b, v.Field(i), parseParameters(ty.Field(i).Tag.Get("asn1"))); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func sliceContent(v reflect.Value, p fieldParameters) (b []byte, err error) {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		return v.Bytes(), nil
	}
	var parts [][]byte
	for i := range v.Len() {
		part, err := appendField(nil, v.Index(i), fieldParameters{})
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	// The elements of a set are in the order of their encodings.
	if p.set {
		slices.SortFunc(parts, bytes.Compare)
	}
	return bytes.Join(parts, nil), nil
}

var anyType = reflect.TypeFor[any]()

// isAny reports whether t is an interface type without methods. (To ask NumMethod would have the methods of all types of the
// program counted.)
func isAny(t reflect.Type) bool { return t.Kind() == reflect.Interface && anyType.Implements(t) }

func appendField(b []byte, v reflect.Value, p fieldParameters) ([]byte, error) {
	if !v.IsValid() {
		return nil, fmt.Errorf("asn1: cannot marshal nil value")
	}
	ty := v.Type()
	if isAny(ty) {
		return appendField(b, v.Elem(), p)
	}
	if v.Kind() == reflect.Slice && v.Len() == 0 && p.omitEmpty {
		return b, nil
	}
	if p.optional {
		if p.defaultValue != nil && isInt(v.Kind()) {
			if v.Int() == *p.defaultValue {
				return b, nil
			}
		} else if p.defaultValue == nil && reflect.DeepEqual(v.Interface(), reflect.Zero(ty).Interface()) {
			return b, nil
		}
	}
	if ty == rawValueType {
		raw := v.Interface().(RawValue)
		if len(raw.FullBytes) != 0 {
			return append(b, raw.FullBytes...), nil
		}
		return appendElement(b, raw.Class, raw.Tag, raw.IsCompound, raw.Bytes), nil
	}
	_, tag, compound, known := universal(ty)
	if !known {
		return nil, StructuralError{fmt.Sprintf("unknown Go type: %v", ty)}
	}
	if p.timeType != 0 && tag != TagUTCTime {
		return nil, StructuralError{"explicit time type given to non-time member"}
	}
	if p.stringType != 0 && tag != TagPrintableString {
		return nil, StructuralError{"explicit string type given to non-string member"}
	}
	switch tag {
	case TagPrintableString:
		if p.stringType != 0 {
			tag = p.stringType
			break
		}
		s := v.String()
		for i := range len(s) {
			if !isPrintable(s[i], plain) {
				if !utf8.ValidString(s) {
					return nil, errors.New("asn1: string not valid UTF-8")
				}
				tag = TagUTF8String
				break
			}
		}
		p.stringType = tag
	case TagUTCTime:
		if p.timeType == TagGeneralizedTime || outsideUTC(v.Interface().(time.Time)) {
			tag = TagGeneralizedTime
		}
	}
	if p.set {
		if tag != TagSequence {
			return nil, StructuralError{"non sequence tagged as set"}
		}
		tag = TagSet
	}
	// A type whose name ends in SET is a set without being told so.
	p.set = tag == TagSet
	content, err := contentOf(v, p)
	if err != nil {
		return nil, err
	}
	switch {
	case p.explicit:
		return appendElement(b, p.class(), *p.tag, true, appendElement(nil, ClassUniversal, tag, compound, content)), nil
	case p.tag != nil:
		return appendElement(b, p.class(), *p.tag, compound, content), nil
	}
	return appendElement(b, ClassUniversal, tag, compound, content), nil
}
