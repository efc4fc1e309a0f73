package gob

import (
	"bufio"
	"encoding"
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"reflect"
	"strings"
	"sync"
)

// maxMessage bounds the length of a message.
const maxMessage = 1 << 30

// maxSlice bounds the bytes of a slice.
const maxSlice = 1 << 33

var (
	errBadUint  = errors.New("gob: encoded unsigned integer out of range")
	errBadType  = errors.New("gob: unknown type id or corrupted data")
	errBadField = errors.New("gob: bad data: field numbers out of bounds")
	errBadCount = errors.New("invalid message length")
)

// Decoder reads values from a stream.
type Decoder struct {
	mutex sync.Mutex
	r     io.Reader
	buf   []byte
	wires map[typeId]*wireType
	plans map[planKey]*plan
	// Types whose plans are made.
	prepared map[planKey]bool
	err      error
}

// NewDecoder returns a decoder that reads r; it may read more than it needs unless r is an io.ByteReader.
func NewDecoder(r io.Reader) *Decoder {
	if _, ok := r.(io.ByteReader); !ok {
		r = bufio.NewReader(r)
	}
	return &Decoder{r: r, wires: map[typeId]*wireType{}, plans: map[planKey]*plan{}, prepared: map[planKey]bool{}}
}

// Decode reads the next value into what e points to; nil skips it.
func (dec *Decoder) Decode(e any) error {
	if e == nil {
		return dec.DecodeValue(reflect.Value{})
	}
	v := reflect.ValueOf(e)
	if v.Type().Kind() != reflect.Pointer {
		dec.err = errors.New("gob: attempt to decode into a non-pointer")
		return dec.err
	}
	return dec.DecodeValue(v)
}

// DecodeValue is Decode for a value of package reflect; the zero Value skips.
func (dec *Decoder) DecodeValue(v reflect.Value) error {
	if v.IsValid() {
		if v.Kind() == reflect.Pointer && !v.IsNil() {
			// Decoded through the pointer.
		} else if !v.CanSet() {
			return errors.New("gob: DecodeValue of unassignable value")
		}
	}
	dec.mutex.Lock()
	defer dec.mutex.Unlock()
	dec.buf = nil
	dec.err = nil
	id := dec.run(func() typeId { return dec.typeSequence(false) })
	if dec.err == nil {
		dec.run(func() typeId { dec.top(id, v); return 0 })
	}
	return dec.err
}

// run calls f and keeps the error it fails with.
func (dec *Decoder) run(f func() typeId) typeId {
	defer catch(&dec.err)
	return f()
}

// ---- the stream

// message reads the next message; the stream may end before the first one of a value only.
func (dec *Decoder) message(first bool) {
	n, err := readUint(dec.r)
	if err == io.EOF && !first {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		fail(err)
	}
	if n >= maxMessage {
		fail(errBadCount)
	}
	dec.buf = make([]byte, n)
	if _, err := io.ReadFull(dec.r, dec.buf); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		fail(err)
	}
}

func readUint(r io.Reader) (uint64, error) {
	var b [8]byte
	if _, err := io.ReadFull(r, b[:1]); err != nil {
		return 0, err
	}
	if b[0] < 128 {
		return uint64(b[0]), nil
	}
	n := -int(int8(b[0]))
	if n > 8 {
		return 0, errBadUint
	}
	if _, err := io.ReadFull(r, b[:n]); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return 0, err
	}
	x := uint64(0)
	for _, c := range b[:n] {
		x = x<<8 | uint64(c)
	}
	return x, nil
}

func (dec *Decoder) bytes(n int) []byte {
	if n > len(dec.buf) {
		if len(dec.buf) == 0 {
			fail(io.EOF)
		}
		fail(io.ErrUnexpectedEOF)
	}
	b := dec.buf[:n]
	dec.buf = dec.buf[n:]
	return b
}

