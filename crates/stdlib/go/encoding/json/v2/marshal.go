// Package json: version 2 of the meaning of JSON as Go values. Text is jsontext's business.
package json

import (
	"cmp"
	"encoding"
	"encoding/base64"
	jsonv1 "encoding/json"
	"encoding/json/internal"
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
	"encoding/json/jsontext"
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"
)

// A Marshaler turns itself into JSON.
type Marshaler = jsonv1.Marshaler

// A MarshalerTo writes itself as JSON.
type MarshalerTo interface {
	MarshalJSONTo(*jsontext.Encoder) error
}

// encodePlain is Marshal without options, for values and types that need nothing of this package: no methods, no options of
// fields that version 1 has not, no errors. It declines the others.
func encodePlain(v any) (out []byte, ok bool)

// Marshal returns in as JSON.
func Marshal(in any, opts ...Options) (out []byte, err error) {
	if len(opts) == 0 {
		if out, ok := encodePlain(in); ok {
			return out, nil
		}
	}
	var s jsonopts.Struct
	s.Join(opts...)
	if wholeV1(&s) && internal.Legacy.Whole != nil {
		return internal.Legacy.Whole(in)
	}
	s.Flags.Set(jsonflags.OmitTopLevelNewline | 1)
	m := encoderOf(text.Encoder(&s))
	err = m.root(in)
	if err != nil && legacy(&m.opts.Flags) {
		return nil, m.legacyError(err)
	}
	return m.s.Bytes(), err
}

// wholeV1 reports whether the options are those of version 1.
func wholeV1(s *jsonopts.Struct) bool {
	return s.Flags.Values == uint64(jsonflags.DefaultV1) && s.Flags.Presence&^uint64(jsonflags.DefaultV1) == 0
}

// MarshalWrite writes in as JSON.
func MarshalWrite(out io.Writer, in any, opts ...Options) (err error) {
	var s jsonopts.Struct
	s.Join(opts...)
	s.Flags.Set(jsonflags.OmitTopLevelNewline | 1)
	m := encoderOf(jsontext.NewEncoder(out, &s))
	err = m.root(in)
	if err != nil && legacy(&s.Flags) {
		return m.legacyError(err)
	}
	return err
}

// MarshalEncode writes in to an encoder.
func MarshalEncode(out *jsontext.Encoder, in any, opts ...Options) (err error) {
	m := encoderOf(out)
	if len(opts) > 0 {
		before := *m.opts
		m.opts.Join(opts...)
		m.s.Refresh()
		defer func() {
			*m.opts = before
			m.s.Refresh()
		}()
	}
	err = m.root(in)
	if err != nil && legacy(&m.opts.Flags) {
		return m.legacyError(err)
	}
	return err
}

// An encoder writes values.
type encoder struct {
	e    *jsontext.Encoder
	s    encoderState
	opts *jsonopts.Struct
	// seen are references that are being written, once it is deep.
	seen map[reference]bool
}

type reference struct {
	t   reflect.Type
	p   uintptr
	len int
}

// watchFrom is how deep references are watched for cycles.
const watchFrom = 1000

func (m *encoder) place() place {
	depth := m.s.Depth()
	_, n := m.e.StackIndex(depth)
	return place{depth, n}
}

// legacyError is err as version 1 has it.
func (m *encoder) legacyError(err error) error {
	f := internal.Legacy.Marshal
	if e, ok := err.(*SemanticError); ok && f != nil && e.action == "marshal" {
		return f(e.GoType, e.Err)
	}
	return err
}

// root writes a value that is the argument of a call.
func (m *encoder) root(in any) error {
	v := reflect.ValueOf(in)
	if !v.IsValid() {
		return m.s.WriteToken(jsontext.Null)
	}
	forced := v.Kind() != reflect.Pointer
	if !forced && v.IsNil() || !v.CanAddr() {
		v = addressable(v)
	}
	return m.value(v, true)
}

// addressable returns a copy of v that has an address.
func addressable(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	return c
}

func implementsAny(t reflect.Type, list ...reflect.Type) bool {
	for _, i := range list {
		if t.Implements(i) || t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(i) {
			return true
		}
	}
	return false
}

