package json

import (
	"encoding/json/internal/jsonflags"
	"encoding/json/jsontext"
	"reflect"
)

// structure reads an object into a struct.
func (m *decoder) structure(v reflect.Value, t reflect.Type, info *typeInfo, k jsontext.Kind) error {
	if k != jsontext.KindBeginObject {
		return m.wrong(t)
	}
	if _, err := m.s.ReadToken(); err != nil {
		return err
	}
	s := info.structure(t)
	if s.err != nil && !m.legacy() {
		return m.unmarshalError(k, nil, t, s.err)
	}
	flags := &m.opts.Flags
	var seen []bool
	if !flags.Get(jsonflags.AllowDuplicateNames) {
		seen = make([]bool, len(s.fields))
	}
	for m.d.PeekKind() != jsontext.KindEndObject {
		tok, err := m.s.ReadToken()
		if err != nil {
			return err
		}
		if tok.Kind() != jsontext.KindString {
			break
		}
		name := m.s.LastName()
		f := s.byName[name]
		if f == nil {
			f, err = s.folded(name, flags)
			if err != nil {
				if err := m.keep(m.unmarshalError(jsontext.KindString, nil, t, err)); err != nil {
					return err
				}
			}
		}
		if f == nil {
			if s.fallback != nil {
				err = m.fallback(v, s, name)
			} else if flags.Get(jsonflags.RejectUnknownMembers) {
				if err = m.keep(m.unmarshalError(jsontext.KindString, nil, t, ErrUnknownName)); err == nil {
					err = m.s.SkipValue()
				}
			} else {
				err = m.s.SkipValue()
			}
			if err != nil {
				return err
			}
			continue
		}
		if seen != nil {
			if seen[f.id] {
				return &jsontext.SyntacticError{ByteOffset: m.s.StartOffset(), JSONPointer: m.s.LastPointer(), Err: jsontext.ErrDuplicateName}
			}
			seen[f.id] = true
		}
		fv, err := fieldOf(v, f, true)
		if err != nil {
			if m.legacy() {
				raw, err2 := m.s.ReadValue()
				if err2 != nil {
					return err2
				}
				m.mismatch(raw.Kind(), nil, t, err)
				continue
			}
			return m.nextError(0, t, err)
		}
		before := tagFlags(flags, f)
		err = m.value(fv)
		*flags = before
		if err != nil {
			return err
		}
	}
	_, err := m.s.ReadToken()
	return err
}

// fallback reads the member whose name was just read into the embedded fallback.
func (m *decoder) fallback(v reflect.Value, s *structInfo, name string) error {
	fv, err := fieldOf(v, s.fallback, true)
	if err != nil {
		return m.nextError(0, v.Type(), err)
	}
	if fv.Kind() == reflect.Pointer {
		if fv.IsNil() {
			fv.Set(reflect.New(fv.Type().Elem()))
		}
		fv = fv.Elem()
	}
	t := fv.Type()
	if t != valueType {
		if fv.IsNil() {
			fv.Set(reflect.MakeMap(t))
		}
		key := reflect.New(t.Key()).Elem()
		key.SetString(name)
		elem := reflect.New(t.Elem()).Elem()
		if old := fv.MapIndex(key); old.IsValid() && !m.opts.Flags.Get(jsonflags.MergeWithLegacySemantics) {
			elem.Set(old)
		}
		err := m.value(elem)
		fv.SetMapIndex(key, elem)
		return err
	}
	b := trimSpace(fv.Bytes())
	switch {
	case len(b) == 0:
		b = append(b, '{')
	case b[0] != '{' || b[len(b)-1] != '}':
		if len(b) > 0 && jsontext.Value(b).Kind() != '{' {
			return m.nextError(0, t, errRawFallback)
		}
	default:
		b = trimSpace(b[:len(b)-1])
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
	}
	b, _ = jsontext.AppendQuote(b, name)
	b = append(b, ':')
	raw, err := m.s.ReadValue()
	if err != nil {
		return err
	}
	b = append(append(b, raw...), '}')
	fv.SetBytes(b)
	return nil
}

func trimSpace(b []byte) []byte {
	isSpace := func(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}