func (dec *Decoder) uint() uint64 {
	first := dec.bytes(1)[0]
	if first < 128 {
		return uint64(first)
	}
	n := -int(int8(first))
	if n > 8 {
		fail(errBadUint)
	}
	x := uint64(0)
	for _, c := range dec.bytes(n) {
		x = x<<8 | uint64(c)
	}
	return x
}

func (dec *Decoder) int() int64 {
	u := dec.uint()
	if u&1 != 0 {
		return ^int64(u >> 1)
	}
	return int64(u >> 1)
}

func (dec *Decoder) float() float64 { return math.Float64frombits(bits.ReverseBytes64(dec.uint())) }

// length reads how many bytes follow.
func (dec *Decoder) length() int {
	n := dec.uint()
	if n > uint64(len(dec.buf)) {
		failf("bad data: length %d exceeds input size (%d bytes)", n, len(dec.buf))
	}
	return int(n)
}

// typeSequence reads descriptions of types until a value's type comes.
func (dec *Decoder) typeSequence(inInterface bool) typeId {
	for first := true; ; first = false {
		if len(dec.buf) == 0 {
			dec.message(first)
		}
		id := typeId(dec.int())
		if id >= 0 {
			return id
		}
		dec.receive(-id)
		if len(dec.buf) > 0 {
			if !inInterface {
				fail(errors.New("extra data in buffer"))
			}
			// The length of what follows.
			dec.uint()
		}
	}
}

// receive reads the description of a type.
func (dec *Decoder) receive(id typeId) {
	if id < idFirstUser || dec.wires[id] != nil {
		failf("duplicate type received")
	}
	w := &wireType{}
	dec.fields(func(n int) {
		if n > int(textShape)-1 {
			fail(errBadField)
		}
		w.shape = shape(n + 1)
		dec.fields(func(n int) {
			switch {
			case n == 0:
				dec.fields(func(n int) {
					if n == 0 {
						w.Name = string(dec.bytes(dec.length()))
					} else {
						w.Id = typeId(dec.int())
					}
				})
			case w.shape == structShape:
				for range dec.length() {
					var f wireField
					dec.fields(func(n int) {
						if n == 0 {
							f.name = string(dec.bytes(dec.length()))
						} else {
							f.id = typeId(dec.int())
						}
					})
					w.fields = append(w.fields, f)
				}
			case w.shape == mapShape && n == 1:
				w.key = typeId(dec.int())
			case w.shape == arrayShape && n == 2:
				w.length = int(dec.int())
			default:
				w.elem = typeId(dec.int())
			}
		})
	})
	dec.wires[id] = w
}

// fields calls f with the number of every field of a struct that is there.
func (dec *Decoder) fields(f func(n int)) {
	last := -1
	for {
		delta := dec.uint()
		if delta == 0 {
			return
		}
		if delta > 1<<20 {
			fail(errBadField)
		}
		last += int(delta)
		f(last)
	}
}

// ---- plans

type planKey struct {
	id typeId
	t  reflect.Type
}

// plan says where the fields of a struct on the wire go.
type plan struct {
	// Per field on the wire: index of the field here, or -1.
	local  []int
	filled int
}

// top reads the value of a message.
func (dec *Decoder) top(id typeId, v reflect.Value) {
	if !v.IsValid() {
		dec.skipTop(id)
		return
	}
	u := userTypeOf(v.Type())
	if u.base.Kind() == reflect.Struct && u.dec == internal {
		p := dec.planFor(id, u.base)
		if w := dec.wires[id]; p.filled == 0 && u.base.NumField() > 0 && len(w.fields) > 0 {
			failf("type mismatch: no fields matched compiling decoder for %s", u.base.Name())
		}
		dec.structure(id, target(v))
		return
	}
	name := v.Type().String()
	if !dec.compatible(v.Type(), id, map[reflect.Type]typeId{}) {
		remote := dec.describe(id)
		if u.base.Kind() == reflect.Interface && id != idInterface {
			failf("local interface type %s can only be decoded from remote interface type; received concrete type %s", name, remote)
		}
		failf("decoding into local type %s, received remote type %s", name, remote)
	}
	dec.prepare(id, v.Type())
	if dec.uint() != 0 {
		failf("decode: corrupted data: non-zero delta for singleton")
	}
	dec.value(id, v, name)
}

