// Package gob writes Go values as self-describing streams and reads them back.
//
// A stream is a sequence of messages, each a length and as many bytes: the negated number of a type and its description, or a
// type's number and a value. The package comment of Go's encoding/gob specifies the format.
package gob

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"sync"
)

// GobEncoder is a type that writes itself.
type GobEncoder interface {
	GobEncode() ([]byte, error)
}

// GobDecoder is a type that reads itself.
type GobDecoder interface {
	GobDecode([]byte) error
}

// CommonType is what all descriptions of types have in common.
type CommonType struct {
	Name string
	Id   typeId
}

type typeId int32

// Numbers of the types that need no description.
const (
	idBool typeId = 1 + iota
	idInt
	idUint
	idFloat
	idBytes
	idString
	idComplex
	idInterface

	idFirstUser typeId = 64
)

var builtinNames = [...]string{"", "bool", "int", "uint", "float", "bytes", "string", "complex", "interface"}

// shape is a sort of type on the wire; its value is the field of the description that holds it, counted from 1.
type shape int

const (
	basicShape shape = iota
	arrayShape
	sliceShape
	structShape
	mapShape
	gobShape
	binaryShape
	textShape
)

// wireType describes a type as it is sent.
type wireType struct {
	CommonType
	shape     shape
	key, elem typeId
	length    int
	fields    []wireField
}

type wireField struct {
	name string
	id   typeId
}

// How a type takes part in gob streams by its own methods.
type external int

const (
	internal external = iota
	byGob
	byBinary
)

// userType is what there is to know of a Go type.
type userType struct {
	// The type without the pointers to it.
	base reflect.Type
	// Sorts of methods for the two directions, and how many pointers to follow to the type that has them (-1: take an
	// address first).
	enc, dec           external
	encDepth, decDepth int
}

var (
	gobEncoderType        = reflect.TypeFor[GobEncoder]()
	gobDecoderType        = reflect.TypeFor[GobDecoder]()
	binaryMarshalerType   = reflect.TypeFor[encoding.BinaryMarshaler]()
	binaryUnmarshalerType = reflect.TypeFor[encoding.BinaryUnmarshaler]()
)

// registry holds the types of the program, with numbers in the order of their first use.
var registry struct {
	sync.Mutex
	users map[reflect.Type]*userType
	wires map[reflect.Type]*wireType
	byId  map[typeId]*wireType
	next  typeId
}

func userTypeOf(t reflect.Type) *userType {
	if u := registry.users[t]; u != nil {
		return u
	}
	u := &userType{base: t}
	// A pointer type that points to itself never ends: the slow one is met by the fast one.
	for slow, step := t, 0; u.base.Kind() == reflect.Pointer; step++ {
		u.base = u.base.Elem()
		if u.base == slow {
			fail(errors.New("can't represent recursive pointer type " + u.base.String()))
		}
		if step%2 == 0 {
			slow = slow.Elem()
		}
	}
	if depth, ok := implements(t, gobEncoderType); ok {
		u.enc, u.encDepth = byGob, depth
	} else if depth, ok := implements(t, binaryMarshalerType); ok {
		u.enc, u.encDepth = byBinary, depth
	}
	if depth, ok := implements(t, gobDecoderType); ok {
		u.dec, u.decDepth = byGob, depth
	} else if depth, ok := implements(t, binaryUnmarshalerType); ok {
		u.dec, u.decDepth = byBinary, depth
	}
	if registry.users == nil {
		registry.users = map[reflect.Type]*userType{}
	}
	registry.users[t] = u
	return u
}

// implements looks for the interface at the type and at all that it points to, last at the pointer to it.
func implements(t, iface reflect.Type) (depth int, ok bool) {
	for at := t; ; at = at.Elem() {
		if at.Implements(iface) {
			return depth, true
		}
		if at.Kind() != reflect.Pointer {
			break
		}
		if depth++; depth > 100 {
			return 0, false
		}
	}
	if t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(iface) {
		return -1, true
	}
	return 0, false
}

// wireOf describes a Go type, giving it a number if it is new. The name is used if the type has none.
func wireOf(name string, t reflect.Type) typeId {
	registry.Lock()
	defer registry.Unlock()
	return refTo(name, t).id()
}

// ref is a type on the wire: one that needs no description, or one that may not have its number yet.
type ref struct {
	basic typeId
	wire  *wireType
}

func (r ref) id() typeId {
	if r.wire != nil {
		return r.wire.Id
	}
	return r.basic
}

func refTo(name string, t reflect.Type) ref {
	if id := basicOf(t); id != 0 {
		return ref{basic: id}
	}
	u := userTypeOf(t)
	return ref{wire: register(name, u.base, u)}
}

// basicOf is the number of a type that needs no description, or 0.
func basicOf(t reflect.Type) typeId {
	u := userTypeOf(t)
	if u.enc == internal {
		switch u.base.Kind() {
		case reflect.Bool:
			return idBool
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			return idInt
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
			return idUint
		case reflect.Float32, reflect.Float64:
			return idFloat
		case reflect.Complex64, reflect.Complex128:
			return idComplex
		case reflect.String:
			return idString
		case reflect.Interface:
			return idInterface
		case reflect.Slice:
			if u.base.Elem().Kind() == reflect.Uint8 {
				return idBytes
			}
		}
	}
	return 0
}

