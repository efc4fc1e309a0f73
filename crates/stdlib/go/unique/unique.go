// Package unique: one copy of equal values.
package unique

import (
	"runtime"
	"weak"
)

// A Handle stands for a value; handles are equal exactly if the values are.
type Handle[T comparable] struct {
	value *T
}

// known holds a weak.Pointer[T] for every value that has handles.
var known = map[any]any{}

// Make returns the handle of value.
func Make[T comparable](value T) Handle[T] {
	if w, ok := known[value].(weak.Pointer[T]); ok {
		if p := w.Value(); p != nil {
			return Handle[T]{p}
		}
	}
	p := new(T)
	*p = value
	known[value] = weak.Make(p)
	runtime.AddCleanup(p, forget[T], value)
	return Handle[T]{p}
}

// forget drops a value without handles, unless it has been made again.
func forget[T comparable](value T) {
	if w, ok := known[value].(weak.Pointer[T]); ok && w.Value() == nil {
		delete(known, value)
	}
}

// Value returns the value.
func (h Handle[T]) Value() T { return *h.value }