// prepare makes the plans of the structs inside a type.
func (dec *Decoder) prepare(id typeId, t reflect.Type) {
	u := userTypeOf(t)
	if u.dec != internal {
		return
	}
	w := dec.wires[id]
	if w == nil {
		if u.base.Kind() == reflect.Struct {
			dec.planFor(id, u.base)
		}
		return
	}
	key := planKey{id, u.base}
	if dec.prepared[key] {
		return
	}
	dec.prepared[key] = true
	switch u.base.Kind() {
	case reflect.Struct:
		dec.planFor(id, u.base)
	case reflect.Array, reflect.Slice:
		dec.prepare(w.elem, u.base.Elem())
	case reflect.Map:
		dec.prepare(w.key, u.base.Key())
		dec.prepare(w.elem, u.base.Elem())
	}
}

func (dec *Decoder) planFor(id typeId, t reflect.Type) *plan {
	key := planKey{id, t}
	if p := dec.plans[key]; p != nil {
		return p
	}
	w := dec.wires[id]
	if w == nil && id >= idFirstUser {
		fail(errBadType)
	}
	if w == nil || w.shape != structShape {
		failf("type mismatch in decoder: want struct type %s; got non-struct", t)
	}
	p := &plan{local: make([]int, len(w.fields))}
	dec.plans[key] = p
	for i, f := range w.fields {
		p.local[i] = -1
		if f.name == "" {
			failf("empty name for remote field")
		}
		here, ok := t.FieldByName(f.name)
		if !ok || len(here.Index) != 1 || !isSent(&here) {
			continue
		}
		if !dec.compatible(here.Type, f.id, map[reflect.Type]typeId{}) {
			delete(dec.plans, key)
			failf("wrong type (%s) for received field %s.%s", here.Type, w.Name, f.name)
		}
		dec.prepare(f.id, here.Type)
		p.local[i] = here.Index[0]
		p.filled++
	}
	return p
}

// compatible reports whether values of the type on the wire can go into the type here.
func (dec *Decoder) compatible(t reflect.Type, id typeId, busy map[reflect.Type]typeId) bool {
	if other, ok := busy[t]; ok {
		return other == id
	}
	busy[t] = id
	u := userTypeOf(t)
	w := dec.wires[id]
	byItself := w != nil && w.shape >= gobShape
	if u.dec != internal || byItself {
		return byItself && (u.dec == byGob && w.shape == gobShape || u.dec == byBinary && w.shape == binaryShape)
	}
	switch b := u.base; b.Kind() {
	case reflect.Bool:
		return id == idBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return id == idInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return id == idUint
	case reflect.Float32, reflect.Float64:
		return id == idFloat
	case reflect.Complex64, reflect.Complex128:
		return id == idComplex
	case reflect.String:
		return id == idString
	case reflect.Interface:
		return id == idInterface
	case reflect.Array:
		return w != nil && w.shape == arrayShape && w.length == b.Len() && dec.compatible(b.Elem(), w.elem, busy)
	case reflect.Map:
		return w != nil && w.shape == mapShape && dec.compatible(b.Key(), w.key, busy) && dec.compatible(b.Elem(), w.elem, busy)
	case reflect.Slice:
		if b.Elem().Kind() == reflect.Uint8 {
			return id == idBytes
		}
		return w != nil && w.shape == sliceShape && dec.compatible(b.Elem(), w.elem, busy)
	case reflect.Struct:
		return true
	}
	return false
}

