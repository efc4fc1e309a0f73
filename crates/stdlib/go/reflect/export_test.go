package reflect

import (
	"runtime"
	"unsafe"
)

// flagStickyRO is what MakeRO sets and IsRO looks for.
const flagStickyRO = flagHidden

// SetArgRegs says how many registers calls use: here they use none.
func SetArgRegs(ints, floats int, floatSize uintptr) (oldInts, oldFloats int, oldFloatSize uintptr) {
	return 0, 0, 0
}

// CallGC is whether there are collections in the middle of calls.
var CallGC = &callGC

var callGC bool

func init() {
	inCall = func() {
		if callGC {
			runtime.GC()
		}
	}
}

// MethodValueCallCodePtr is the code that all bound methods show.
func MethodValueCallCodePtr() uintptr { return boundPC() }

// InternalIsZero reports whether some bytes are zero, by the look at memory that IsZero takes.
func InternalIsZero(b []byte) bool {
	return isZero(arrayOf(len(b), TypeFor[byte]().common()), unsafe.Pointer(unsafe.SliceData(b)))
}

// IsRegularMemory reports whether values are equal if their bytes are.
func IsRegularMemory(t Type) bool { return t.Comparable() && (t.common().plain || t.Size() == 0) }
