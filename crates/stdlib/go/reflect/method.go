package reflect

import (
	"iter"
	"unsafe"
)

// A Method describes a method.
type Method struct {
	Name    string
	PkgPath string
	Type    Type
	Func    Value
	Index   int
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

func method(t *rtype, i int) (name, pkg string, typ *rtype, code int)
func methodNamed(t *rtype, name string) int
func ifaceMethod(iface *rtype, i int, t *rtype) int

func (t *rtype) Method(i int) Method {
	if i < 0 || i >= numMethod(t) {
		panic("reflect: Method index out of range")
	}
	return t.method(i)
}

func (t *rtype) method(i int) Method {
	name, pkg, typ, code := method(t, i)
	if Kind(t.kind) == Interface {
		return Method{Name: name, PkgPath: pkg, Type: typ, Index: i}
	}
	n := numIn(typ)
	in := make([]*rtype, 0, n+1)
	in = append(in, t)
	for k := range n {
		in = append(in, typeIn(typ, k))
	}
	out := make([]*rtype, numOut(typ))
	for k := range out {
		out[k] = typeOut(typ, k)
	}
	ft := funcOf(in, out, typeVariadic(typ))
	fn := makeFunc(&made{typ: ft, code: methodCode(code), fn: func(args []Value) []Value {
		return args[0].bind(i).call("Call", args[1:], typeVariadic(typ))
	}})
	return Method{Name: name, Type: ft, Func: fn, Index: i}
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	i := methodNamed(t, name)
	if i < 0 {
		return Method{}, false
	}
	return t.method(i), true
}

func (t *rtype) Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for i := range numMethod(t) {
			if !yield(t.method(i)) {
				return
			}
		}
	}
}

// NumMethod returns the number of methods in v's method set.
func (v Value) NumMethod() int {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return 0
	}
	return numMethod(v.typ)
}

// Method returns v's i-th method as a function.
func (v Value) Method(i int) Value {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.flag&flagMethod != 0 || i < 0 || i >= numMethod(v.typ) {
		panic("reflect: Method index out of range")
	}
	if Kind(v.typ.kind) == Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	return v.bind(i)
}

// receiverOf is Value.receiver once some method was bound: code that never binds one does not reach the methods.
var receiverOf func(v Value) (fn unsafe.Pointer, typ *rtype, word unsafe.Pointer)

func (v Value) bind(i int) Value {
	receiverOf = Value.receiver
	fl := v.flag.ro() | v.flag&flagIndir
	fl |= flag(Func) | flag(i)<<flagMethodShift | flagMethod
	return Value{v.typ, v.ptr, fl}
}

// MethodByName returns v's method of that name as a function, or the zero Value.
func (v Value) MethodByName(name string) Value {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return Value{}
	}
	i := methodNamed(v.typ, name)
	if i < 0 {
		return Value{}
	}
	return v.Method(i)
}

// Methods returns an iterator over v's methods.
func (v Value) Methods() iter.Seq2[Method, Value] {
	return func(yield func(Method, Value) bool) {
		t := v.Type()
		for i := range v.NumMethod() {
			if !yield(t.Method(i), v.Method(i)) {
				return
			}
		}
	}
}

// receiver returns what a method value calls: code, type and the receiver's data word.
func (v Value) receiver() (fn unsafe.Pointer, typ *rtype, word unsafe.Pointer) {
	i := int(v.flag >> flagMethodShift)
	var code int
	_, pkg, typ, code := method(v.typ, i)
	if Kind(v.typ.kind) == Interface {
		if pkg != "" {
			panic("reflect: reflect.Value.Call using value obtained using unexported field")
		}
		e := *(*eface)(v.ptr)
		if e.typ == nil {
			panic("reflect: Method on nil interface value")
		}
		return methodCode(ifaceMethod(v.typ, i, e.typ)), typ, e.word
	}
	fn = methodCode(code)
	switch {
	case v.flag&flagIndir == 0:
		word = v.ptr
	case v.typ.direct:
		word = loadWord(v.typ, v.ptr)
	default:
		word = copyOf(v.typ, v.ptr)
	}
	return fn, typ, word
}