// describe names a type of the other side.
func (dec *Decoder) describe(id typeId) string {
	if id > 0 && int(id) < len(builtinNames) {
		return builtinNames[id]
	}
	// A number that this side gave out itself stands for its own type.
	registry.Lock()
	w := registry.byId[id]
	registry.Unlock()
	if w == nil {
		w = dec.wires[id]
	}
	if w == nil {
		return "unknown type"
	}
	text := ""
	switch w.shape {
	case arrayShape:
		text = fmt.Sprintf("[%d]%s", w.length, dec.describe(w.elem))
	case sliceShape:
		text = "[]" + dec.describe(w.elem)
	case mapShape:
		text = "map[" + dec.describe(w.key) + "]" + dec.describe(w.elem)
	case structShape:
		var b strings.Builder
		b.WriteString(w.Name + " = struct { ")
		for _, f := range w.fields {
			b.WriteString(f.name + " " + dec.describe(f.id) + "; ")
		}
		return b.String() + "}"
	}
	return text
}

// ---- values

// target follows pointers to a value that can be set, making what they lack.
func target(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	return v
}

func (dec *Decoder) structure(id typeId, v reflect.Value) {
	w := dec.wires[id]
	p := dec.planFor(id, v.Type())
	dec.fields(func(n int) {
		if n >= len(w.fields) {
			fail(errBadField)
		}
		if at := p.local[n]; at >= 0 {
			dec.value(w.fields[n].id, v.Field(at), v.Type().Field(at).Name)
		} else {
			dec.skip(w.fields[n].id)
		}
	})
}

func outOfRange(name string) { fail(errors.New(`value for "` + name + `" out of range`)) }

// value reads a value into v; name is for messages.
func (dec *Decoder) value(id typeId, v reflect.Value, name string) {
	u := userTypeOf(v.Type())
	if u.dec != internal {
		dec.external(v, u)
		return
	}
	v = target(v)
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(dec.uint() != 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		x := dec.int()
		if v.OverflowInt(x) {
			outOfRange(name)
		}
		v.SetInt(x)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		x := dec.uint()
		if v.OverflowUint(x) {
			outOfRange(name)
		}
		v.SetUint(x)
	case reflect.Float32, reflect.Float64:
		x := dec.float()
		if v.OverflowFloat(x) {
			outOfRange(name)
		}
		v.SetFloat(x)
	case reflect.Complex64, reflect.Complex128:
		re := dec.float()
		x := complex(re, dec.float())
		if v.OverflowComplex(x) {
			outOfRange(name)
		}
		v.SetComplex(x)
	case reflect.String:
		v.SetString(string(dec.bytes(dec.length())))
	case reflect.Slice:
		dec.slice(id, v, name)
	case reflect.Array:
		n := dec.uint()
		if n != uint64(v.Len()) {
			failf("length mismatch in decodeArray")
		}
		for i := range int(n) {
			dec.value(dec.wires[id].elem, v.Index(i), "element of "+name)
		}
	case reflect.Map:
		n := int(dec.uint())
		w := dec.wires[id]
		t := v.Type()
		if v.IsNil() {
			v.Set(reflect.MakeMapWithSize(t, max(0, min(n, len(dec.buf)))))
		}
		for range n {
			key := reflect.New(t.Key()).Elem()
			dec.value(w.key, key, "key of "+name)
			elem := reflect.New(t.Elem()).Elem()
			dec.value(w.elem, elem, "element of "+name)
			v.SetMapIndex(key, elem)
		}
	case reflect.Struct:
		dec.structure(id, v)
	case reflect.Interface:
		dec.iface(v)
	default:
		failf("decode can't handle type %s", v.Type())
	}
}