var (
	marshalerToType   = reflect.TypeFor[MarshalerTo]()
	marshalerType     = reflect.TypeFor[Marshaler]()
	textAppenderType  = reflect.TypeFor[encoding.TextAppender]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()

	unmarshalerFromType = reflect.TypeFor[UnmarshalerFrom]()
	unmarshalerType     = reflect.TypeFor[Unmarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()

	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
	anyType      = reflect.TypeFor[any]()
	byteType     = reflect.TypeFor[byte]()

	allMethodTypes = []reflect.Type{marshalerToType, marshalerType, textAppenderType, textMarshalerType,
		unmarshalerFromType, unmarshalerType, textUnmarshalerType}
)

// A receiver says on what a method is called.
type receiver byte

const (
	onNothing receiver = iota
	onValue
	onPointer
)

// A typeInfo is what is known of a type.
type typeInfo struct {
	to, json, appender, text receiver
	from, unjson, untext     receiver
	special                  byte
	once                     sync.Once
	fields                   *structInfo
}

// Types that have forms of their own.
const (
	isTime = 1 + iota
	isDuration
	isRaw
)

func (i *typeInfo) structure(t reflect.Type) *structInfo {
	if i.fields == nil {
		i.fields = newStruct(t)
	}
	return i.fields
}

var types sync.Map // from reflect.Type to *typeInfo

func infoOf(t reflect.Type) *typeInfo {
	if i, ok := types.Load(t); ok {
		return i.(*typeInfo)
	}
	i := new(typeInfo)
	switch t {
	case timeType:
		i.special = isTime
	case durationType:
		i.special = isDuration
	case valueType:
		i.special = isRaw
	default:
		if k := t.Kind(); k != reflect.Pointer || t.Name() != "" {
			pointer := reflect.PointerTo(t)
			on := func(method reflect.Type) receiver {
				switch {
				case t.Implements(method):
					return onValue
				case k != reflect.Interface && pointer.Implements(method):
					return onPointer
				}
				return onNothing
			}
			i.to, i.json, i.appender, i.text = on(marshalerToType), on(marshalerType), on(textAppenderType), on(textMarshalerType)
			i.from, i.unjson, i.untext = on(unmarshalerFromType), on(unmarshalerType), on(textUnmarshalerType)
		}
	}
	got, _ := types.LoadOrStore(t, i)
	return got.(*typeInfo)
}

// value writes v, which is addressable. forced says that it was copied to be so.
func (m *encoder) value(v reflect.Value, forced bool) error {
	flags := &m.opts.Flags
	if ms, _ := m.opts.Marshalers.(*Marshalers); ms != nil {
		for i := range ms.list {
			f := &ms.list[i]
			if arg, ok := applies(f.t, v); ok {
				if err := f.fn(m, arg); err != errors.ErrUnsupported {
					return err
				}
			}
		}
	}
	t := v.Type()
	info := infoOf(t)
	if done, err := m.methods(v, t, info, forced); done {
		return err
	}
	if flags.Get(jsonflags.StringTag) {
		if !flags.Get(jsonflags.StringifyWithLegacySemantics) && !hasNumber(t) && !legacy(flags) {
			return m.marshalError(t, errStringTag)
		}
		switch t.Kind() {
		case reflect.Array, reflect.Slice, reflect.Struct, reflect.Map:
			const both = uint64(jsonflags.StringTag | jsonflags.StringifyNumbers)
			before := flags.Values & both
			flags.Values &^= both
			err := m.kind(v, t, info, forced)
			flags.Values = flags.Values&^both | before
			return err
		}
	}
	return m.kind(v, t, info, forced)
}

var errStringTag = errors.New("invalid use of `string` tag option")

// hasNumber reports whether values of t are numbers, or lead to something that may be one.
func hasNumber(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer:
		return true
	case reflect.Bool, reflect.String:
		return false
	}
	return stringifies(t)
}

