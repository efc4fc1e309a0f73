package reflect

import "unsafe"

func mapMake(t *rtype, n int) unsafe.Pointer
func mapLen(m unsafe.Pointer) int
func mapGet(t *rtype, m, key unsafe.Pointer) unsafe.Pointer
func mapSet(t *rtype, m, key, elem unsafe.Pointer)
func mapDelete(t *rtype, m, key unsafe.Pointer)
func mapClear(m unsafe.Pointer)
func mapIterInit(m unsafe.Pointer, it *mapIter)
func mapIterNext(it *mapIter) bool

// MakeMap makes a map of a map type.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize makes a map of a map type with room for about n entries.
func MakeMapWithSize(typ Type, n int) Value {
	t := typ.common()
	if Kind(t.kind) != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	return Value{t, mapMake(t, n), flag(Map)}
}

// MapIndex returns the value of a key in map v, or the zero Value.
func (v Value) MapIndex(key Value) Value {
	v.mustBe(Map, "MapIndex")
	key = key.assignTo("reflect.Value.MapIndex", keyRecord(v.typ))
	e := mapGet(v.typ, v.pointer(), key.image())
	if e == nil {
		return Value{}
	}
	return snapshot(elemRecord(v.typ), e, (v.flag | key.flag).ro())
}

// SetMapIndex sets the value of a key in map v; the zero Value deletes it.
func (v Value) SetMapIndex(key, elem Value) {
	v.mustBe(Map, "SetMapIndex")
	v.mustBeExported("SetMapIndex")
	key.mustBeExported("SetMapIndex")
	key = key.assignTo("reflect.Value.SetMapIndex", keyRecord(v.typ))
	if elem.typ == nil {
		mapDelete(v.typ, v.pointer(), key.image())
		return
	}
	elem.mustBeExported("SetMapIndex")
	elem = elem.assignTo("reflect.Value.SetMapIndex", elemRecord(v.typ))
	mapSet(v.typ, v.pointer(), key.image(), elem.image())
}

// mapIter is the machine's iterator.
type mapIter struct {
	key, val, m, spare unsafe.Pointer
	pos, end           uint64
}

// A MapIter walks over a map. See Value.MapRange.
type MapIter struct {
	m     Value
	begun bool
	ended bool
	it    mapIter
}

// MapKeys returns the keys of map v, in no order.
func (v Value) MapKeys() []Value {
	v.mustBe(Map, "MapKeys")
	m := v.pointer()
	keys := make([]Value, 0, mapLen(m))
	t := keyRecord(v.typ)
	f := v.flag.ro()
	it := new(mapIter)
	mapIterInit(m, it)
	for mapIterNext(it) {
		keys = append(keys, snapshot(t, it.key, f))
	}
	return keys
}

// MapRange returns an iterator over map v.
func (v Value) MapRange() *MapIter {
	if v.kind() != Map {
		panic(&ValueError{"reflect.Value.MapRange", v.kind()})
	}
	return &MapIter{m: v}
}

// Next goes on to the next entry; false when there is none.
func (iter *MapIter) Next() bool {
	if !iter.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if !iter.begun {
		iter.begun = true
		mapIterInit(iter.m.pointer(), &iter.it)
	} else if iter.ended {
		panic("MapIter.Next called on exhausted iterator")
	}
	if !mapIterNext(&iter.it) {
		iter.ended = true
		return false
	}
	return true
}

func (iter *MapIter) check(what string) {
	if !iter.begun {
		panic(what + " called before Next")
	}
	if iter.ended {
		panic(what + " called on exhausted iterator")
	}
}

// Key returns the entry's key.
func (iter *MapIter) Key() Value {
	iter.check("MapIter.Key")
	return snapshot(keyRecord(iter.m.typ), iter.it.key, iter.m.flag.ro())
}

// Value returns the entry's value.
func (iter *MapIter) Value() Value {
	iter.check("MapIter.Value")
	return snapshot(elemRecord(iter.m.typ), iter.it.val, iter.m.flag.ro())
}

// Reset makes iter an iterator over map v, or over nothing.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.mustBe(Map, "MapRange")
	}
	*iter = MapIter{m: v}
}

// SetIterKey sets v to the key of an iterator's entry.
func (v Value) SetIterKey(iter *MapIter) {
	if !iter.begun {
		panic("reflect: Value.SetIterKey called before Next")
	}
	if iter.ended {
		panic("reflect: Value.SetIterKey called on exhausted iterator")
	}
	v.mustBeAssignable("SetIterKey")
	iter.m.mustBeExported("SetIterKey")
	v.setFrom(at(keyRecord(iter.m.typ), iter.it.key, iter.m.flag.ro()), "reflect.MapIter.SetKey")
}

// SetIterValue sets v to the value of an iterator's entry.
func (v Value) SetIterValue(iter *MapIter) {
	if !iter.begun {
		panic("reflect: Value.SetIterValue called before Next")
	}
	if iter.ended {
		panic("reflect: Value.SetIterValue called on exhausted iterator")
	}
	v.mustBeAssignable("SetIterValue")
	iter.m.mustBeExported("SetIterValue")
	v.setFrom(at(elemRecord(iter.m.typ), iter.it.val, iter.m.flag.ro()), "reflect.MapIter.SetValue")
}

func (v Value) setFrom(x Value, context string) {
	x = x.assignTo(context, v.typ)
	put(v.typ, v.ptr, x)
}
