package reflect

import "iter"

// funcType is the type of a function or bound method, nil of anything else.
func (v Value) funcType() *rtype {
	switch {
	case v.kind() != Func:
		return nil
	case v.flag&flagMethod != 0:
		return v.methodType()
	}
	return v.typ
}

// Seq returns an iterator over v as a range statement with one variable has it.
func (v Value) Seq() iter.Seq[Value] {
	if t := v.funcType(); t != nil && t.yields(1) {
		return func(yield func(Value) bool) {
			rf := MakeFunc(typeIn(t, 0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0]))}
			})
			v.Call([]Value{rf})
		}
	}
	switch k := v.kind(); k {
	case Int, Int8, Int16, Int32, Int64:
		t, n := v.typ, v.Int()
		return func(yield func(Value) bool) {
			for i := range n {
				if !yield(ValueOf(i).Convert(t)) {
					return
				}
			}
		}
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		t, n := v.typ, v.Uint()
		return func(yield func(Value) bool) {
			for i := range n {
				if !yield(ValueOf(i).Convert(t)) {
					return
				}
			}
		}
	case Pointer:
		if Kind(elemRecord(v.typ).kind) != Array {
			break
		}
		return upTo(typeLen(elemRecord(v.typ)))
	case Array, Slice:
		return upTo(v.Len())
	case String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value) bool) {
			for i := v.MapRange(); i.Next(); {
				if !yield(i.Key()) {
					return
				}
			}
		}
	case Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

func upTo(n int) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range n {
			if !yield(ValueOf(i)) {
				return
			}
		}
	}
}

// Seq2 returns an iterator over v as a range statement with two variables has it.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	if t := v.funcType(); t != nil && t.yields(2) {
		return func(yield func(Value, Value) bool) {
			rf := MakeFunc(typeIn(t, 0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0], in[1]))}
			})
			v.Call([]Value{rf})
		}
	}
	switch v.kind() {
	case Pointer:
		if Kind(elemRecord(v.typ).kind) != Array {
			break
		}
		return elements(v.Elem())
	case Array, Slice:
		return elements(v)
	case String:
		return func(yield func(Value, Value) bool) {
			for i, c := range v.String() {
				if !yield(ValueOf(i), ValueOf(c)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value, Value) bool) {
			for i := v.MapRange(); i.Next(); {
				if !yield(i.Key(), i.Value()) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}

func elements(v Value) iter.Seq2[Value, Value] {
	return func(yield func(Value, Value) bool) {
		for i := range v.Len() {
			if !yield(ValueOf(i), v.Index(i)) {
				return
			}
		}
	}
}