func (dec *Decoder) slice(id typeId, v reflect.Value, name string) {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		data := dec.bytes(dec.length())
		if v.Cap() < len(data) {
			v.Set(reflect.MakeSlice(v.Type(), len(data), len(data)))
		} else {
			v.SetLen(len(data))
		}
		copy(v.Bytes(), data)
		return
	}
	count := dec.uint()
	size := uint64(v.Type().Elem().Size())
	if count > math.MaxInt64 || size > 0 && count > maxSlice/size {
		failf("%s slice too big: %d elements of %d bytes", v.Type().Elem(), count, size)
	}
	n := int(count)
	// A wrong count is not to cost memory: what there is no room for grows with what comes.
	if v.IsNil() {
		v.Set(reflect.MakeSlice(v.Type(), 0, min(n, len(dec.buf))))
	}
	v.SetLen(min(n, v.Cap()))
	for i := range n {
		if len(dec.buf) == 0 {
			what := ""
			if t := v.Type().Elem(); t.PkgPath() == "" && t.Name() != "" && t.Kind() != reflect.Interface {
				what = t.Name() + " "
			}
			failf("decoding %sarray or slice: length exceeds input size (%d elements)", what, n)
		}
		if i == v.Len() {
			v.Grow(1)
			v.SetLen(min(n, v.Cap()))
		}
		dec.value(dec.wires[id].elem, v.Index(i), "element of "+name)
	}
}

func (dec *Decoder) external(v reflect.Value, u *userType) {
	for range u.decDepth {
		if v.Kind() == reflect.Pointer && v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if u.decDepth < 0 {
		v = v.Addr()
	} else if v.Kind() == reflect.Pointer && v.IsNil() {
		v.Set(reflect.New(v.Type().Elem()))
	}
	data := dec.bytes(dec.length())
	var err error
	if u.dec == byGob {
		err = v.Interface().(GobDecoder).GobDecode(data)
	} else {
		err = v.Interface().(encoding.BinaryUnmarshaler).UnmarshalBinary(data)
	}
	if err != nil {
		fail(err)
	}
}

func (dec *Decoder) iface(v reflect.Value) {
	n := dec.length()
	if n > 1024 {
		failf("name too long (%d bytes): %.20q...", n, dec.buf)
	}
	name := string(dec.bytes(n))
	if name == "" {
		v.SetZero()
		return
	}
	t, ok := typeNamed(name)
	if !ok {
		failf("name not registered for interface: %q", name)
	}
	id := dec.typeSequence(true)
	dec.uint()
	elem := reflect.New(t).Elem()
	dec.top(id, elem)
	if !t.AssignableTo(v.Type()) {
		failf("%s is not assignable to type %s", t, v.Type())
	}
	v.Set(elem)
}

// skipTop passes the value of a message.
func (dec *Decoder) skipTop(id typeId) {
	if w := dec.wires[id]; w == nil || w.shape != structShape {
		if dec.uint() != 0 {
			failf("decode: corrupted data: non-zero delta for singleton")
		}
	}
	dec.skip(id)
}

// skip passes a value that nobody wants.
func (dec *Decoder) skip(id typeId) {
	switch id {
	case idBool, idInt, idUint, idFloat:
		dec.uint()
		return
	case idComplex:
		dec.uint()
		dec.uint()
		return
	case idString, idBytes:
		dec.bytes(dec.length())
		return
	case idInterface:
		if n := dec.length(); n > 0 {
			dec.bytes(n)
			dec.typeSequence(true)
			dec.bytes(dec.length())
		}
		return
	}
	w := dec.wires[id]
	if w == nil {
		fail(errBadType)
	}
	switch w.shape {
	case arrayShape, sliceShape:
		n := int(dec.uint())
		for range n {
			if len(dec.buf) == 0 {
				failf("decoding array or slice: length exceeds input size (%d elements)", n)
			}
			dec.skip(w.elem)
		}
	case mapShape:
		for range int(dec.uint()) {
			dec.skip(w.key)
			dec.skip(w.elem)
		}
	case structShape:
		dec.fields(func(n int) {
			if n >= len(w.fields) {
				fail(errBadField)
			}
			dec.skip(w.fields[n].id)
		})
	default:
		dec.bytes(dec.length())
	}
}
