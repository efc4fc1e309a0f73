package reflect

import "unsafe"

// A Value is a Go value together with its type. The zero Value is no value.
type Value struct {
	typ *rtype
	// ptr is the address of the value if flagIndir is set, otherwise the data word of a type held directly in interfaces.
	ptr unsafe.Pointer
	flag
}

// flag is a kind and what may be done with a value. Natives of package fmt know the bits.
type flag uintptr

const (
	flagKind flag = 1<<5 - 1
	// flagHidden: reached through an unexported field that is not embedded.
	flagHidden flag = 1 << 5
	// flagEmbedHidden: reached through an unexported embedded field.
	flagEmbedHidden flag = 1 << 6
	flagIndir       flag = 1 << 7
	flagAddr        flag = 1 << 8
	flagMethod      flag = 1 << 9
	flagRO               = flagHidden | flagEmbedHidden
)

// The number of a bound method stands above.
const flagMethodShift = 10

func (f flag) kind() Kind { return Kind(f & flagKind) }

// ro is what values inside inherit.
func (f flag) ro() flag {
	if f&flagRO != 0 {
		return flagHidden
	}
	return 0
}

type eface struct {
	typ  *rtype
	word unsafe.Pointer
}

// Natives that move values.

func newObject(t *rtype) unsafe.Pointer
func newArray(elem *rtype, n int) unsafe.Pointer
func loadWord(t *rtype, p unsafe.Pointer) unsafe.Pointer
func storeWord(t *rtype, p, word unsafe.Pointer)
func boxWord(t *rtype, word unsafe.Pointer) unsafe.Pointer
func extract(t, part *rtype, word unsafe.Pointer, offset uintptr) unsafe.Pointer
func move(t *rtype, dst, src unsafe.Pointer)
func clear(t *rtype, p unsafe.Pointer, n int)
func equal(t *rtype, p, q unsafe.Pointer) bool
func copyOf(t *rtype, p unsafe.Pointer) unsafe.Pointer
func isZero(t *rtype, p unsafe.Pointer) bool
func funcPC(closure unsafe.Pointer) uintptr

// boundPC is what bound methods show as their code.
func boundPC() uintptr

// isMade reports whether MakeFunc has made a function.
func isMade(closure unsafe.Pointer) bool

// ValueOf returns a Value of what i holds.
func ValueOf(i any) Value {
	t, w := words(i)
	return fromWords(t, w)
}

func fromWords(t *rtype, w unsafe.Pointer) Value {
	if t == nil {
		return Value{}
	}
	f := flag(t.kind)
	if !t.direct {
		f |= flagIndir
	}
	return Value{t, w, f}
}

// at is the variable of type t at p.
func at(t *rtype, p unsafe.Pointer, f flag) Value {
	return Value{t, p, f | flag(t.kind) | flagIndir}
}

// snapshot is the value of type t at p as it is now.
func snapshot(t *rtype, p unsafe.Pointer, f flag) Value {
	if t.direct {
		return Value{t, loadWord(t, p), f | flag(t.kind)}
	}
	return at(t, copyOf(t, p), f)
}

// word returns the data word of a value of a direct type.
func (v Value) word() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return loadWord(v.typ, v.ptr)
	}
	return v.ptr
}

// pointer returns the word of a value that is one pointer.
func (v Value) pointer() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return *(*unsafe.Pointer)(v.ptr)
	}
	return v.ptr
}

// image returns where the value stands in memory: if it is its data word, that of v.
func (v *Value) image() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return v.ptr
	}
	return unsafe.Pointer(&v.ptr)
}

// addr returns where the value stands in memory, or a copy of it.
func (v Value) addr() unsafe.Pointer {
	if v.flag&flagIndir != 0 {
		return v.ptr
	}
	return boxWord(v.typ, v.ptr)
}

// methodName is what panics call a method of Value; functions of the package, which pass "", have no name there.
func methodName(method string) string {
	if method == "" {
		return "unknown method"
	}
	return "reflect.Value." + method
}

func (v Value) mustBe(k Kind, method string) {
	if v.kind() != k {
		panic(&ValueError{methodName(method), v.kind()})
	}
}

