package reflect

import (
	"strconv"
	"unsafe"
)

// Natives that know how values stand in the slots of a call.

func spread(t *rtype, word unsafe.Pointer, indir bool, slots unsafe.Pointer)
func gather(t *rtype, slots unsafe.Pointer) unsafe.Pointer
func resize(closure unsafe.Pointer, params, results int)
func methodCode(id int) unsafe.Pointer

// A function is called as if it took and returned arrays of words: these take and leave slots just as they are.

type (
	words8    = [8]unsafe.Pointer
	words64   = [64]unsafe.Pointer
	words1024 = [1024]unsafe.Pointer
)

func func8(fn unsafe.Pointer) func(words8) words8
func func64(fn unsafe.Pointer) func(words64) words64
func func1024(fn unsafe.Pointer) func(words1024) words1024
func funcWord8(fn func(words8) words8) unsafe.Pointer
func funcWord64(fn func(words64) words64) unsafe.Pointer
func funcWord1024(fn func(words1024) words1024) unsafe.Pointer

// slots returns how many slots the parameters and the results of a function type take.
func (t *rtype) slotCounts() (params, results int) {
	for i := range numIn(t) {
		params += int(typeIn(t, i).slots)
	}
	for i := range numOut(t) {
		results += int(typeOut(t, i).slots)
	}
	return
}

// invoke calls fn with the words at p, of which there are n at most, as its slots, and leaves its results there.
func invoke(fn unsafe.Pointer, p unsafe.Pointer, n int) {
	switch {
	case n <= 8:
		*(*words8)(p) = func8(fn)(*(*words8)(p))
	case n <= 64:
		*(*words64)(p) = func64(fn)(*(*words64)(p))
	default:
		*(*words1024)(p) = func1024(fn)(*(*words1024)(p))
	}
}

// room returns memory for n slots as invoke wants it.
func room(n int) unsafe.Pointer {
	switch {
	case n <= 8:
		return unsafe.Pointer(new(words8))
	case n <= 64:
		return unsafe.Pointer(new(words64))
	case n <= 1024:
		return unsafe.Pointer(new(words1024))
	}
	panic("reflect: call with arguments or results of " + strconv.Itoa(n*8) + " bytes")
}

// Call calls function v; a variadic one gets its last arguments one by one.
func (v Value) Call(in []Value) []Value {
	v.mustBe(Func, "Call")
	v.mustBeExported("Call")
	return v.call("Call", in, false)
}

// CallSlice calls variadic function v with its last argument as a slice.
func (v Value) CallSlice(in []Value) []Value {
	v.mustBe(Func, "CallSlice")
	v.mustBeExported("CallSlice")
	return v.call("CallSlice", in, true)
}

// inCall is what tests want done while arguments and results are on their way.
var inCall func()

