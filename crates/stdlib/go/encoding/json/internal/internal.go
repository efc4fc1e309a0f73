// Package internal: what the JSON packages share.
package internal

import (
	"errors"
	"reflect"
)

// Private is a type that no other package can name, so that nobody else implements options.
type Private struct{}

// Unsupported begins the error of numbers that JSON does not have.
const Unsupported = "unsupported value: "

// Errors of version 2 that version 1 tells in its own words.
var (
	ErrCycle           = errors.New("encountered a cycle")
	ErrNonNilReference = errors.New("value must be passed as a non-nil pointer reference")
	ErrNilInterface    = errors.New("cannot derive concrete type for nil interface with finite type set")
)

// Legacy does what version 1 does; that package sets it when its options are asked for.
var Legacy struct {
	// Whole and WholeUn are all of version 1.
	Whole   func(v any) ([]byte, error)
	WholeUn func(data []byte, v any) error

	Marshal        func(t reflect.Type, err error) error
	MarshalerError func(t reflect.Type, err error, method string) error
	Unmarshal      func(m *Mismatch) error
}

// A Mismatch is what version 2 knows of an error in a text.
type Mismatch struct {
	Syntax  bool
	Unknown bool
	Kind    byte
	Text    []byte
	Type    reflect.Type
	Root    reflect.Type
	Offset  int64
	Pointer string
	Err     error
}

func (m *Mismatch) Error() string {
	if m.Err != nil {
		return m.Err.Error()
	}
	return "unexpected kind of value"
}

// A Mark is where an encoder stands.
type Mark struct {
	Size   int
	Length int64
	Name   string
}