func (v Value) mustBeExported(method string) {
	if v.flag == 0 {
		panic(&ValueError{methodName(method), Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect: " + methodName(method) + " using value obtained using unexported field")
	}
}

func (v Value) mustBeAssignable(method string) {
	if v.flag&flagRO != 0 || v.flag&flagAddr == 0 {
		v.notAssignable(method)
	}
}

func (v Value) notAssignable(method string) {
	v.mustBeExported(method)
	if v.flag&flagAddr == 0 {
		panic("reflect: " + methodName(method) + " using unaddressable value")
	}
}

// Kind returns v's kind, Invalid for the zero Value.
func (v Value) Kind() Kind { return v.kind() }

// IsValid reports whether v is a value.
func (v Value) IsValid() bool { return v.flag != 0 }

// CanAddr reports whether v is a variable.
func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }

// CanSet reports whether v can be changed.
func (v Value) CanSet() bool { return v.flag&(flagAddr|flagRO) == flagAddr }

// CanInterface reports whether Interface does not panic.
func (v Value) CanInterface() bool {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagRO == 0
}

// CanInt reports whether Int does not panic.
func (v Value) CanInt() bool {
	switch v.kind() {
	case Int, Int8, Int16, Int32, Int64:
		return true
	}
	return false
}

// CanUint reports whether Uint does not panic.
func (v Value) CanUint() bool {
	switch v.kind() {
	case Uint, Uintptr, Uint8, Uint16, Uint32, Uint64:
		return true
	}
	return false
}

// CanFloat reports whether Float does not panic.
func (v Value) CanFloat() bool { return v.kind() == Float32 || v.kind() == Float64 }

// CanComplex reports whether Complex does not panic.
func (v Value) CanComplex() bool { return v.kind() == Complex64 || v.kind() == Complex128 }

// Type returns v's type.
func (v Value) Type() Type {
	if v.flag != 0 && v.flag&flagMethod == 0 {
		return v.typ
	}
	return v.otherType()
}

func (v Value) otherType() *rtype {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return v.methodType()
	}
	return v.typ
}

// Interface returns v's value.
func (v Value) Interface() (i any) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.inside()
}

// inside is Interface without the rules.
func (v Value) inside() any {
	if v.flag&flagIndir == 0 {
		if v.flag&flagMethod != 0 {
			v = v.methodValue()
		}
		return iface(v.typ, v.ptr)
	}
	if v.flag&flagMethod != 0 {
		v = v.methodValue()
		return iface(v.typ, v.ptr)
	}
	if v.kind() == Interface {
		return *(*any)(v.ptr)
	}
	if v.typ.direct {
		return iface(v.typ, loadWord(v.typ, v.ptr))
	}
	if v.flag&flagAddr != 0 {
		return iface(v.typ, copyOf(v.typ, v.ptr))
	}
	return iface(v.typ, v.ptr)
}

