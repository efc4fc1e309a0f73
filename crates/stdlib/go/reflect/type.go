package reflect

import (
	"iter"
	"unsafe"
)

// Type is a Go type. Types are identical if and only if they are ==.
type Type interface {
	Align() int
	FieldAlign() int
	Method(int) Method
	Methods() iter.Seq[Method]
	MethodByName(string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	Fields() iter.Seq[StructField]
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Ins() iter.Seq[Type]
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	Outs() iter.Seq[Type]
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool

	common() *rtype
}

// rtype is the machine's record of a type; only its address is of use to programs.
type rtype struct {
	desc       uintptr
	size       uint32
	layout     uint32
	elemSize   uint32
	elemLayout uint32
	id         uint32
	elem       uint32
	key        uint32
	kind       uint8
	direct     bool
	comparable bool
	plain      bool
	class      uint8
	align      uint8
	oneLeaf    bool
	pad        uint8
	slots      uint32
	extra      uint64
	spare      uint64
}

// Natives that read records.

func typeString(t *rtype) string
func typeName(t *rtype) string
func typePkgPath(t *rtype) string
func typeLen(t *rtype) int
func typeDir(t *rtype) ChanDir
func typeVariadic(t *rtype) bool
func typeIn(t *rtype, i int) *rtype
func typeOut(t *rtype, i int) *rtype
func numField(t *rtype) int
func numIn(t *rtype) int
func numOut(t *rtype) int
func numMethod(t *rtype) int
func elemRecord(t *rtype) *rtype
func keyRecord(t *rtype) *rtype
func implements(t, iface *rtype) bool
func assignable(from, to *rtype) bool
func convertible(from, to *rtype) bool

// words takes an interface value apart.
func words(i any) (t *rtype, word unsafe.Pointer)

// iface puts an interface value together.
func iface(t *rtype, word unsafe.Pointer) any

// TypeOf returns the dynamic type of i, nil for a nil interface.
func TypeOf(i any) Type {
	t, _ := words(i)
	if t == nil {
		return nil
	}
	return t
}

// TypeFor returns the type T.
func TypeFor[T any]() Type {
	t, _ := words((*T)(nil))
	return elemRecord(t)
}

func toType(t *rtype) Type {
	if t == nil {
		return nil
	}
	return t
}

func (t *rtype) common() *rtype { return t }

func (t *rtype) Align() int { return int(t.align) }

func (t *rtype) FieldAlign() int { return int(t.align) }

func (t *rtype) NumMethod() int { return numMethod(t) }

func (t *rtype) Name() string { return typeName(t) }

func (t *rtype) PkgPath() string { return typePkgPath(t) }

func (t *rtype) Size() uintptr { return uintptr(t.size) }

func (t *rtype) String() string { return typeString(t) }

func (t *rtype) Kind() Kind { return Kind(t.kind) }

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(t, u.common())
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	return assignable(t, u.common())
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return convertible(t, u.common())
}

func (t *rtype) Comparable() bool { return t.comparable }

func (t *rtype) Bits() int {
	k := Kind(t.kind)
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.size) * 8
}

func (t *rtype) ChanDir() ChanDir {
	if Kind(t.kind) != Chan {
		panic("reflect: ChanDir of non-chan type " + t.String())
	}
	return typeDir(t)
}

func (t *rtype) mustBeFunc(what string) {
	if Kind(t.kind) != Func {
		panic("reflect: " + what + " of non-func type " + t.String())
	}
}

func (t *rtype) IsVariadic() bool {
	t.mustBeFunc("IsVariadic")
	return typeVariadic(t)
}

func (t *rtype) Elem() Type {
	switch Kind(t.kind) {
	case Array, Chan, Map, Pointer, Slice:
		return elemRecord(t)
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t *rtype) Key() Type {
	if Kind(t.kind) != Map {
		panic("reflect: Key of non-map type " + t.String())
	}
	return keyRecord(t)
}

func (t *rtype) Len() int {
	if Kind(t.kind) != Array {
		panic("reflect: Len of non-array type " + t.String())
	}
	return typeLen(t)
}

func (t *rtype) NumIn() int {
	t.mustBeFunc("NumIn")
	return numIn(t)
}

func (t *rtype) NumOut() int {
	t.mustBeFunc("NumOut")
	return numOut(t)
}

func (t *rtype) In(i int) Type {
	t.mustBeFunc("In")
	return t.in(i)
}

func (t *rtype) Out(i int) Type {
	t.mustBeFunc("Out")
	return t.out(i)
}

func checkIndex(i, n int) {
	_ = make([]struct{}, n)[i]
}

func (t *rtype) in(i int) *rtype {
	checkIndex(i, numIn(t))
	return typeIn(t, i)
}

func (t *rtype) out(i int) *rtype {
	checkIndex(i, numOut(t))
	return typeOut(t, i)
}

func (t *rtype) Ins() iter.Seq[Type] {
	t.mustBeFunc("Ins")
	return func(yield func(Type) bool) {
		for i := range numIn(t) {
			if !yield(typeIn(t, i)) {
				return
			}
		}
	}
}

func (t *rtype) Outs() iter.Seq[Type] {
	t.mustBeFunc("Outs")
	return func(yield func(Type) bool) {
		for i := range numOut(t) {
			if !yield(typeOut(t, i)) {
				return
			}
		}
	}
}

func (t *rtype) OverflowInt(x int64) bool {
	switch k := Kind(t.kind); k {
	case Int, Int8, Int16, Int32, Int64:
		return overflowInt(t.size, x)
	}
	panic("reflect: OverflowInt of non-int type " + t.String())
}

func (t *rtype) OverflowUint(x uint64) bool {
	switch k := Kind(t.kind); k {
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return overflowUint(t.size, x)
	}
	panic("reflect: OverflowUint of non-uint type " + t.String())
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch Kind(t.kind) {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

func (t *rtype) OverflowComplex(x complex128) bool {
	switch Kind(t.kind) {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

func overflowInt(size uint32, x int64) bool {
	bits := 64 - size*8
	return x<<bits>>bits != x
}

func overflowUint(size uint32, x uint64) bool {
	bits := 64 - size*8
	return x<<bits>>bits != x
}

func overflowFloat32(x float64) bool {
	if x < 0 {
		x = -x
	}
	const most = 0x1p127 * (1 + (1 - 0x1p-23))
	return most < x && x <= 0x1p1023*(1+(1-0x1p-52))
}

// yields reports whether t takes a yield function of n values and returns nothing.
func (t *rtype) yields(n int) bool {
	if Kind(t.kind) != Func || numIn(t) != 1 || numOut(t) != 0 {
		return false
	}
	y := typeIn(t, 0)
	return Kind(y.kind) == Func && numIn(y) == n && numOut(y) == 1 && typeOut(y, 0) == TypeFor[bool]()
}

func (t *rtype) CanSeq() bool {
	switch k := Kind(t.kind); k {
	case Int8, Int16, Int32, Int64, Int, Uint8, Uint16, Uint32, Uint64, Uint, Uintptr, Array, Slice, Chan, String, Map:
		return true
	case Func:
		return t.yields(1)
	case Pointer:
		return Kind(elemRecord(t).kind) == Array
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch Kind(t.kind) {
	case Array, Slice, String, Map:
		return true
	case Func:
		return t.yields(2)
	case Pointer:
		return Kind(elemRecord(t).kind) == Array
	}
	return false
}
