package atomic

import "unsafe"

// A Value holds a value of one type, whichever is stored first.
type Value struct {
	v any
}

// typeWord returns the type word of an interface.
func typeWord(v *any) uintptr { return *(*uintptr)(unsafe.Pointer(v)) }

// Load returns the value, nil before the first Store.
func (v *Value) Load() (val any) { return v.v }

func (v *Value) check(op string, new any) {
	if new == nil {
		panic("sync/atomic: " + op + " of nil value into Value")
	}
	if v.v != nil && typeWord(&v.v) != typeWord(&new) {
		panic("sync/atomic: " + op + " of inconsistently typed value into Value")
	}
}

// Store sets the value.
func (v *Value) Store(val any) {
	v.check("store", val)
	v.v = val
}

// Swap sets the value and returns what it was, nil before the first Store.
func (v *Value) Swap(new any) (old any) {
	v.check("swap", new)
	old = v.v
	v.v = new
	return
}

// CompareAndSwap sets the value if it is old; values that cannot be compared panic.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && typeWord(&old) != typeWord(&new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	if v.v != nil && typeWord(&v.v) != typeWord(&new) {
		panic("sync/atomic: compare and swap of inconsistently typed value into Value")
	}
	if v.v != old {
		return false
	}
	v.v = new
	return true
}
