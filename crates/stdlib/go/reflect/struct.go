package reflect

import (
	"errors"
	"iter"
	"unsafe"
)

// NumField returns the number of fields of struct v.
func (v Value) NumField() int {
	v.mustBe(Struct, "NumField")
	return numField(v.typ)
}

// Field returns the i-th field of struct v.
func (v Value) Field(i int) Value {
	if v.kind() != Struct {
		panic(&ValueError{"reflect.Value.Field", v.kind()})
	}
	if uint(i) >= uint(numField(v.typ)) {
		panic("reflect: Field index out of range")
	}
	t, offset, exported, embedded := fieldType(v.typ, i)
	f := v.flag&(flagHidden|flagIndir|flagAddr) | flag(t.kind)
	if !exported {
		if embedded {
			f |= flagEmbedHidden
		} else {
			f |= flagHidden
		}
	}
	if f&flagIndir != 0 {
		return Value{t, unsafe.Add(v.ptr, offset), f}
	}
	return Value{t, extract(v.typ, t, v.ptr, offset), f}
}

// Fields returns an iterator over the fields of struct v.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	t := v.Type()
	if t.Kind() != Struct {
		panic("reflect: Fields of non-struct type " + t.String())
	}
	return func(yield func(StructField, Value) bool) {
		for i := range v.NumField() {
			if !yield(t.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

// FieldByIndex returns the nested field at a sequence of indices.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.mustBe(Struct, "FieldByIndex")
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && Kind(elemRecord(v.typ).kind) == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

// FieldByIndexErr is FieldByIndex with an error instead of a panic at a nil embedded pointer.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.mustBe(Struct, "FieldByIndexErr")
	for i, x := range index {
		if i > 0 && v.kind() == Pointer && Kind(elemRecord(v.typ).kind) == Struct {
			if v.IsNil() {
				t := elemRecord(v.typ)
				return Value{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + t.Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName returns the field of that name, or the zero Value.
func (v Value) FieldByName(name string) Value {
	v.mustBe(Struct, "FieldByName")
	if name != "" {
		if i := fieldNamed(v.typ, name); i >= 0 {
			return v.Field(i)
		} else if i == -2 {
			return Value{}
		}
	}
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the one field whose name matches, or the zero Value.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := v.typ.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}
