package atomic

import "unsafe"

// noCopy lets vet find copies of what contains it.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Bool is an atomic bool.
type Bool struct {
	_ noCopy
	v uint32
}

// Load returns the value.
func (x *Bool) Load() bool { return x.v != 0 }

// Store sets the value.
func (x *Bool) Store(val bool) {
	if val {
		x.v = 1
	} else {
		x.v = 0
	}
}

// Swap sets the value and returns what it was.
func (x *Bool) Swap(new bool) (old bool) {
	old = x.v != 0
	if new {
		x.v = 1
	} else {
		x.v = 0
	}
	return
}

// CompareAndSwap sets the value if it is old.
func (x *Bool) CompareAndSwap(old, new bool) (swapped bool) {
	if (x.v != 0) != old {
		return false
	}
	if new {
		x.v = 1
	} else {
		x.v = 0
	}
	return true
}

// A Pointer is an atomic *T.
type Pointer[T any] struct {
	_ [0]*T
	_ noCopy
	v unsafe.Pointer
}

// Load returns the value.
func (x *Pointer[T]) Load() *T { return (*T)(x.v) }

// Store sets the value.
func (x *Pointer[T]) Store(val *T) { x.v = unsafe.Pointer(val) }

// Swap sets the value and returns what it was.
func (x *Pointer[T]) Swap(new *T) (old *T) {
	old = (*T)(x.v)
	x.v = unsafe.Pointer(new)
	return
}

// CompareAndSwap sets the value if it is old.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	if x.v == unsafe.Pointer(old) {
		x.v = unsafe.Pointer(new)
		return true
	}
	return false
}

// An Int32 is an atomic int32.
type Int32 struct {
	_ noCopy
	v int32
}

// Load returns the value.
func (x *Int32) Load() int32 { return x.v }

// Store sets the value.
func (x *Int32) Store(val int32) { x.v = val }

// Swap sets the value and returns what it was.
func (x *Int32) Swap(new int32) (old int32) {
	old = x.v
	x.v = new
	return
}

// CompareAndSwap sets the value if it is old.
func (x *Int32) CompareAndSwap(old, new int32) (swapped bool) {
	if x.v == old {
		x.v = new
		return true
	}
	return false
}

// Add adds delta and returns the sum.
func (x *Int32) Add(delta int32) (new int32) {
	x.v += delta
	return x.v
}

// And clears the bits that are not in mask and returns what the value was.
func (x *Int32) And(mask int32) (old int32) {
	old = x.v
	x.v = old & mask
	return
}

// Or sets the bits of mask and returns what the value was.
func (x *Int32) Or(mask int32) (old int32) {
	old = x.v
	x.v = old | mask
	return
}

// An Int64 is an atomic int64.
type Int64 struct {
	_ noCopy
	v int64
}

// Load returns the value.
func (x *Int64) Load() int64 { return x.v }

// Store sets the value.
func (x *Int64) Store(val int64) { x.v = val }

// Swap sets the value and returns what it was.
func (x *Int64) Swap(new int64) (old int64) {
	old = x.v
	x.v = new
	return
}

// CompareAndSwap sets the value if it is old.
func (x *Int64) CompareAndSwap(old, new int64) (swapped bool) {
	if x.v == old {
		x.v = new
		return true
	}
	return false
}

// Add adds delta and returns the sum.
func (x *Int64) Add(delta int64) (new int64) {
	x.v += delta
	return x.v
}

// And clears the bits that are not in mask and returns what the value was.
func (x *Int64) And(mask int64) (old int64) {
	old = x.v
	x.v = old & mask
	return
}

// Or sets the bits of mask and returns what the value was.
func (x *Int64) Or(mask int64) (old int64) {
	old = x.v
	x.v = old | mask
	return
}

// A Uint32 is an atomic uint32.
type Uint32 struct {
	_ noCopy
	v uint32
}

// Load returns the value.
func (x *Uint32) Load() uint32 { return x.v }

// Store sets the value.
func (x *Uint32) Store(val uint32) { x.v = val }

// Swap sets the value and returns what it was.
func (x *Uint32) Swap(new uint32) (old uint32) {
	old = x.v
	x.v = new
	return
}

// CompareAndSwap sets the value if it is old.
func (x *Uint32) CompareAndSwap(old, new uint32) (swapped bool) {
	if x.v == old {
		x.v = new
		return true
	}
	return false
}

// Add adds delta and returns the sum.
func (x *Uint32) Add(delta uint32) (new uint32) {
	x.v += delta
	return x.v
}

// And clears the bits that are not in mask and returns what the value was.
func (x *Uint32) And(mask uint32) (old uint32) {
	old = x.v
	x.v = old & mask
	return
}

// Or sets the bits of mask and returns what the value was.
func (x *Uint32) Or(mask uint32) (old uint32) {
	old = x.v
	x.v = old | mask
	return
}

// A Uint64 is an atomic uint64.
type Uint64 struct {
	_ noCopy
	v uint64
}

// Load returns the value.
func (x *Uint64) Load() uint64 { return x.v }

// Store sets the value.
func (x *Uint64) Store(val uint64) { x.v = val }

// Swap sets the value and returns what it was.
func (x *Uint64) Swap(new uint64) (old uint64) {
	old = x.v
	x.v = new
	return
}

// CompareAndSwap sets the value if it is old.
func (x *Uint64) CompareAndSwap(old, new uint64) (swapped bool) {
	if x.v == old {
		x.v = new
		return true
	}
	return false
}

// Add adds delta and returns the sum.
func (x *Uint64) Add(delta uint64) (new uint64) {
	x.v += delta
	return x.v
}

// And clears the bits that are not in mask and returns what the value was.
func (x *Uint64) And(mask uint64) (old uint64) {
	old = x.v
	x.v = old & mask
	return
}

// Or sets the bits of mask and returns what the value was.
func (x *Uint64) Or(mask uint64) (old uint64) {
	old = x.v
	x.v = old | mask
	return
}

// A Uintptr is an atomic uintptr.
type Uintptr struct {
	_ noCopy
	v uintptr
}

// Load returns the value.
func (x *Uintptr) Load() uintptr { return x.v }

// Store sets the value.
func (x *Uintptr) Store(val uintptr) { x.v = val }

// Swap sets the value and returns what it was.
func (x *Uintptr) Swap(new uintptr) (old uintptr) {
	old = x.v
	x.v = new
	return
}

// CompareAndSwap sets the value if it is old.
func (x *Uintptr) CompareAndSwap(old, new uintptr) (swapped bool) {
	if x.v == old {
		x.v = new
		return true
	}
	return false
}

// Add adds delta and returns the sum.
func (x *Uintptr) Add(delta uintptr) (new uintptr) {
	x.v += delta
	return x.v
}

// And clears the bits that are not in mask and returns what the value was.
func (x *Uintptr) And(mask uintptr) (old uintptr) {
	old = x.v
	x.v = old & mask
	return
}

// Or sets the bits of mask and returns what the value was.
func (x *Uintptr) Or(mask uintptr) (old uintptr) {
	old = x.v
	x.v = old | mask
	return
}
