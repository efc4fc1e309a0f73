// Package weak: pointers that do not keep what they point to.
package weak

import "unsafe"

func handle(ptr unsafe.Pointer) uint64
func value(id uint64) unsafe.Pointer

// A Pointer refers to a T without keeping it.
type Pointer[T any] struct {
	_  [0]*T
	id uint64
}

// Make returns a weak pointer to what ptr points to. Two made from equal pointers are equal.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	return Pointer[T]{id: handle(unsafe.Pointer(ptr))}
}

// Value returns the pointer, nil once the object is gone.
func (p Pointer[T]) Value() *T {
	if p.id == 0 {
		return nil
	}
	return (*T)(value(p.id))
}
