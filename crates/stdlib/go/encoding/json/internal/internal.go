// Package internal: what the JSON packages share.
package internal

import (
	"errors"
	"reflect"
)

// Private is a type that no other package can name, so that nobody else implements options.
type Private struct{}

// Errors of version 2 that version 1 tells in its own words.
var (
	ErrCycle           = errors.New("encountered a cycle")
	ErrNonNilReference = errors.New("value must be passed as a non-nil pointer reference")
	ErrNilInterface    = errors.New("cannot derive concrete type for nil interface with finite type set")
)

// Legacy makes errors as version 1 words them; that package sets it when its options are asked for.
var Legacy struct {
	Whole          func(v any) ([]byte, error)
	WholeUn        func(data []byte, v any) error
	Marshal        func(v any, err error) error
	Unmarshal      func(v any, err error) error
	MarshalerError func(t reflect.Type, err error, method string) error
}

// A Mark is where an encoder stands.
type Mark struct {
	Size   int
	Length int64
	Name   string
}
