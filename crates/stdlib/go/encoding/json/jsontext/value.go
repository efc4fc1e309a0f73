// Package jsontext: the raw JSON value that encoding/json names RawMessage.
package jsontext

import "errors"

// Value is a JSON value as text.
type Value []byte

// MarshalJSON returns v itself, null for nil.
func (v Value) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	return v, nil
}

// UnmarshalJSON makes v a copy of b.
func (v *Value) UnmarshalJSON(b []byte) error {
	if v == nil {
		return errors.New("jsontext.Value: UnmarshalJSON on nil pointer")
	}
	*v = append((*v)[:0], b...)
	return nil
}

// Clone returns a copy of v.
func (v Value) Clone() Value {
	if v == nil {
		return nil
	}
	return append(Value{}, v...)
}

// String returns v as it is, null for nil.
func (v Value) String() string {
	if v == nil {
		return "null"
	}
	return string(v)
}