func (v Value) call(op string, in []Value, isSlice bool) []Value {
	var fn, recv unsafe.Pointer
	t := v.typ
	bound := v.flag&flagMethod != 0
	if bound {
		fn, t, recv = receiverOf(v)
	} else {
		fn = v.pointer()
	}
	if fn == nil {
		panic("reflect.Value.Call: call of nil function")
	}
	n := numIn(t)
	variadic := typeVariadic(t)
	if isSlice && op == "CallSlice" {
		if !variadic {
			panic("reflect: CallSlice of non-variadic function")
		}
		if len(in) < n {
			panic("reflect: CallSlice with too few input arguments")
		}
		if len(in) > n {
			panic("reflect: CallSlice with too many input arguments")
		}
	} else if !isSlice {
		if variadic {
			n--
		}
		if len(in) < n {
			panic("reflect: Call with too few input arguments")
		}
		if !variadic && len(in) > n {
			panic("reflect: Call with too many input arguments")
		}
	}
	for _, x := range in {
		if x.kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i := range n {
		if xt, want := in[i].Type().common(), typeIn(t, i); !assignable(xt, want) {
			panic("reflect: " + op + " using " + xt.String() + " as type " + want.String())
		}
	}
	if !isSlice && variadic {
		// The rest becomes a slice.
		m := len(in) - n
		st := typeIn(t, n)
		et := elemRecord(st)
		s := MakeSlice(st, m, m)
		for i := range m {
			x := in[n+i]
			if xt := x.Type().common(); !assignable(xt, et) {
				panic("reflect: cannot use " + xt.String() + " as type " + et.String() + " in " + op)
			}
			s.Index(i).Set(x)
		}
		all := make([]Value, n+1)
		copy(all, in[:n])
		all[n] = s
		in = all
	}
	if len(in) != numIn(t) {
		panic("reflect.Value.Call: wrong argument count")
	}
	params, results := t.slotCounts()
	if bound {
		params++
	}
	size := max(params, results)
	slots := room(size)
	k := 0
	if bound {
		*(*unsafe.Pointer)(slots) = recv
		k = 1
	}
	for i, x := range in {
		x.mustBeExported("Call")
		want := typeIn(t, i)
		x = x.assignTo("reflect.Value.Call", want)
		spread(want, x.ptr, x.flag&flagIndir != 0, unsafe.Add(slots, k*8))
		k += int(want.slots)
	}
	if inCall != nil {
		inCall()
	}
	invoke(fn, slots, size)
	if inCall != nil {
		inCall()
	}
	out := make([]Value, numOut(t))
	k = 0
	for i := range out {
		rt := typeOut(t, i)
		out[i] = fromWords(rt, gather(rt, unsafe.Add(slots, k*8)))
		k += int(rt.slots)
	}
	return out
}

// made is a function made by MakeFunc.
type made struct {
	typ  *rtype
	fn   func([]Value) []Value
	code unsafe.Pointer // the method that it stands for
}

// MakeFunc makes a function of a function type that hands its arguments to fn and returns what fn returns.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	t := typ.common()
	if Kind(t.kind) != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	return makeFunc(&made{typ: t, fn: fn})
}

func makeFunc(m *made) Value {
	params, results := m.typ.slotCounts()
	var p unsafe.Pointer
	switch n := max(params, results); {
	case n <= 8:
		p = funcWord8(func(in words8) (out words8) {
			m.run(unsafe.Pointer(&in), unsafe.Pointer(&out))
			return
		})
	case n <= 64:
		p = funcWord64(func(in words64) (out words64) {
			m.run(unsafe.Pointer(&in), unsafe.Pointer(&out))
			return
		})
	case n <= 1024:
		p = funcWord1024(func(in words1024) (out words1024) {
			m.run(unsafe.Pointer(&in), unsafe.Pointer(&out))
			return
		})
	default:
		room(n)
	}
	resize(p, params, results)
	return Value{m.typ, p, flag(Func)}
}

func (m *made) run(in, out unsafe.Pointer) {
	n := numIn(m.typ)
	args := make([]Value, n)
	k := 0
	for i := range args {
		t := typeIn(m.typ, i)
		args[i] = fromWords(t, gather(t, unsafe.Add(in, k*8)))
		k += int(t.slots)
	}
	if inCall != nil {
		inCall()
	}
	results := m.fn(args)
	if len(results) != numOut(m.typ) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	k = 0
	for i, v := range results {
		t := typeOut(m.typ, i)
		if v.typ == nil {
			panic("reflect: function created by MakeFunc using " + "closure" + " returned zero Value")
		}
		if v.flag&flagRO != 0 {
			panic("reflect: function created by MakeFunc using " + "closure" + " returned value obtained from unexported field")
		}
		v = v.assignTo("reflect.MakeFunc", t)
		spread(t, v.ptr, v.flag&flagIndir != 0, unsafe.Add(out, k*8))
		k += int(t.slots)
	}
}

// methodType is the type of a bound method.
func (v Value) methodType() *rtype {
	_, t, _ := receiverOf(v)
	return t
}

// methodValue makes an ordinary function of a bound method.
func (v Value) methodValue() Value {
	fn, t, recv := receiverOf(v)
	_ = fn
	bound := Value{v.typ, v.ptr, v.flag}
	if v.flag&flagIndir != 0 && Kind(v.typ.kind) != Interface {
		// The receiver as it is now.
		if v.typ.direct {
			bound.ptr = recv
			bound.flag &^= flagIndir
		} else {
			bound.ptr = recv
		}
	}
	variadic := typeVariadic(t)
	f := MakeFunc(t, func(args []Value) []Value {
		return bound.call("Call", args, variadic)
	})
	f.flag |= v.flag.ro()
	return f
}
