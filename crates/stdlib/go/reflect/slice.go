package reflect

import "unsafe"

// slot is how a slice stands in memory.
type slot struct {
	data unsafe.Pointer
	len  int
	cap  int
}

// Len returns the length of v.
func (v Value) Len() int {
	switch v.kind() {
	case Slice:
		return (*slot)(v.ptr).len
	case String:
		return len(*(*string)(v.ptr))
	case Map:
		return mapLen(v.pointer())
	case Array:
		return typeLen(v.typ)
	case Chan:
		return chanLen(v.pointer())
	case Pointer:
		if e := elemRecord(v.typ); Kind(e.kind) == Array {
			return typeLen(e)
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Len", v.kind()})
}

// Cap returns the capacity of v.
func (v Value) Cap() int {
	switch v.kind() {
	case Slice:
		return (*slot)(v.ptr).cap
	case Array:
		return typeLen(v.typ)
	case Chan:
		return chanCap(v.pointer())
	case Pointer:
		if e := elemRecord(v.typ); Kind(e.kind) == Array {
			return typeLen(e)
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Cap", v.kind()})
}

// Index returns the i-th element of v.
func (v Value) Index(i int) Value {
	switch v.kind() {
	case Slice:
		s := (*slot)(v.ptr)
		if uint(i) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		t := elemRecord(v.typ)
		return at(t, unsafe.Add(s.data, i*int(t.size)), flagAddr|v.flag.ro())
	case Array:
		if uint(i) >= uint(typeLen(v.typ)) {
			panic("reflect: array index out of range")
		}
		t := elemRecord(v.typ)
		offset := uintptr(i) * uintptr(t.size)
		f := v.flag&(flagIndir|flagAddr) | v.flag.ro() | flag(t.kind)
		if f&flagIndir != 0 {
			return Value{t, unsafe.Add(v.ptr, offset), f}
		}
		return Value{t, extract(v.typ, t, v.ptr, offset), f}
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		x := ValueOf(s[i])
		x.flag |= v.flag.ro()
		return x
	}
	panic(&ValueError{"reflect.Value.Index", v.kind()})
}

// Slice returns v[i:j].
func (v Value) Slice(i, j int) Value {
	var base unsafe.Pointer
	var limit int
	var t *rtype
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.Slice", v.kind()})
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice: slice of unaddressable array")
		}
		t, base, limit = sliceOf(elemRecord(v.typ)), v.ptr, typeLen(v.typ)
	case Slice:
		s := (*slot)(v.ptr)
		t, base, limit = v.typ, s.data, s.cap
	case String:
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		p := newObject(v.typ)
		*(*string)(p) = s[i:j]
		return at(v.typ, p, v.flag.ro())
	}
	if i < 0 || j < i || j > limit {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return part(t, base, i, j, limit, v.flag.ro())
}

// Slice3 returns v[i:j:k].
func (v Value) Slice3(i, j, k int) Value {
	var base unsafe.Pointer
	var limit int
	var t *rtype
	switch v.kind() {
	default:
		panic(&ValueError{"reflect.Value.Slice3", v.kind()})
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Slice3: slice of unaddressable array")
		}
		t, base, limit = sliceOf(elemRecord(v.typ)), v.ptr, typeLen(v.typ)
	case Slice:
		s := (*slot)(v.ptr)
		t, base, limit = v.typ, s.data, s.cap
	}
	if i < 0 || j < i || k < j || k > limit {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return part(t, base, i, j, k, v.flag.ro())
}

func part(t *rtype, base unsafe.Pointer, i, j, k int, f flag) Value {
	s := (*slot)(newObject(t))
	s.len, s.cap = j-i, k-i
	s.data = base
	if k > i {
		s.data = unsafe.Add(base, i*int(t.elemSize))
	}
	return at(t, unsafe.Pointer(s), f)
}

// SetLen sets the length of slice v.
func (v Value) SetLen(n int) {
	v.mustBeAssignable("SetLen")
	v.mustBe(Slice, "SetLen")
	s := (*slot)(v.ptr)
	if uint(n) > uint(s.cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.len = n
}

// SetCap sets the capacity of slice v.
func (v Value) SetCap(n int) {
	v.mustBeAssignable("SetCap")
	v.mustBe(Slice, "SetCap")
	s := (*slot)(v.ptr)
	if n < s.len || n > s.cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.cap = n
}

// Grow makes room for n more elements in slice v.
func (v Value) Grow(n int) {
	v.mustBeAssignable("Grow")
	v.mustBe(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	s := (*slot)(v.ptr)
	switch need := s.len + n; {
	case need < 0:
		panic("reflect.Value.Grow: slice overflow")
	case need > s.cap:
		*s = grow(elemRecord(v.typ), *s, n)
	}
}

func growSlice(elem *rtype, data unsafe.Pointer, len, cap, n int) (d unsafe.Pointer, l, c int)

// grow returns s with room for n more elements.
func grow(elem *rtype, s slot, n int) slot {
	if s.len+n <= s.cap {
		return s
	}
	d, l, c := growSlice(elem, s.data, s.len, s.cap, n)
	return slot{d, l, c}
}

// Append appends values to slice s and returns the result.
func Append(s Value, x ...Value) Value {
	s.mustBe(Slice, "")
	s.mustBeExported("")
	old := *(*slot)(s.ptr)
	t := elemRecord(s.typ)
	now := (*slot)(newObject(s.typ))
	*now = grow(t, old, len(x))
	now.len = old.len + len(x)
	r := at(s.typ, unsafe.Pointer(now), s.flag.ro())
	for i, e := range x {
		e.mustBeExported("Set")
		e = e.assignTo("reflect.Set", t)
		put(t, unsafe.Add(now.data, (old.len+i)*int(t.size)), e)
	}
	return r
}

// AppendSlice appends the elements of slice t to slice s and returns the result.
func AppendSlice(s, t Value) Value {
	s.mustBe(Slice, "")
	t.mustBe(Slice, "")
	if s.typ != t.typ && elemRecord(s.typ) != elemRecord(t.typ) {
		panic("reflect.AppendSlice: " + elemRecord(s.typ).String() + " != " + elemRecord(t.typ).String())
	}
	s.mustBeExported("")
	t.mustBeExported("")
	old, more := *(*slot)(s.ptr), *(*slot)(t.ptr)
	now := (*slot)(newObject(s.typ))
	e := elemRecord(s.typ)
	*now = grow(e, old, more.len)
	now.len = old.len + more.len
	moveN(e, unsafe.Add(now.data, old.len*int(e.size)), more.data, more.len)
	return at(s.typ, unsafe.Pointer(now), s.flag.ro())
}

func moveN(elem *rtype, dst, src unsafe.Pointer, n int)

// Copy copies the elements of src to dst until either ends, and returns their number.
func Copy(dst, src Value) int {
	dk := dst.kind()
	if dk != Array && dk != Slice {
		panic(&ValueError{"reflect.Copy", dk})
	}
	if dk == Array {
		dst.mustBeAssignable("")
	}
	dst.mustBeExported("")
	sk := src.kind()
	te := elemRecord(dst.typ)
	text := sk == String && Kind(te.kind) == Uint8
	if sk != Array && sk != Slice && !text {
		panic(&ValueError{"reflect.Copy", sk})
	}
	src.mustBeExported("")
	if !text && te != elemRecord(src.typ) {
		panic("reflect.Copy: " + te.String() + " != " + elemRecord(src.typ).String())
	}
	n := min(dst.Len(), src.Len())
	moveN(te, dst.first(), src.first(), n)
	return n
}

// first returns where the elements of v stand.
func (v Value) first() unsafe.Pointer {
	if v.kind() == Array {
		return v.addr()
	}
	return *(*unsafe.Pointer)(v.ptr)
}

// MakeSlice makes a slice of a slice type.
func MakeSlice(typ Type, len, cap int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if cap < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if len > cap {
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.common()
	e := elemRecord(t)
	if e.size > 0 && uint(cap) > (1<<47)/uint(e.size) {
		panic(plainError("runtime error: makeslice: cap out of range"))
	}
	s := (*slot)(newObject(t))
	*s = slot{newArray(e, cap), len, cap}
	return at(t, unsafe.Pointer(s), 0)
}

type plainError string

func (e plainError) Error() string { return string(e) }

func (plainError) RuntimeError() {}

// SliceAt returns a slice of n elements of a type, at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	t := sliceOf(typ.common())
	size, check := uintptr(elemRecord(t).size), n
	if n > 0 && size > 0 && (uintptr(n) > ^uintptr(0)/size || uintptr(n)*size > -uintptr(p)) {
		check = -1
	}
	_ = unsafe.Slice((*byte)(p), min(check, 1))
	s := (*slot)(newObject(t))
	*s = slot{p, n, n}
	return at(t, unsafe.Pointer(s), 0)
}

// Clear clears map or slice v.
func (v Value) Clear() {
	switch v.kind() {
	case Slice:
		s := (*slot)(v.ptr)
		clear(elemRecord(v.typ), s.data, s.len)
	case Map:
		mapClear(v.pointer())
	default:
		panic(&ValueError{"reflect.Value.Clear", v.kind()})
	}
}

// Swapper returns a function that swaps two elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.Kind()})
	}
	s := *(*slot)(v.ptr)
	t := elemRecord(v.typ)
	return func(i, j int) {
		if uint(i) >= uint(s.len) || uint(j) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		swap(t, unsafe.Add(s.data, i*int(t.size)), unsafe.Add(s.data, j*int(t.size)))
	}
}

func swap(t *rtype, p, q unsafe.Pointer)
