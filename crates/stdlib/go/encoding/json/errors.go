package json

import (
	"reflect"
	"strconv"
)

// A SyntaxError says why a text is no JSON.
type SyntaxError struct {
	msg    string
	Offset int64
}

func (e *SyntaxError) Error() string { return e.msg }

// An UnmarshalTypeError says that a JSON value does not fit a type.
type UnmarshalTypeError struct {
	Value  string
	Type   reflect.Type
	Offset int64
	Struct string
	Field  string
	Err    error
}

func (e *UnmarshalTypeError) Error() string {
	s := "json: cannot unmarshal " + e.Value + " into "
	if e.Struct == "" && e.Field == "" {
		s += "Go value"
	} else {
		if !e.element() {
			s += "Go struct field "
		}
		s += e.Struct + "." + e.Field
	}
	s += " of type " + e.Type.String()
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// element reports whether the field ends in the number of an element.
func (e *UnmarshalTypeError) element() bool {
	i := len(e.Field)
	for i > 0 && '0' <= e.Field[i-1] && e.Field[i-1] <= '9' {
		i--
	}
	return i < len(e.Field) && (i == 0 || e.Field[i-1] == '.')
}

func (e *UnmarshalTypeError) Unwrap() error { return e.Err }

// An UnmarshalFieldError is no longer used.
type UnmarshalFieldError struct {
	Key   string
	Type  reflect.Type
	Field reflect.StructField
}

func (e *UnmarshalFieldError) Error() string {
	return "json: cannot unmarshal object key " + strconv.Quote(e.Key) + " into unexported field " + e.Field.Name +
		" of type " + e.Type.String()
}

// An InvalidUnmarshalError says that the argument of Unmarshal is no pointer to something.
type InvalidUnmarshalError struct {
	Type reflect.Type
}

func (e *InvalidUnmarshalError) Error() string {
	if e.Type == nil {
		return "json: Unmarshal(nil)"
	}
	if e.Type.Kind() != reflect.Pointer {
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}

// An UnsupportedTypeError says that values of a type have no JSON.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// An UnsupportedValueError says that a value has no JSON.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// An InvalidUTF8Error is no longer used.
type InvalidUTF8Error struct {
	S string
}

func (e *InvalidUTF8Error) Error() string {
	return "json: invalid UTF-8 in string: " + strconv.Quote(e.S)
}

// A MarshalerError is the error of a value's own method.
type MarshalerError struct {
	Type       reflect.Type
	Err        error
	sourceFunc string
}

func (e *MarshalerError) Error() string {
	name := e.sourceFunc
	if name == "" {
		name = "MarshalJSON"
	}
	return "json: error calling " + name + " for type " + e.Type.String() + ": " + e.Err.Error()
}

func (e *MarshalerError) Unwrap() error { return e.Err }
