package slices

import "unsafe"

// Loops over elements of a basic kind are native.

// Kinds as package reflect numbers them.
const (
	kindBool    = 1
	kindInt     = 2
	kindUintptr = 12
	kindFloat64 = 14
	kindChan    = 18
	kindPointer = 22
	kindString  = 24
	kindUnsafe  = 26
)

// kindOf is the kind of x's elements if natives know them, else 0. The compiler puts the number in its place.
func kindOf[E any](x []E) int { return 0 }

// ordered reports whether elements of a kind are in order as natives compare them: integers and strings.
func ordered(kind int) bool { return kind >= kindInt && kind <= kindUintptr || kind == kindString }

// plain reports whether elements of a kind are equal when their memory is.
func plain(kind int) bool {
	return kind >= kindBool && kind <= kindUintptr || kind == kindPointer || kind == kindChan || kind == kindUnsafe
}

// addr is the address of the first element.
func addr[E any](x []E) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(x)) }

func sortKind(p unsafe.Pointer, n, kind int)
func equalMemory(p, q unsafe.Pointer, n uintptr) bool
func indexKind(p unsafe.Pointer, n, kind int, v unsafe.Pointer) int
func searchKind(p unsafe.Pointer, n, kind int, v unsafe.Pointer) (int, bool)
func extremeKind(p unsafe.Pointer, n, kind int, greatest bool) int
func reverseMemory(p unsafe.Pointer, n int, size uintptr)
