package slog

import (
	"encoding"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

func isNilPointer(v any) bool {
	p := reflect.ValueOf(v)
	return p.Kind() == reflect.Pointer && p.IsNil()
}

func bytesOf(v any) ([]byte, bool) {
	if b, ok := v.([]byte); ok {
		return b, true
	}
	t := reflect.TypeOf(v)
	if t != nil && t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8 {
		return reflect.ValueOf(v).Bytes(), true
	}
	return nil, false
}

// appendEscaped appends s as it stands within a string of JSON.
func appendEscaped(b []byte, s string) []byte {
	const digits = "0123456789abcdef"
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			switch c {
			case '\\', '"':
				b = append(b, '\\', c)
			case '\b':
				b = append(b, `\b`...)
			case '\f':
				b = append(b, `\f`...)
			case '\n':
				b = append(b, `\n`...)
			case '\r':
				b = append(b, `\r`...)
			case '\t':
				b = append(b, `\t`...)
			default:
				b = append(b, `\u00`...)
				b = append(b, digits[c>>4], digits[c&15])
			}
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(append(b, s[start:i]...), `\ufffd`...)
			start = i + n
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[start:i]...), `\u202`...)
			b = append(b, digits[r&15])
			start = i + n
		}
		i += n
	}
	return append(b, s[start:]...)
}

func appendQuoted(b []byte, s string) []byte {
	return append(appendEscaped(append(b, '"'), s), '"')
}

func (s *state) jsonTime(t time.Time) {
	if y := t.Year(); y < 0 || y >= 10000 {
		s.fault(errors.New("time.Time year outside of range [0,9999]"))
		return
	}
	s.buf = append(s.buf, '"')
	s.buf = t.AppendFormat(s.buf, time.RFC3339Nano)
	s.buf = append(s.buf, '"')
}

func (s *state) jsonValue(v Value) error {
	switch v.Kind() {
	case KindString:
		s.str(v.str())
	case KindInt64:
		s.buf = strconv.AppendInt(s.buf, int64(v.num), 10)
	case KindUint64:
		s.buf = strconv.AppendUint(s.buf, v.num, 10)
	case KindFloat64:
		b, err := appendFloat(s.buf, v.float(), 64)
		if err != nil {
			return err
		}
		s.buf = b
	case KindBool:
		s.buf = strconv.AppendBool(s.buf, v.num == 1)
	case KindDuration:
		s.buf = strconv.AppendInt(s.buf, int64(v.num), 10)
	case KindTime:
		s.jsonTime(v.time())
	case KindAny:
		if err, ok := v.any.(error); ok {
			if _, ok := v.any.(marshaler); !ok {
				s.str(err.Error())
				return nil
			}
		}
		b, err := appendAny(s.buf, reflect.ValueOf(v.any), 0)
		if err != nil {
			return err
		}
		s.buf = b
	default:
		panic(fmt.Sprintf("bad kind: %s", v.Kind()))
	}
	return nil
}

func appendFloat(b []byte, f float64, bits int) ([]byte, error) {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return b, errors.New("json: unsupported value: " + strconv.FormatFloat(f, 'g', -1, bits))
	}
	format := byte('f')
	if a := math.Abs(f); a != 0 {
		if bits == 64 && (a < 1e-6 || a >= 1e21) || bits == 32 && (float32(a) < 1e-6 || float32(a) >= 1e21) {
			format = 'e'
		}
	}
	b = strconv.AppendFloat(b, f, format, -1, bits)
	if n := len(b); format == 'e' && n >= 4 && b[n-4] == 'e' && b[n-3] == '-' && b[n-2] == '0' {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b, nil
}

// pointerTo is the name of the pointer type by which a method is called.
func pointerTo(x any) string { return "*" + strings.TrimPrefix(fmt.Sprintf("%T", x), "*") }

type marshaler interface{ MarshalJSON() ([]byte, error) }

