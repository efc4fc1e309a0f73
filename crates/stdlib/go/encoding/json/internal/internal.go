// Package internal: what the JSON packages share.
package internal

import "errors"

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
	Marshal        func(v any, err error) error
	Unmarshal      func(v any, err error) error
	MarshalerError func(v any, err error, name string) error
	Number         func(isString bool, text []byte) (ok bool, err error)
}
