package json

import (
	"encoding/json/internal/jsonflags"
	"encoding/json/jsontext"
	"errors"
	"io"
	"reflect"
	"strings"
)

// ErrUnknownName says that an object has a name that the struct does not know.
var ErrUnknownName = errors.New("unknown object member name")

var (
	errNoRepresentation = errors.New("no default representation")
	errOneValue         = errors.New("must read or write exactly one value")
	errUnsupportedUsed  = errors.New("unsupported calls must not read or write any tokens")
)

// A SemanticError says which JSON or Go value means nothing as the other.
type SemanticError struct {
	nonComparable
	action string

	ByteOffset  int64
	JSONPointer jsontext.Pointer
	JSONKind    jsontext.Kind
	JSONValue   jsontext.Value
	GoType      reflect.Type
	Err         error
}

type nonComparable [0]func()

func (e *SemanticError) Unwrap() error { return e.Err }

func (e *SemanticError) Error() string {
	var b strings.Builder
	b.WriteString("json: cannot ")
	b.WriteString(e.action)
	if e.action == "" {
		b.WriteString("handle")
	}
	what := kindName(e.JSONKind)
	if what != "" {
		b.WriteString(" JSON " + what)
		if n := len(e.JSONValue); n > 0 && n < 100 && (e.JSONKind == '"' || e.JSONKind == '0') {
			b.WriteString(" " + string(e.JSONValue))
		}
	}
	if e.GoType != nil {
		between := ""
		switch e.action {
		case "marshal":
			between = " from"
		case "unmarshal":
			between = " into"
		default:
			if what != "" {
				between = " with"
			}
		}
		b.WriteString(between + " Go " + typeName(e.GoType))
	}
	where, offset, why := e.JSONPointer, e.ByteOffset, ""
	switch err := e.Err.(type) {
	case nil:
	case *jsontext.SyntacticError:
		// It says where, as far as it knows.
		why = ": " + strings.TrimPrefix(err.Error(), "jsontext: ")
		if err.JSONPointer != "" {
			where = ""
		}
		if err.JSONPointer != "" || err.ByteOffset > 0 {
			offset = 0
		}
	default:
		why = ": " + err.Error()
		if err == ErrUnknownName || err == errAmbiguousName {
			why += " " + quote(where.LastToken()) + text.Place(where.Parent(), 0)
			where, offset = "", 0
		}
	}
	if where != "" {
		offset = 0
	}
	b.WriteString(text.Place(where, offset) + why)
	return b.String()
}

func quote(s string) string {
	b, _ := jsontext.AppendQuote(nil, s)
	return string(b)
}

func kindName(k jsontext.Kind) string {
	switch k {
	case 'n':
		return "null"
	case 't', 'f':
		return "boolean"
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

// typeName is a type's name, without what makes it long.
func typeName(t reflect.Type) string {
	s := t.String()
	if len(s) > 100 && t.Name() == "" {
		s = t.Kind().String()
	}
	return s
}

// isSyntactic reports whether err says itself where in the text it is.
func isSyntactic(err error) bool {
	_, ok := err.(*jsontext.SyntacticError)
	return ok
}

// marshalError is the error of a value of type t that is to be written next.
func (m *encoder) marshalError(t reflect.Type, err error) error {
	return &SemanticError{action: "marshal", ByteOffset: m.s.NextOffset(), JSONPointer: m.s.NextPointer(), GoType: t, Err: err}
}

// methodError is the error of a method or function that began at the mark.
func (m *encoder) methodError(at place, t reflect.Type, err error) error {
	return m.wrap(at, "marshal", t, err)
}

// A place is how far an encoder or decoder was.
type place struct {
	depth  int
	length int64
}

func (m *encoder) wrap(at place, action string, t reflect.Type, err error) error {
	e := &SemanticError{action: action, ByteOffset: m.s.NextOffset(), GoType: t, Err: err}
	depth := m.s.Depth()
	_, n := m.e.StackIndex(depth)
	switch {
	case depth == at.depth && n == at.length:
		e.JSONPointer = m.s.NextPointer()
	case depth == at.depth && n == at.length+1:
		e.JSONPointer = m.s.LastPointer()
	default:
		e.JSONPointer = m.s.AbovePointer()
	}
	return e.around(err)
}

// around returns err with the place that e has, where it is a SemanticError that has none; for any other error it returns e.
func (e *SemanticError) around(err error) error {
	s, ok := err.(*SemanticError)
	if !ok {
		return e
	}
	if s.ByteOffset == 0 {
		s.ByteOffset = e.ByteOffset
	}
	if s.JSONPointer == "" {
		s.JSONPointer = e.JSONPointer
	}
	return s
}

// legacy reports whether errors are those of version 1.
func legacy(f *jsonflags.Flags) bool { return f.Get(jsonflags.ReportErrorsWithLegacySemantics) }

// unmarshalError is the error of the value that was read last, or comes next.
func (m *decoder) unmarshalError(k jsontext.Kind, raw []byte, t reflect.Type, err error) error {
	e := &SemanticError{action: "unmarshal", JSONKind: k, GoType: t, Err: err}
	e.ByteOffset, e.JSONPointer = m.s.StartOffset(), m.s.LastPointer()
	if raw != nil {
		e.JSONValue = jsontext.Value(raw).Clone()
	}
	return e
}

func (m *decoder) nextError(k jsontext.Kind, t reflect.Type, err error) error {
	if m.d.PeekKind() == 0 {
		// What comes is no JSON: that counts more.
		if _, err := m.d.ReadToken(); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return err
		}
	}
	if m.legacy() {
		raw, err2 := m.s.ReadValue()
		if err2 != nil {
			return err2
		}
		return m.mismatch(raw.Kind(), nil, t, err)
	}
	return &SemanticError{
		action: "unmarshal", ByteOffset: m.s.NextOffset(), JSONPointer: m.s.NextPointer(), JSONKind: k, GoType: t, Err: err,
	}
}