// appendAny appends a value as package encoding/json encodes it, without escaping for HTML.
func appendAny(b []byte, v reflect.Value, depth int) ([]byte, error) {
	if !v.IsValid() || (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() {
		return append(b, "null"...), nil
	}
	if depth > 1000 {
		return b, errors.New("json: unsupported value: encountered a cycle via " + v.Type().String())
	}
	if v.CanInterface() && v.Kind() != reflect.Interface {
		x := v.Interface()
		if v.CanAddr() && v.Kind() != reflect.Pointer {
			switch v.Addr().Interface().(type) {
			case marshaler, encoding.TextAppender, encoding.TextMarshaler:
				x = v.Addr().Interface()
			}
		}
		switch m := x.(type) {
		case marshaler:
			data, err := m.MarshalJSON()
			if err != nil {
				return b, fmt.Errorf("json: error calling MarshalJSON for type %s: %w", pointerTo(x), err)
			}
			return append(b, data...), nil
		case encoding.TextAppender:
			data, err := m.AppendText(nil)
			if err != nil {
				return b, fmt.Errorf("json: error calling AppendText for type %s: %w", pointerTo(x), err)
			}
			return appendQuoted(b, string(data)), nil
		case encoding.TextMarshaler:
			data, err := m.MarshalText()
			if err != nil {
				return b, fmt.Errorf("json: error calling MarshalText for type %s: %w", pointerTo(x), err)
			}
			return appendQuoted(b, string(data)), nil
		}
	}
	var err error
	switch v.Kind() {
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(b, v.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.AppendUint(b, v.Uint(), 10), nil
	case reflect.Float32:
		return appendFloat(b, v.Float(), 32)
	case reflect.Float64:
		return appendFloat(b, v.Float(), 64)
	case reflect.String:
		return appendQuoted(b, v.String()), nil
	case reflect.Interface, reflect.Pointer:
		return appendAny(b, v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice {
			if v.IsNil() {
				return append(b, "null"...), nil
			}
			if v.Type().Elem().Kind() == reflect.Uint8 {
				return append(base64.StdEncoding.AppendEncode(append(b, '"'), v.Bytes()), '"'), nil
			}
		}
		b = append(b, '[')
		for i := range v.Len() {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendAny(b, v.Index(i), depth+1); err != nil {
				return b, err
			}
		}
		return append(b, ']'), nil
	case reflect.Map:
		return appendMap(b, v, depth)
	case reflect.Struct:
		b = append(b, '{')
		first := true
		if b, err = appendFields(b, v, depth, &first); err != nil {
			return b, err
		}
		return append(b, '}'), nil
	}
	return b, errors.New("json: unsupported type: " + v.Type().String())
}

func appendMap(b []byte, v reflect.Value, depth int) ([]byte, error) {
	if v.IsNil() {
		return append(b, "null"...), nil
	}
	type entry struct {
		key   string
		value reflect.Value
	}
	var list []entry
	for it := v.MapRange(); it.Next(); {
		k := it.Key()
		name := ""
		if k.Kind() == reflect.String {
			name = k.String()
		} else if tm, ok := k.Interface().(encoding.TextMarshaler); ok {
			t, err := tm.MarshalText()
			if err != nil {
				return b, err
			}
			name = string(t)
		} else if k.CanInt() {
			name = strconv.FormatInt(k.Int(), 10)
		} else if k.CanUint() {
			name = strconv.FormatUint(k.Uint(), 10)
		} else {
			return b, errors.New("json: unsupported type: " + v.Type().String())
		}
		list = append(list, entry{name, it.Value()})
	}
	slices.SortFunc(list, func(x, y entry) int { return strings.Compare(x.key, y.key) })
	b = append(b, '{')
	for i, e := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendQuoted(b, e.key), ':')
		var err error
		if b, err = appendAny(b, e.value, depth+1); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

func appendFields(b []byte, v reflect.Value, depth int, first *bool) ([]byte, error) {
	t := v.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		if tag == "-" {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		fv := v.Field(i)
		if f.Anonymous && name == "" {
			inner := fv
			if inner.Kind() == reflect.Pointer && !inner.IsNil() {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct {
				var err error
				if b, err = appendFields(b, inner, depth, first); err != nil {
					return b, err
				}
				continue
			}
		}
		if !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		if strings.Contains(","+options+",", ",omitempty,") && isEmptyValue(fv) || strings.Contains(","+options+",", ",omitzero,") && fv.IsZero() {
			continue
		}
		if !*first {
			b = append(b, ',')
		}
		*first = false
		b = append(appendQuoted(b, name), ':')
		var err error
		if b, err = appendAny(b, fv, depth+1); err != nil {
			return b, err
		}
	}
	return b, nil
}

func isEmptyValue(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
