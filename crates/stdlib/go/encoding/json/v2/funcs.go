package json

import (
	"encoding/json/internal"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"reflect"
)

// Marshalers are functions that marshal values of some types.
type Marshalers = typedMarshalers

// Unmarshalers are functions that unmarshal values of some types.
type Unmarshalers = typedUnmarshalers

type typedMarshalers struct {
	list []marshalFunc
}

type typedUnmarshalers struct {
	list []unmarshalFunc
}

type marshalFunc struct {
	t  reflect.Type
	fn func(m *encoder, v reflect.Value) error
}

type unmarshalFunc struct {
	t  reflect.Type
	fn func(m *decoder, v reflect.Value) error
}

// JoinMarshalers makes one list; what comes first counts.
func JoinMarshalers(ms ...*Marshalers) *Marshalers {
	out := new(Marshalers)
	for _, m := range ms {
		if m != nil {
			out.list = append(out.list, m.list...)
		}
	}
	return out
}

// JoinUnmarshalers makes one list; what comes first counts.
func JoinUnmarshalers(us ...*Unmarshalers) *Unmarshalers {
	out := new(Unmarshalers)
	for _, u := range us {
		if u != nil {
			out.list = append(out.list, u.list...)
		}
	}
	return out
}

// applies reports whether a function for values of type f is for v, and returns the value that it is given.
func applies(f reflect.Type, v reflect.Value) (reflect.Value, bool) {
	t := v.Type()
	switch {
	case f == t && t.Kind() != reflect.Interface:
		return v, t.Kind() != reflect.Pointer || !v.IsNil()
	case f.Kind() == reflect.Pointer && f.Elem() == t:
		return v.Addr(), true
	case f.Kind() == reflect.Interface && reflect.PointerTo(t).Implements(f):
		return v.Addr(), true
	}
	return v, false
}

func checkFuncType(t reflect.Type, pointer bool, what string) {
	switch {
	case t.Kind() == reflect.Pointer && t.Name() == "":
	case t.Kind() == reflect.Interface:
	case !pointer && t.Kind() != reflect.Pointer:
	default:
		if pointer {
			panic(fmt.Sprintf("input type %v must be an interface type or an unnamed pointer type", t))
		}
		panic(fmt.Sprintf("input type %v must be an interface type, an unnamed pointer type, or a non-pointer type", t))
	}
}

// MarshalFunc makes a function that returns the JSON of values of type T.
func MarshalFunc[T any](fn func(T) ([]byte, error)) *Marshalers {
	t := reflect.TypeFor[T]()
	checkFuncType(t, false, "MarshalFunc")
	return &Marshalers{[]marshalFunc{{t, func(m *encoder, v reflect.Value) error {
		at := m.place()
		b, err := fn(v.Interface().(T))
		if err == nil {
			err = m.s.WriteValue(b)
		} else if errors.Is(err, errors.ErrUnsupported) {
			err = errors.New("marshal function of type func(T) ([]byte, error) may not return errors.ErrUnsupported")
		}
		if err != nil {
			return m.methodFailed(at, t, err, "unsupported")
		}
		return nil
	}}}}
}

// MarshalToFunc makes a function that writes values of type T.
func MarshalToFunc[T any](fn func(*jsontext.Encoder, T) error) *Marshalers {
	t := reflect.TypeFor[T]()
	checkFuncType(t, false, "MarshalToFunc")
	return &Marshalers{[]marshalFunc{{t, func(m *encoder, v reflect.Value) error {
		return m.call(t, func() error { return fn(m.e, v.Interface().(T)) })
	}}}}
}

// UnmarshalFunc makes a function that reads values of type T from their JSON.
func UnmarshalFunc[T any](fn func([]byte, T) error) *Unmarshalers {
	t := reflect.TypeFor[T]()
	checkFuncType(t, true, "UnmarshalFunc")
	return &Unmarshalers{[]unmarshalFunc{{t, func(m *decoder, v reflect.Value) error {
		raw, err := m.s.ReadValue()
		if err != nil {
			return err
		}
		err = fn(raw, v.Interface().(T))
		if errors.Is(err, errors.ErrUnsupported) {
			err = errors.New("unmarshal function of type func([]byte, T) error may not return errors.ErrUnsupported")
		}
		if err != nil {
			return m.methodFailed(raw.Kind(), t, err)
		}
		return nil
	}}}}
}

// UnmarshalFromFunc makes a function that reads values of type T.
func UnmarshalFromFunc[T any](fn func(*jsontext.Decoder, T) error) *Unmarshalers {
	t := reflect.TypeFor[T]()
	checkFuncType(t, true, "UnmarshalFromFunc")
	return &Unmarshalers{[]unmarshalFunc{{t, func(m *decoder, v reflect.Value) error {
		return m.call(t, func() error { return fn(m.d, v.Interface().(T)) })
	}}}}
}

// call calls a function or method that writes one value.
func (m *encoder) call(t reflect.Type, fn func() error) error {
	at := m.place()
	before := m.s.Within(true)
	err := fn()
	m.s.Within(before)
	now := m.place()
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		if now != at {
			return m.methodError(at, t, errUnsupportedUsed)
		}
		return errors.ErrUnsupported
	case err == nil && (now.depth != at.depth || now.length != at.length+1):
		err = errOneValue
	}
	if err != nil {
		return m.methodFailed(at, t, err, "MarshalJSONTo")
	}
	return nil
}

// call calls a function or method that reads one value.
func (m *decoder) call(t reflect.Type, fn func() error) error {
	at := m.place()
	before := m.s.Within(true)
	err := fn()
	m.s.Within(before)
	now := m.place()
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		if now == at {
			return errors.ErrUnsupported
		}
		err = errUnsupportedUsed
	case err == nil && (now.depth != at.depth || now.length != at.length+1):
		err = errOneValue
	}
	if err == nil {
		return nil
	}
	if w, ok := err.(*internal.Mismatch); ok {
		if m.legacy() && internal.Legacy.Unmarshal != nil {
			w.Type = t
			return m.keep(internal.Legacy.Unmarshal(w))
		}
		return m.mismatch(jsontext.Kind(w.Kind), w.Text, t, w.Err)
	}
	if m.legacy() {
		return err
	}
	if isSyntactic(err) || text.IsIOError(err) {
		return err
	}
	err = unexpectedEOF(err)
	e := &SemanticError{action: "unmarshal", GoType: t, Err: err}
	switch {
	case now == at:
		m.d.PeekKind()
		e.ByteOffset, e.JSONPointer = m.s.NextOffset(), m.s.NextPointer()
	case now.depth == at.depth && now.length == at.length+1:
		e.ByteOffset, e.JSONPointer = m.s.StartOffset(), m.s.LastPointer()
	default:
		e.ByteOffset, e.JSONPointer = m.s.StartOffset(), m.s.AbovePointer()
	}
	return e.around(err)
}