// TypeAssert is v.Interface().(T) without an interface value between.
func TypeAssert[T any](v Value) (T, bool) {
	if v.flag == 0 {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	x, ok := v.inside().(T)
	return x, ok
}

// InterfaceData returns the two words of an interface value.
func (v Value) InterfaceData() [2]uintptr {
	v.mustBe(Interface, "InterfaceData")
	words := *(*[2]uintptr)(v.ptr)
	if t := (*eface)(v.ptr).typ; t != nil && t.size == 0 {
		// values of no size stand where all of them do
		words[1] = uintptr(newObject(t))
	}
	return words
}

// Bool returns v's value, a bool.
func (v Value) Bool() bool {
	v.mustBe(Bool, "Bool")
	if v.flag&flagIndir == 0 {
		return uintptr(v.ptr) != 0
	}
	return *(*bool)(v.ptr)
}

// Int returns v's value, a signed integer.
func (v Value) Int() int64 {
	k := v.kind()
	if v.flag&flagIndir == 0 {
		if k >= Int && k <= Int64 {
			return int64(uintptr(v.ptr))
		}
	} else {
		switch k {
		case Int, Int64:
			return *(*int64)(v.ptr)
		case Int8:
			return int64(*(*int8)(v.ptr))
		case Int16:
			return int64(*(*int16)(v.ptr))
		case Int32:
			return int64(*(*int32)(v.ptr))
		}
	}
	panic(&ValueError{"reflect.Value.Int", k})
}

// Uint returns v's value, an unsigned integer.
func (v Value) Uint() uint64 {
	k := v.kind()
	if v.flag&flagIndir == 0 {
		if k >= Uint && k <= Uintptr {
			return uint64(uintptr(v.ptr))
		}
	} else {
		switch k {
		case Uint, Uint64, Uintptr:
			return *(*uint64)(v.ptr)
		case Uint8:
			return uint64(*(*uint8)(v.ptr))
		case Uint16:
			return uint64(*(*uint16)(v.ptr))
		case Uint32:
			return uint64(*(*uint32)(v.ptr))
		}
	}
	panic(&ValueError{"reflect.Value.Uint", k})
}

func floatBits(bits uint64) float64
func float32Bits(bits uint32) float32

// Float returns v's value, a float.
func (v Value) Float() float64 {
	switch v.kind() {
	case Float32:
		if v.flag&flagIndir == 0 {
			return float64(float32Bits(uint32(uintptr(v.ptr))))
		}
		return float64(*(*float32)(v.ptr))
	case Float64:
		if v.flag&flagIndir == 0 {
			return floatBits(uint64(uintptr(v.ptr)))
		}
		return *(*float64)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.Float", v.kind()})
}

// Complex returns v's value, a complex number.
func (v Value) Complex() complex128 {
	switch v.kind() {
	case Complex64:
		return complex128(*(*complex64)(v.image()))
	case Complex128:
		return *(*complex128)(v.ptr)
	}
	panic(&ValueError{"reflect.Value.Complex", v.kind()})
}

// String returns v's value if it is a string, otherwise a text that names its type.
func (v Value) String() string {
	switch v.kind() {
	case String:
		return *(*string)(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

// Bytes returns v's value, a slice or an addressable array of bytes.
func (v Value) Bytes() []byte {
	switch v.kind() {
	case Slice:
		if Kind(elemRecord(v.typ).kind) != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.ptr)
	case Array:
		if Kind(elemRecord(v.typ).kind) != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if v.flag&flagAddr == 0 {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.ptr), typeLen(v.typ))
	}
	panic(&ValueError{"reflect.Value.Bytes", v.kind()})
}

func (v Value) runes() []rune {
	v.mustBe(Slice, "runes")
	return *(*[]rune)(v.ptr)
}

// Addr returns a pointer to the variable v.
func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	// A value that became addressable by way of unsafe may stand in the data word itself.
	return Value{pointerTo(v.typ), v.addr(), v.flag&flagRO | flag(Pointer)}
}

// UnsafeAddr returns the address of the variable v.
func (v Value) UnsafeAddr() uintptr {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.UnsafeAddr", Invalid})
	}
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.addr())
}

// Elem returns what interface v holds or pointer v points to, the zero Value for nil.
func (v Value) Elem() Value {
	switch v.kind() {
	case Interface:
		e := (*eface)(v.ptr)
		x := fromWords(e.typ, e.word)
		if x.flag != 0 {
			x.flag |= v.flag.ro()
		}
		return x
	case Pointer:
		p := v.pointer()
		if p == nil {
			return Value{}
		}
		return at(elemRecord(v.typ), p, v.flag&flagRO|flagAddr)
	}
	panic(&ValueError{"reflect.Value.Elem", v.kind()})
}

// Indirect returns what v points to, or v if it is no pointer.
func Indirect(v Value) Value {
	if v.kind() != Pointer {
		return v
	}
	return v.Elem()
}

// IsNil reports whether v, which can be, is nil.
func (v Value) IsNil() bool {
	switch v.kind() {
	case Chan, Func, Map, Pointer, UnsafePointer:
		if v.flag&flagMethod != 0 {
			return false
		}
		return v.pointer() == nil
	case Interface, Slice:
		return *(*unsafe.Pointer)(v.ptr) == nil
	}
	panic(&ValueError{"reflect.Value.IsNil", v.kind()})
}

// IsZero reports whether v is its type's zero value.
func (v Value) IsZero() bool {
	switch v.kind() {
	case Invalid:
		panic(&ValueError{"reflect.Value.IsZero", Invalid})
	case Func:
		return v.IsNil()
	case Float32, Float64, Complex64, Array, Struct:
		// -0 is zero too
	default:
		if v.flag&flagIndir == 0 && v.typ.oneLeaf {
			return uintptr(v.ptr) == 0
		}
	}
	return isZero(v.typ, v.image())
}