// methods writes v by a method of its type, if there is one.
func (m *encoder) methods(v reflect.Value, t reflect.Type, info *typeInfo, forced bool) (done bool, err error) {
	if info.to|info.json|info.appender|info.text == onNothing {
		return false, nil
	}
	flags := &m.opts.Flags
	old := flags.Get(jsonflags.CallMethodsWithLegacySemantics)
	if t.Kind() == reflect.Interface {
		if !old || v.IsNil() || v.Elem().Kind() != reflect.Pointer || !v.Elem().IsNil() {
			return false, nil
		}
	}
	if t.Kind() == reflect.Pointer && v.IsNil() {
		return false, nil
	}
	usable := func(r receiver) bool { return r == onValue || r == onPointer && !(old && forced) }
	recv := func(r receiver) any {
		if r == onValue && t.Kind() == reflect.Interface {
			return v.Interface()
		}
		return v.Addr().Interface()
	}
	name := m.s.NeedsName()
	if usable(info.to) {
		x := recv(info.to).(MarshalerTo)
		err := m.call(t, func() error { return x.MarshalJSONTo(m.e) })
		if err != errors.ErrUnsupported {
			return true, err
		}
	}
	at := m.place()
	if usable(info.json) && !(old && name) {
		b, err := recv(info.json).(Marshaler).MarshalJSON()
		if err == nil {
			err = m.s.WriteValue(b)
		} else if errors.Is(err, errors.ErrUnsupported) {
			err = errors.New("MarshalJSON method may not return errors.ErrUnsupported")
		}
		if err != nil {
			return true, m.methodFailed(at, t, err, "MarshalJSON")
		}
		return true, nil
	}
	var b []byte
	method := ""
	switch {
	case usable(info.appender):
		method = "AppendText"
		b, err = recv(info.appender).(encoding.TextAppender).AppendText(nil)
	case usable(info.text):
		method = "MarshalText"
		b, err = recv(info.text).(encoding.TextMarshaler).MarshalText()
	default:
		return false, nil
	}
	if err == nil {
		err = m.s.WriteString(string(b))
	} else if errors.Is(err, errors.ErrUnsupported) {
		err = errors.New(method + " method may not return errors.ErrUnsupported")
	}
	if err != nil {
		return true, m.methodFailed(at, t, err, method)
	}
	return true, nil
}

// methodType is the type that version 1 names for a method of t.
func methodType(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t
	}
	return reflect.PointerTo(t)
}

// methodFailed is the error of a method.
func (m *encoder) methodFailed(at place, t reflect.Type, err error, name string) error {
	if legacy(&m.opts.Flags) && internal.Legacy.MarshalerError != nil {
		return internal.Legacy.MarshalerError(methodType(t), err, name)
	}
	if text.IsIOError(err) {
		return err
	}
	return m.methodError(at, t, err)
}

func (m *encoder) quotesNumber() bool {
	return m.opts.Flags.Get(jsonflags.StringifyNumbers) || m.s.NeedsName()
}

// number writes a number's text.
func (m *encoder) number(b []byte) error {
	if m.quotesNumber() {
		return m.s.WriteString(string(b))
	}
	return m.s.WriteRaw(jsontext.KindNumber, b)
}

// quotesOthers reports whether the tag "string" makes strings of everything.
func (m *encoder) quotesOthers() bool {
	flags := &m.opts.Flags
	return flags.Get(jsonflags.StringTag) && flags.Get(jsonflags.StringifyWithLegacySemantics)
}

