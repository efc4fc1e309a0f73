package reflect

import "unsafe"

// assignTo returns v as a value of type dst, to which it must be assignable.
func (v Value) assignTo(context string, dst *rtype) Value {
	if v.flag&flagMethod != 0 {
		v = v.methodValue()
	}
	if v.typ == dst {
		return v
	}
	if Kind(dst.kind) == Interface && implements(v.typ, dst) {
		if v.kind() == Interface {
			// The same two words.
			return Value{dst, v.ptr, v.flag.ro() | flagIndir | flag(Interface)}
		}
		p := newObject(dst)
		*(*any)(p) = v.inside()
		return Value{dst, p, v.flag.ro() | flagIndir | flag(Interface)}
	}
	if assignable(v.typ, dst) {
		v.typ = dst
		v.flag = v.flag&(flagAddr|flagIndir) | v.flag.ro() | flag(dst.kind)
		return v
	}
	panic(context + ": value of type " + v.typ.String() + " is not assignable to type " + dst.String())
}

// put writes x, of type t, to p.
func put(t *rtype, p unsafe.Pointer, x Value) {
	if x.flag&flagIndir != 0 {
		move(t, p, x.ptr)
	} else {
		storeWord(t, p, x.ptr)
	}
}

// Set assigns x to v.
func (v Value) Set(x Value) {
	v.mustBeAssignable("Set")
	x.mustBeExported("Set")
	x = x.assignTo("reflect.Set", v.typ)
	put(v.typ, v.ptr, x)
}

// SetBool sets v, a bool.
func (v Value) SetBool(x bool) {
	v.mustBeAssignable("SetBool")
	v.mustBe(Bool, "SetBool")
	*(*bool)(v.ptr) = x
}

// SetInt sets v, a signed integer.
func (v Value) SetInt(x int64) {
	v.mustBeAssignable("SetInt")
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.SetInt", v.kind()})
	case Int, Int64:
		*(*int64)(v.ptr) = x
	case Int8:
		*(*int8)(v.ptr) = int8(x)
	case Int16:
		*(*int16)(v.ptr) = int16(x)
	case Int32:
		*(*int32)(v.ptr) = int32(x)
	}
}

// SetUint sets v, an unsigned integer.
func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("SetUint")
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.SetUint", v.kind()})
	case Uint, Uint64, Uintptr:
		*(*uint64)(v.ptr) = x
	case Uint8:
		*(*uint8)(v.ptr) = uint8(x)
	case Uint16:
		*(*uint16)(v.ptr) = uint16(x)
	case Uint32:
		*(*uint32)(v.ptr) = uint32(x)
	}
}

// SetFloat sets v, a float.
func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("SetFloat")
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.SetFloat", v.kind()})
	case Float32:
		*(*float32)(v.ptr) = float32(x)
	case Float64:
		*(*float64)(v.ptr) = x
	}
}

// SetComplex sets v, a complex number.
func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("SetComplex")
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.SetComplex", v.kind()})
	case Complex64:
		*(*complex64)(v.ptr) = complex64(x)
	case Complex128:
		*(*complex128)(v.ptr) = x
	}
}

// SetString sets v, a string.
func (v Value) SetString(x string) {
	v.mustBeAssignable("SetString")
	v.mustBe(String, "SetString")
	*(*string)(v.ptr) = x
}

// SetBytes sets v, a slice of bytes.
func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("SetBytes")
	v.mustBe(Slice, "SetBytes")
	if Kind(elemRecord(v.typ).kind) != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.ptr) = x
}

func (v Value) setRunes(x []rune) {
	v.mustBeAssignable("setRunes")
	v.mustBe(Slice, "setRunes")
	*(*[]rune)(v.ptr) = x
}

// SetPointer sets v, an unsafe.Pointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustBeAssignable("SetPointer")
	v.mustBe(UnsafePointer, "SetPointer")
	*(*unsafe.Pointer)(v.ptr) = x
}
