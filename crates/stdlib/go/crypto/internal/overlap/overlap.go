// Package overlap tells whether slices of bytes share memory.
package overlap

import "unsafe"

// Any reports whether x and y have a byte in common.
func Any(x, y []byte) bool {
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	a, b := start(x), start(y)
	return a < b+uintptr(len(y)) && b < a+uintptr(len(x))
}

// Inexact reports whether x and y have a byte in common without beginning at the same one.
func Inexact(x, y []byte) bool { return Any(x, y) && start(x) != start(y) }

func start(x []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(x))) }
