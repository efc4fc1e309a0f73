package gob

import (
	"encoding"
	"errors"
	"io"
	"math"
	"math/bits"
	"reflect"
	"sync"
)

// Encoder writes values to a stream.
type Encoder struct {
	mutex sync.Mutex
	w     io.Writer
	sent  map[typeId]bool
	// Types that check has seen.
	checked map[reflect.Type]bool
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder {
	return &Encoder{w: w, sent: map[typeId]bool{}, checked: map[reflect.Type]bool{}}
}

// Encode writes a value, and before it the descriptions of types that the receiver does not know yet.
func (enc *Encoder) Encode(e any) error { return enc.EncodeValue(reflect.ValueOf(e)) }

// EncodeValue is Encode for a value of package reflect.
func (enc *Encoder) EncodeValue(value reflect.Value) (err error) {
	if value.Kind() == reflect.Invalid {
		return errors.New("gob: cannot encode nil value")
	}
	if value.Kind() == reflect.Pointer && value.IsNil() {
		panic("gob: cannot encode nil pointer of type " + value.Type().String())
	}
	enc.mutex.Lock()
	defer enc.mutex.Unlock()
	defer catch(&err)
	t := value.Type()
	var b writer
	b.int(int64(enc.describeTo(&b, t)))
	enc.top(&b, value)
	enc.message(enc.w, &b)
	return nil
}

// message sends the length of what is collected, and that; b is empty afterwards.
func (enc *Encoder) message(w io.Writer, b *writer) {
	var whole writer
	whole.uint(uint64(len(*b)))
	whole = append(whole, *b...)
	*b = (*b)[:0]
	if _, err := w.Write(whole); err != nil {
		fail(err)
	}
}

// describeTo sends the description of a type, and of those it is made of, unless the receiver has it; the type's number. What
// stands in b already goes first, in the same message.
func (enc *Encoder) describeTo(b *writer, t reflect.Type) typeId {
	u := userTypeOf(t)
	name := u.base.Name()
	if u.enc != internal {
		name = t.Name()
	}
	id := wireOf(name, t)
	enc.sendType(b, t)
	return id
}

func (enc *Encoder) sendType(b *writer, t reflect.Type) {
	id := wireOf("", t)
	if id < idFirstUser || enc.sent[id] {
		return
	}
	registry.Lock()
	u := userTypeOf(t)
	w := registry.byId[id]
	if u.enc != internal {
		// What writes itself is described by what the user has: for a pointer that is a type of its own, without a name.
		w = register(t.Name(), t, u)
	}
	registry.Unlock()
	b.int(int64(-id))
	b.wireType(w)
	enc.message(enc.w, b)
	enc.sent[id] = true
	switch w.shape {
	case mapShape:
		enc.sendType(b, u.base.Key())
		enc.sendType(b, u.base.Elem())
	case arrayShape, sliceShape:
		enc.sendType(b, u.base.Elem())
	case structShape:
		for i := range u.base.NumField() {
			if f := u.base.Field(i); isSent(&f) {
				enc.sendType(b, f.Type)
			}
		}
	}
}

// writer collects bytes.
type writer []byte

func (b *writer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}

func (b *writer) uint(x uint64) {
	if x < 128 {
		*b = append(*b, byte(x))
		return
	}
	n := (bits.Len64(x) + 7) / 8
	*b = append(*b, byte(-n))
	for n--; n >= 0; n-- {
		*b = append(*b, byte(x>>(8*n)))
	}
}

func (b *writer) int(x int64) {
	u := uint64(x) << 1
	if x < 0 {
		u = ^u
	}
	b.uint(u)
}

func (b *writer) float(f float64) { b.uint(bits.ReverseBytes64(math.Float64bits(f))) }

func (b *writer) string(s string) {
	b.uint(uint64(len(s)))
	*b = append(*b, s...)
}

// field writes how far a field's number is from the last one's.
func (b *writer) field(last *int, n int) {
	b.uint(uint64(n - *last))
	*last = n
}

func (b *writer) wireType(t *wireType) {
	b.uint(uint64(t.shape))
	// The first field of the description is its CommonType.
	b.uint(1)
	last := -1
	if t.Name != "" {
		b.field(&last, 0)
		b.string(t.Name)
	}
	b.field(&last, 1)
	b.int(int64(t.Id))
	b.uint(0)
	last = 0
	number := func(n int, x int64) {
		if x != 0 {
			b.field(&last, n)
			b.int(x)
		}
	}
	switch t.shape {
	case arrayShape:
		number(1, int64(t.elem))
		number(2, int64(t.length))
	case sliceShape:
		number(1, int64(t.elem))
	case mapShape:
		number(1, int64(t.key))
		number(2, int64(t.elem))
	case structShape:
		if len(t.fields) > 0 {
			b.field(&last, 1)
			b.uint(uint64(len(t.fields)))
		}
		for _, f := range t.fields {
			at := -1
			if f.name != "" {
				b.field(&at, 0)
				b.string(f.name)
			}
			b.field(&at, 1)
			b.int(int64(f.id))
			b.uint(0)
		}
	}
	b.uint(0)
	b.uint(0)
}

// top writes a value as the whole of a message or of an interface: one that is no struct has a zero before it.
func (enc *Encoder) top(b *writer, v reflect.Value) {
	u := userTypeOf(v.Type())
	if u.enc == internal {
		for v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		enc.check(v.Type())
		if v.Kind() == reflect.Struct {
			enc.structure(b, v)
			return
		}
	}
	last := 0
	enc.value(b, v, &last, 0, true)
}

// check finds structs without anything to send inside a type.
func (enc *Encoder) check(t reflect.Type) {
	u := userTypeOf(t)
	if u.enc != internal || enc.checked[u.base] {
		return
	}
	switch t = u.base; t.Kind() {
	case reflect.Array, reflect.Slice, reflect.Map, reflect.Struct:
	default:
		return
	}
	enc.checked[t] = true
	defer func() {
		if e := recover(); e != nil {
			delete(enc.checked, t)
			panic(e)
		}
	}()
	switch t.Kind() {
	case reflect.Map:
		enc.check(t.Key())
		enc.check(t.Elem())
	case reflect.Struct:
		sent := t.NumField() == 0
		for i := range t.NumField() {
			if f := t.Field(i); isSent(&f) {
				sent = true
				enc.check(f.Type)
			}
		}
		if !sent {
			failf("type %s has no exported fields", t)
		}
	default:
		enc.check(t.Elem())
	}
}

func (enc *Encoder) structure(b *writer, v reflect.Value) {
	t := v.Type()
	last := -1
	n := 0
	for i := range t.NumField() {
		f := t.Field(i)
		if !isSent(&f) {
			continue
		}
		enc.value(b, v.Field(i), &last, n, false)
		n++
	}
	b.uint(0)
}

// element writes an element of an array or slice, or (with what for the message) of a map.
func (enc *Encoder) element(b *writer, v reflect.Value, what string) {
	// What has a method of its own decides about nil.
	if u := userTypeOf(v.Type()); u.enc == internal || u.encDepth != 0 {
		for p, depth := v, 0; p.Kind() == reflect.Pointer && (u.enc == internal || depth <= u.encDepth); depth++ {
			if p.IsNil() {
				failf("%s: nil element", what)
			}
			p = p.Elem()
		}
	}
	enc.value(b, v, nil, 0, true)
}

// value writes a value behind its field number; zero says that it is written even if it is zero. Elements (last is nil) have no
// number.
func (enc *Encoder) value(b *writer, v reflect.Value, last *int, n int, zero bool) {
	u := userTypeOf(v.Type())
	if u.enc != internal {
		enc.external(b, v, u, last, n, zero)
		return
	}
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	field := func() {
		if last != nil {
			b.field(last, n)
		}
	}
	switch v.Kind() {
	case reflect.Bool:
		if x := v.Bool(); x || zero {
			field()
			if x {
				b.uint(1)
			} else {
				b.uint(0)
			}
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if x := v.Int(); x != 0 || zero {
			field()
			b.int(x)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if x := v.Uint(); x != 0 || zero {
			field()
			b.uint(x)
		}
	case reflect.Float32, reflect.Float64:
		if x := v.Float(); x != 0 || zero {
			field()
			b.float(x)
		}
	case reflect.Complex64, reflect.Complex128:
		if x := v.Complex(); x != 0 || zero {
			field()
			b.float(real(x))
			b.float(imag(x))
		}
	case reflect.String:
		if x := v.String(); x != "" || zero {
			field()
			b.string(x)
		}
	case reflect.Slice:
		if v.Len() == 0 && !zero {
			return
		}
		field()
		b.uint(uint64(v.Len()))
		if v.Type().Elem().Kind() == reflect.Uint8 {
			*b = append(*b, v.Bytes()...)
			return
		}
		for i := range v.Len() {
			enc.element(b, v.Index(i), "encodeArray")
		}
	case reflect.Array:
		field()
		b.uint(uint64(v.Len()))
		for i := range v.Len() {
			enc.element(b, v.Index(i), "encodeArray")
		}
	case reflect.Map:
		if v.IsNil() && !zero {
			return
		}
		field()
		b.uint(uint64(v.Len()))
		for key, elem := range v.Seq2() {
			enc.element(b, key, "encodeReflectValue")
			enc.element(b, elem, "encodeReflectValue")
		}
	case reflect.Struct:
		field()
		enc.structure(b, v)
	case reflect.Interface:
		if !zero && (!v.IsValid() || v.IsNil()) {
			return
		}
		field()
		enc.iface(b, v)
	default:
		failf("type not supported: %s", v.Type())
	}
}

// external writes a value that writes itself.
func (enc *Encoder) external(b *writer, v reflect.Value, u *userType, last *int, n int, zero bool) {
	for range u.encDepth {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	if u.encDepth < 0 {
		if !v.CanAddr() {
			failf("unaddressable value of type %s", reflect.PointerTo(v.Type()))
		}
		v = v.Addr()
	} else if u.encDepth > 0 && v.Kind() == reflect.Pointer && v.IsNil() {
		return
	}
	if !zero && v.IsZero() {
		return
	}
	var data []byte
	var err error
	if u.enc == byGob {
		data, err = v.Interface().(GobEncoder).GobEncode()
	} else {
		data, err = v.Interface().(encoding.BinaryMarshaler).MarshalBinary()
	}
	if err != nil {
		fail(err)
	}
	if last != nil {
		b.field(last, n)
	}
	b.uint(uint64(len(data)))
	*b = append(*b, data...)
}

// iface writes an interface value: the name of its type, the type's number, the length of the value, the value.
func (enc *Encoder) iface(b *writer, v reflect.Value) {
	elem := v.Elem()
	if elem.Kind() == reflect.Pointer && elem.IsNil() {
		fail(errors.New("gob: cannot encode nil pointer of type " + elem.Type().String() + " inside interface"))
	}
	if v.IsNil() {
		b.uint(0)
		return
	}
	base := userTypeOf(elem.Type()).base
	name, ok := nameOf(base)
	if !ok {
		failf("type not registered for interface: %s", base)
	}
	b.string(name)
	b.int(int64(enc.describeTo(b, elem.Type())))
	// Descriptions of types inside the value go before its length.
	outer := enc.w
	enc.w = b
	var body writer
	enc.top(&body, elem)
	enc.w = outer
	enc.message(b, &body)
}
