package json

import (
	"encoding/json/internal/jsonflags"
	"encoding/json/jsontext"
	"errors"
	"reflect"
)

// fieldOf returns a field of an addressable struct; with alloc, nil embedded pointers are filled.
func fieldOf(v reflect.Value, f *field, alloc bool) (reflect.Value, error) {
	for i, n := range f.index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !alloc {
					return reflect.Value{}, nil
				}
				if !v.CanSet() {
					return reflect.Value{}, errNilField
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(n)
	}
	return v, nil
}

var errNilField = errors.New("cannot set embedded pointer to unexported struct type")

// tagFlags sets the options of a field's tag; what was before is to be restored by untag.
func tagFlags(flags *jsonflags.Flags, f *field) (before jsonflags.Flags) {
	before = *flags
	if f.str && (!flags.Get(jsonflags.StringifyWithLegacySemantics) || stringifies(f.typ)) {
		flags.Set(jsonflags.StringTag | jsonflags.StringifyNumbers | 1)
	} else if flags.Get(jsonflags.StringTag) {
		flags.Values &^= uint64(jsonflags.StringTag | jsonflags.StringifyNumbers)
	}
	return before
}

// stringifies reports whether version 1 makes strings of values of t.
func stringifies(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr, reflect.Float32, reflect.Float64:
		return true
	}
	return false
}

// isEmpty reports whether version 1 takes v for empty.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Map, reflect.Array, reflect.Slice:
		return v.Len() == 0
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr, reflect.Float32, reflect.Float64,
		reflect.Pointer, reflect.Interface:
		return v.IsZero()
	}
	return false
}

func (m *encoder) structure(v reflect.Value, t reflect.Type, info *typeInfo, forced bool) error {
	s := info.structure(t)
	flags := &m.opts.Flags
	if s.err != nil && !legacy(flags) {
		return m.marshalError(t, s.err)
	}
	if m.s.NeedsName() {
		return m.nameError()
	}
	if err := m.s.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	if s.fallback == nil {
		m.s.Loose()
	}
	omitAll := flags.Get(jsonflags.OmitZeroStructFields)
	for _, f := range s.fields {
		fv, _ := fieldOf(v, f, false)
		if !fv.IsValid() {
			continue
		}
		if f.omitZero || omitAll {
			if f.isZero != nil && f.isZero(fv) || f.isZero == nil && fv.IsZero() {
				continue
			}
		}
		empty := f.omitEmpty && !flags.Get(jsonflags.OmitEmptyWithLegacySemantics)
		if f.omitEmpty && (!empty && isEmpty(fv) || empty && isClearlyEmpty(fv)) {
			continue
		}
		mark := m.s.Mark()
		if empty {
			m.s.Hold(1)
		}
		err := m.s.WriteString(f.name)
		if err == nil {
			before := tagFlags(flags, f)
			err = m.value(fv, forced)
			*flags = before
		}
		if empty {
			m.s.Hold(-1)
			if err == nil && m.s.EndsEmpty() {
				m.s.Rewind(mark)
			}
		}
		if err != nil {
			return err
		}
	}
	if s.fallback != nil {
		if err := m.fallback(v, s); err != nil {
			return err
		}
	}
	return m.s.WriteToken(jsontext.EndObject)
}

// isClearlyEmpty reports whether v is written as something empty, as far as that is plain.
func isClearlyEmpty(v reflect.Value) bool {
	t := v.Type()
	i := infoOf(t)
	if i.to|i.json|i.appender|i.text != 0 {
		return false
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return v.IsNil()
	}
	return false
}

// fallback writes the members of the embedded fallback.
func (m *encoder) fallback(v reflect.Value, s *structInfo) error {
	fv, _ := fieldOf(v, s.fallback, false)
	if !fv.IsValid() {
		return nil
	}
	if fv.Kind() == reflect.Pointer {
		if fv.IsNil() {
			return nil
		}
		fv = fv.Elem()
	}
	t := fv.Type()
	if t != valueType {
		if fv.Len() == 0 {
			return nil
		}
		return m.entries(fv, t, s)
	}
	raw := fv.Interface().(jsontext.Value)
	if len(raw) == 0 {
		return nil
	}
	d := text.Decoder(raw, m.opts)
	tok, err := d.ReadToken()
	if err == nil && tok.Kind() != '{' {
		err = errRawFallback
	}
	if err != nil {
		return m.marshalError(t, unexpectedEOF(err))
	}
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return m.marshalError(t, unexpectedEOF(err))
		}
		if err := m.s.WriteToken(name); err != nil {
			return err
		}
		if err := m.fallbackName(s); err != nil {
			return err
		}
		val, err := d.ReadValue()
		if err != nil {
			return m.marshalError(t, unexpectedEOF(err))
		}
		if err := m.s.WriteValue(val); err != nil {
			return err
		}
	}
	if _, err := d.ReadToken(); err != nil {
		return m.marshalError(t, unexpectedEOF(err))
	}
	if err := text.DecoderState(d).CheckEnd(); err != nil {
		return m.marshalError(t, err)
	}
	return nil
}

var errRawFallback = errors.New("embedded raw value must be a JSON object")

// fallbackName checks the name just written by a fallback against the fields that match it whatever its case.
func (m *encoder) fallbackName(s *structInfo) error {
	flags := &m.opts.Flags
	if flags.Get(jsonflags.AllowDuplicateNames) {
		return nil
	}
	name := m.s.LastName()
	if f := lookup(s, name, flags); f != nil && f.name != name {
		return &jsontext.SyntacticError{ByteOffset: m.s.Offset(), JSONPointer: m.s.LastPointer(), Err: jsontext.ErrDuplicateName}
	}
	return nil
}

var errAmbiguousName = errors.New("ambiguous object member name")

// lookup finds the field for a name.
func lookup(s *structInfo, name string, flags *jsonflags.Flags) *field {
	if f := s.byName[name]; f != nil {
		return f
	}
	f, _ := s.folded(name, flags)
	return f
}

// folded finds the field for a name whatever its case; the error says that there are several.
func (s *structInfo) folded(name string, flags *jsonflags.Flags) (found *field, err error) {
	exact := ""
	delimiters := flags.Get(jsonflags.MatchCaseSensitiveDelimiter)
	if delimiters {
		exact = fold(name, true)
	}
	for _, f := range s.matches(name) {
		if !f.ignoresCase(flags) || delimiters && fold(f.name, true) != exact {
			continue
		}
		if found != nil {
			if legacy(flags) {
				return found, nil
			}
			return found, errAmbiguousName
		}
		found = f
	}
	return found, nil
}