// kind writes v by the kind of its type.
func (m *encoder) kind(v reflect.Value, t reflect.Type, info *typeInfo, forced bool) error {
	flags := &m.opts.Flags
	var scratch [32]byte
	switch info.special {
	case isTime:
		return m.time(v, t)
	case isDuration:
		if !flags.Get(jsonflags.FormatDurationAsNano) {
			return m.marshalError(t, errNoRepresentation)
		}
	case isRaw:
		raw := v.Bytes()
		if v.IsNil() {
			raw = []byte("null")
		}
		at := m.place()
		if err := m.s.WriteValue(raw); err != nil {
			return m.methodFailed(at, t, err, "MarshalJSON")
		}
		return nil
	}
	switch t.Kind() {
	case reflect.Bool:
		if m.quotesOthers() {
			return m.s.WriteString(strconv.FormatBool(v.Bool()))
		}
		if m.s.NeedsName() {
			return m.nameError()
		}
		return m.s.WriteToken(jsontext.Bool(v.Bool()))
	case reflect.String:
		s := v.String()
		if m.quotesOthers() {
			b, err := jsontext.AppendQuote(nil, s)
			if err != nil && !flags.Get(jsonflags.AllowInvalidUTF8) {
				return m.marshalError(t, err)
			}
			s = string(b)
		}
		return m.s.WriteString(s)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return m.number(strconv.AppendInt(scratch[:0], v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return m.number(strconv.AppendUint(scratch[:0], v.Uint(), 10))
	case reflect.Float32, reflect.Float64:
		f := v.Float()
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return m.marshalError(t, errors.New(internal.Unsupported+strconv.FormatFloat(f, 'g', -1, 64)))
		}
		return m.number(jsontext.AppendFloat(scratch[:0], f, t.Bits()))
	case reflect.Interface:
		if v.IsNil() {
			return m.null(t)
		}
		return m.value(addressable(v.Elem()), true)
	case reflect.Pointer:
		if v.IsNil() {
			return m.null(t)
		}
		leave, err := m.enter(t, v.Pointer(), 0)
		if err != nil {
			return err
		}
		defer leave()
		return m.value(v.Elem(), false)
	case reflect.Slice, reflect.Array:
		return m.list(v, t, forced)
	case reflect.Map:
		return m.object(v, t)
	case reflect.Struct:
		return m.structure(v, t, info, forced)
	}
	return m.marshalError(t, nil)
}

func (m *encoder) null(t reflect.Type) error {
	if m.s.NeedsName() {
		if m.opts.Flags.Get(jsonflags.CallMethodsWithLegacySemantics) && implementsAny(t, textMarshalerType, marshalerToType, textAppenderType) {
			return m.s.WriteString("")
		}
		return m.nameError()
	}
	return m.s.WriteToken(jsontext.Null)
}

// nameError is the error of a value that stands where a name must.
func (m *encoder) nameError() error {
	return m.s.WriteToken(jsontext.Null)
}

// enter watches a reference for cycles.
func (m *encoder) enter(t reflect.Type, p uintptr, n int) (leave func(), err error) {
	if m.s.Depth() < watchFrom {
		return func() {}, nil
	}
	r := reference{t, p, n}
	if m.seen[r] {
		return nil, m.marshalError(t, internal.ErrCycle)
	}
	if m.seen == nil {
		m.seen = map[reference]bool{}
	}
	m.seen[r] = true
	return func() { delete(m.seen, r) }, nil
}

// isBytes reports whether values of t are base 64.
func isBytes(t reflect.Type, flags *jsonflags.Flags, marshal bool) bool {
	if k := t.Kind(); k != reflect.Slice && k != reflect.Array {
		return false
	}
	e := t.Elem()
	if e.Kind() != reflect.Uint8 {
		return false
	}
	if t.Kind() == reflect.Array && flags.Get(jsonflags.FormatByteArrayAsArray) {
		return false
	}
	if e == byteType {
		return true
	}
	if t.Kind() == reflect.Slice && flags.Get(jsonflags.FormatBytesWithLegacySemantics) {
		return !marshal || !implementsAny(e, marshalerToType, marshalerType, textAppenderType, textMarshalerType)
	}
	return false
}

func (m *encoder) list(v reflect.Value, t reflect.Type, forced bool) error {
	flags := &m.opts.Flags
	slice := t.Kind() == reflect.Slice
	if isBytes(t, flags, true) {
		if slice && v.IsNil() && flags.Get(jsonflags.FormatNilSliceAsNull) {
			return m.null(t)
		}
		return m.s.WriteString(base64.StdEncoding.EncodeToString(v.Bytes()))
	}
	if m.s.NeedsName() {
		return m.nameError()
	}
	n := v.Len()
	if slice {
		if v.IsNil() && flags.Get(jsonflags.FormatNilSliceAsNull) {
			return m.s.WriteToken(jsontext.Null)
		}
		if n > 0 {
			leave, err := m.enter(t, v.Pointer(), n)
			if err != nil {
				return err
			}
			defer leave()
		}
	}
	if err := m.s.WriteToken(jsontext.BeginArray); err != nil {
		return err
	}
	for i := range n {
		if err := m.value(v.Index(i), forced && !slice); err != nil {
			return err
		}
	}
	return m.s.WriteToken(jsontext.EndArray)
}

func (m *encoder) object(v reflect.Value, t reflect.Type) error {
	flags := &m.opts.Flags
	if m.s.NeedsName() {
		return m.nameError()
	}
	if v.IsNil() && flags.Get(jsonflags.FormatNilMapAsNull) {
		return m.s.WriteToken(jsontext.Null)
	}
	if v.Len() > 0 {
		leave, err := m.enter(t, v.Pointer(), 0)
		if err != nil {
			return err
		}
		defer leave()
	}
	if err := m.s.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	if v.Len() > 0 {
		if err := m.entries(v, t, nil); err != nil {
			return err
		}
	}
	return m.s.WriteToken(jsontext.EndObject)
}

// entries writes the entries of a map. If it is an embedded fallback, owner is the struct.
func (m *encoder) entries(v reflect.Value, t reflect.Type, owner *structInfo) error {
	flags := &m.opts.Flags
	plain := t.Key().Kind() == reflect.String && infoOf(t.Key()).to|infoOf(t.Key()).json|infoOf(t.Key()).appender|infoOf(t.Key()).text == 0 && m.opts.Marshalers == nil
	if plain && owner == nil && !flags.Get(jsonflags.AllowInvalidUTF8) {
		m.s.Loose()
	}
	write := func(k, e reflect.Value) error {
		if plain {
			if err := m.s.WriteString(k.String()); err != nil {
				return err
			}
		} else if err := m.name(k); err != nil {
			return err
		}
		if owner != nil {
			if err := m.fallbackName(owner); err != nil {
				return err
			}
		}
		return m.value(addressable(e), true)
	}
	if !flags.Get(jsonflags.Deterministic) || v.Len() == 1 {
		for iter := v.MapRange(); iter.Next(); {
			if err := write(iter.Key(), iter.Value()); err != nil {
				return err
			}
		}
		return nil
	}
	type member struct {
		name string
		k, v reflect.Value
	}
	var members []member
	for iter := v.MapRange(); iter.Next(); {
		k := iter.Key()
		name := ""
		if plain {
			name = k.String()
		} else {
			// Written once to see what it is.
			mark := m.s.Mark()
			m.s.Hold(1)
			err := m.name(k)
			m.s.Hold(-1)
			if err != nil {
				return err
			}
			name = m.s.LastName()
			m.s.Rewind(mark)
		}
		members = append(members, member{name, k, iter.Value()})
	}
	slices.SortStableFunc(members, func(a, b member) int { return cmp.Compare(a.name, b.name) })
	for i := range members {
		if err := write(members[i].k, members[i].v); err != nil {
			return err
		}
	}
	return nil
}

// name writes a map's key.
func (m *encoder) name(k reflect.Value) error {
	err := m.value(addressable(k), true)
	if s, ok := err.(*jsontext.SyntacticError); ok && s.Err == jsontext.ErrNonStringName {
		return m.marshalError(k.Type(), err)
	}
	return err
}

func (m *encoder) time(v reflect.Value, t reflect.Type) error {
	x := v.Addr().Interface().(*time.Time)
	b, err := x.MarshalText()
	if err != nil {
		err = errors.New(trimTimeError(err.Error()))
		if legacy(&m.opts.Flags) && internal.Legacy.MarshalerError != nil {
			return internal.Legacy.MarshalerError(methodType(t), err, "MarshalJSON")
		}
		return m.marshalError(t, err)
	}
	return m.s.WriteString(string(b))
}

func trimTimeError(s string) string {
	const prefix = "Time.MarshalText: "
	if len(s) > len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):]
	}
	return s
}
