package reflect

import (
	"strconv"
	"unsafe"
)

// convertBasic converts the number or text at p to the type at dst; false if the types' kinds do not say how.
func convertBasic(from, to *rtype, p, dst unsafe.Pointer) bool

// CanConvert reports whether v can be converted to a type.
func (v Value) CanConvert(t Type) bool {
	from, to := v.Type().common(), t.common()
	if !convertible(from, to) {
		return false
	}
	if Kind(from.kind) == Slice {
		switch {
		case Kind(to.kind) == Array:
			return typeLen(to) <= v.Len()
		case Kind(to.kind) == Pointer && Kind(elemRecord(to).kind) == Array:
			return typeLen(elemRecord(to)) <= v.Len()
		}
	}
	return true
}

// Convert returns v converted to a type.
func (v Value) Convert(t Type) Value {
	if v.flag&flagMethod != 0 {
		v = v.methodValue()
	}
	to := t.common()
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Convert", Invalid})
	}
	from := v.typ
	if !convertible(from, to) {
		panic("reflect.Value.Convert: value of type " + from.String() + " cannot be converted to type " + to.String())
	}
	ro := v.flag.ro()
	if Kind(to.kind) != Interface {
		p := newObject(to)
		if convertBasic(from, to, v.addr(), p) {
			return received(to, p).with(ro)
		}
	}
	if Kind(from.kind) == Slice {
		s := (*slot)(v.ptr)
		switch {
		case Kind(to.kind) == Array:
			n := typeLen(to)
			if n > s.len {
				panic("reflect: cannot convert slice with length " + strconv.Itoa(s.len) + " to array with length " + strconv.Itoa(n))
			}
			return snapshot(to, s.data, ro)
		case Kind(to.kind) == Pointer:
			n := typeLen(elemRecord(to))
			if n > s.len {
				panic("reflect: cannot convert slice with length " + strconv.Itoa(s.len) + " to pointer to array with length " + strconv.Itoa(n))
			}
			return Value{to, s.data, ro | flag(Pointer)}
		}
	}
	if Kind(to.kind) == Interface {
		p := newObject(to)
		if Kind(from.kind) == Interface {
			*(*any)(p) = *(*any)(v.ptr)
		} else {
			*(*any)(p) = v.inside()
		}
		return at(to, p, ro)
	}
	// The same memory under another name.
	if v.flag&flagIndir == 0 {
		return Value{to, v.ptr, ro | flag(to.kind)}
	}
	if v.flag&flagAddr != 0 {
		return at(to, copyOf(from, v.ptr), ro)
	}
	return at(to, v.ptr, ro)
}

func (v Value) with(f flag) Value {
	v.flag |= f
	return v
}