// register describes the type under which another is known.
func register(name string, own reflect.Type, u *userType) *wireType {
	if w := registry.wires[own]; w != nil {
		return w
	}
	w := &wireType{CommonType: CommonType{Name: name}}
	if registry.wires == nil {
		registry.wires = map[reflect.Type]*wireType{}
		registry.byId = map[typeId]*wireType{}
		registry.next = idFirstUser
	}
	registry.wires[own] = w
	done := false
	defer func() {
		if !done {
			delete(registry.wires, own)
			delete(registry.byId, w.Id)
		}
	}()
	describe(w, u)
	done = true
	return w
}

func (w *wireType) number() {
	if w.Id == 0 {
		w.Id = registry.next
		registry.next++
		registry.byId[w.Id] = w
	}
}

func describe(w *wireType, u *userType) {
	t := u.base
	switch {
	case u.enc == byGob:
		w.shape = gobShape
		w.number()
		return
	case u.enc == byBinary:
		w.shape = binaryShape
		w.number()
		return
	}
	switch t.Kind() {
	case reflect.Array:
		w.shape = arrayShape
		w.length = t.Len()
		elem := refTo("", t.Elem())
		w.number()
		w.elem = elem.id()
	case reflect.Slice:
		w.shape = sliceShape
		elem := refTo(t.Elem().Name(), t.Elem())
		w.number()
		w.elem = elem.id()
	case reflect.Map:
		w.shape = mapShape
		key, elem := refTo("", t.Key()), refTo("", t.Elem())
		w.number()
		w.key, w.elem = key.id(), elem.id()
	case reflect.Struct:
		w.shape = structShape
		w.number()
		for i := range t.NumField() {
			f := t.Field(i)
			if !isSent(&f) {
				continue
			}
			base := userTypeOf(f.Type).base
			name := base.Name()
			if name == "" {
				name = base.String()
			}
			r := refTo(name, f.Type)
			if r.id() == 0 {
				// a type that is being described: this struct is part of it
				r.wire.number()
			}
			w.fields = append(w.fields, wireField{f.Name, r.id()})
		}
	default:
		fail(errors.New("gob NewTypeObject can't handle type: " + t.String()))
	}
}

// isSent reports whether a struct's field takes part: it is exported and neither a channel nor a function.
func isSent(f *reflect.StructField) bool {
	if !f.IsExported() {
		return false
	}
	t := f.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() != reflect.Chan && t.Kind() != reflect.Func
}

// gobError carries an error through panic to the function that the user called.
type gobError struct{ err error }

func fail(err error) { panic(gobError{err}) }

func failf(format string, args ...any) { fail(fmt.Errorf("gob: "+format, args...)) }

// catch turns a gobError into an error.
func catch(err *error) {
	switch e := recover().(type) {
	case nil:
	case gobError:
		*err = e.err
	default:
		panic(e)
	}
}

// names of the types that interface values may hold.
var names struct {
	sync.RWMutex
	toType map[string]reflect.Type
	toName map[reflect.Type]string
}

// Register records the type of value under its name, so that it can travel in interfaces.
func Register(value any) {
	t := reflect.TypeOf(value)
	name := t.String()
	// A pointer to a named type, and a type of its own, are told apart by a star and by the path of the package.
	star := ""
	if t.Name() == "" && t.Kind() == reflect.Pointer && t.Elem().Name() != "" {
		star = "*"
		t = t.Elem()
	}
	if t.Name() != "" {
		if path := t.PkgPath(); path == "" {
			name = star + t.Name()
		} else {
			name = star + path + "." + t.Name()
		}
	}
	RegisterName(name, value)
}

// RegisterName is like Register, with a name of the caller's choice.
func RegisterName(name string, value any) {
	if name == "" {
		panic("attempt to register empty name")
	}
	t := reflect.TypeOf(value)
	base := userTypeOf(t).base
	names.Lock()
	defer names.Unlock()
	if old, ok := names.toType[name]; ok && old != t {
		panic(fmt.Sprintf("gob: registering duplicate types for %q: %s != %s", name, old, t))
	}
	if old, ok := names.toName[base]; ok && old != name {
		panic(fmt.Sprintf("gob: registering duplicate names for %s: %q != %q", base, old, name))
	}
	if names.toType == nil {
		names.toType = map[string]reflect.Type{}
		names.toName = map[reflect.Type]string{}
		registerBasics()
	}
	names.toType[name] = t
	names.toName[base] = name
}

// registerBasics records the types that need no registration.
func registerBasics() {
	for _, v := range []any{
		int(0), int8(0), int16(0), int32(0), int64(0), uint(0), uint8(0), uint16(0), uint32(0), uint64(0), float32(0), float64(0),
		complex64(0), complex128(0), uintptr(0), false, "", []byte(nil), []int(nil), []int8(nil), []int16(nil), []int32(nil),
		[]int64(nil), []uint(nil), []uint16(nil), []uint32(nil), []uint64(nil), []float32(nil), []float64(nil),
		[]complex64(nil), []complex128(nil), []uintptr(nil), []bool(nil), []string(nil),
	} {
		t := reflect.TypeOf(v)
		names.toType[t.String()] = t
		names.toName[t] = t.String()
	}
}

func nameOf(t reflect.Type) (string, bool) {
	names.RLock()
	defer names.RUnlock()
	if names.toType == nil {
		names.toType = map[string]reflect.Type{}
		names.toName = map[reflect.Type]string{}
		registerBasics()
	}
	name, ok := names.toName[t]
	return name, ok
}

func typeNamed(name string) (reflect.Type, bool) {
	nameOf(nil)
	names.RLock()
	defer names.RUnlock()
	t, ok := names.toType[name]
	return t, ok
}