// SetZero sets v to its type's zero value.
func (v Value) SetZero() {
	v.mustBeAssignable("SetZero")
	clear(v.typ, v.ptr, 1)
}

// Pointer returns v's value as a number: of a func the code, of a slice or string the first element.
func (v Value) Pointer() uintptr {
	return uintptr(v.unsafePointer("reflect.Value.Pointer"))
}

// UnsafePointer returns v's value as a pointer, as Pointer does.
func (v Value) UnsafePointer() unsafe.Pointer {
	return v.unsafePointer("reflect.Value.UnsafePointer")
}

func (v Value) unsafePointer(method string) unsafe.Pointer {
	switch v.kind() {
	case Pointer, Chan, Map, UnsafePointer:
		return v.pointer()
	case Func:
		if v.flag&flagMethod != 0 {
			return unsafe.Pointer(boundPC())
		}
		p := v.pointer()
		if p == nil {
			return nil
		}
		if isMade(p) {
			// its closure holds nothing but what it calls
			if m := *(**made)(unsafe.Add(p, 8)); m.code != nil {
				p = m.code
			}
		}
		return unsafe.Pointer(funcPC(p))
	case Slice:
		return *(*unsafe.Pointer)(v.ptr)
	case String:
		return *(*unsafe.Pointer)(v.ptr)
	}
	panic(&ValueError{method, v.kind()})
}

// New returns a pointer to a new zero value of a type.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return Value{pointerTo(t), newObject(t), flag(Pointer)}
}

// NewAt returns p as a pointer to a value of a type.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return Value{pointerTo(typ.common()), p, flag(Pointer)}
}

// Zero returns the zero value of a type.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	return zero(typ.common())
}

// zeros is what zero values of types that are not too large share: nothing writes to what is no variable.
var zeros [1024]byte

func zero(t *rtype) Value {
	if t.direct {
		return Value{t, nil, flag(t.kind)}
	}
	if t.size <= 1024 {
		return at(t, unsafe.Pointer(&zeros), 0)
	}
	return at(t, newObject(t), 0)
}

// Comparable reports whether v.Equal does not panic.
func (v Value) Comparable() bool {
	switch v.kind() {
	case Invalid:
		return false
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		e := elemRecord(v.typ)
		switch Kind(e.kind) {
		case Interface, Array, Struct:
			for i := range typeLen(v.typ) {
				if !v.Index(i).Comparable() {
					return false
				}
			}
			return true
		}
		return e.comparable
	case Struct:
		for i := range numField(v.typ) {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return v.typ.comparable
}

// Equal reports whether v == u.
func (v Value) Equal(u Value) bool {
	if v.kind() == Interface {
		v = v.Elem()
	}
	if u.kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.kind() != u.kind() || v.Type() != u.Type() {
		return false
	}
	switch v.kind() {
	case Array:
		if v.Len() == 0 && !elemRecord(v.typ).comparable {
			break
		}
		for i := range v.Len() {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
		return true
	case Func, Map, Slice:
	default:
		return equal(v.typ, v.image(), u.image())
	}
	panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
}

// OverflowInt reports whether v's type cannot hold x.
func (v Value) OverflowInt(x int64) bool {
	switch v.kind() {
	case Int, Int8, Int16, Int32, Int64:
		return overflowInt(v.typ.size, x)
	}
	panic(&ValueError{"reflect.Value.OverflowInt", v.kind()})
}

// OverflowUint reports whether v's type cannot hold x.
func (v Value) OverflowUint(x uint64) bool {
	switch v.kind() {
	case Uint, Uintptr, Uint8, Uint16, Uint32, Uint64:
		return overflowUint(v.typ.size, x)
	}
	panic(&ValueError{"reflect.Value.OverflowUint", v.kind()})
}

// OverflowFloat reports whether v's type cannot hold x.
func (v Value) OverflowFloat(x float64) bool {
	switch v.kind() {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic(&ValueError{"reflect.Value.OverflowFloat", v.kind()})
}

// OverflowComplex reports whether v's type cannot hold x.
func (v Value) OverflowComplex(x complex128) bool {
	switch v.kind() {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic(&ValueError{"reflect.Value.OverflowComplex", v.kind()})
}
