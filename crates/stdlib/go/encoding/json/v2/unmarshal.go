package json

import (
	"encoding"
	"encoding/base64"
	jsonv1 "encoding/json"
	"encoding/json/internal"
	"encoding/json/internal/jsonflags"
	"encoding/json/internal/jsonopts"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// An Unmarshaler is made from JSON.
type Unmarshaler = jsonv1.Unmarshaler

// An UnmarshalerFrom reads itself.
type UnmarshalerFrom interface {
	UnmarshalJSONFrom(*jsontext.Decoder) error
}

// decodePlain is Unmarshal without options into a zero value, for types like those of encodePlain and texts without errors. It
// declines the others and leaves the value alone.
func decodePlain(text []byte, v any, protos []any) bool

// protos tell decodePlain the types it makes values of.
var protos = []any{float64(0), "", false, map[string]any(nil), []any(nil)}

// Unmarshal reads one value into what out points to.
func Unmarshal(in []byte, out any, opts ...Options) (err error) {
	if len(opts) == 0 && decodePlain(in, out, protos) {
		return nil
	}
	var s jsonopts.Struct
	s.Join(opts...)
	if wholeV1(&s) && internal.Legacy.WholeUn != nil {
		return internal.Legacy.WholeUn(in, out)
	}
	d := text.Decoder(in, &s)
	return finish(decoderOf(d), out, true)
}

// UnmarshalRead reads one value, which is all there is, into what out points to.
func UnmarshalRead(in io.Reader, out any, opts ...Options) (err error) {
	d := jsontext.NewDecoder(in, opts...)
	return finish(decoderOf(d), out, true)
}

// UnmarshalDecode reads the next value into what out points to.
func UnmarshalDecode(in *jsontext.Decoder, out any, opts ...Options) (err error) {
	m := decoderOf(in)
	if len(opts) > 0 {
		before := *m.opts
		m.opts.Join(opts...)
		m.s.Refresh()
		defer func() {
			*m.opts = before
			m.s.Refresh()
		}()
	}
	return finish(m, out, false)
}

func finish(m *decoder, out any, last bool) error {
	err := m.root(out, last)
	if err == nil {
		err = m.first
	}
	f := internal.Legacy.Unmarshal
	if err == nil || !m.legacy() || f == nil {
		return err
	}
	var w internal.Mismatch
	switch e := err.(type) {
	case *SemanticError:
		if e.action != "unmarshal" {
			return err
		}
		w = internal.Mismatch{Kind: byte(e.JSONKind), Text: e.JSONValue, Type: e.GoType, Offset: e.ByteOffset, Pointer: string(e.JSONPointer), Err: e.Err}
		w.Unknown = e.Err == ErrUnknownName
		if t := reflect.TypeOf(out); t != nil && t.Kind() == reflect.Pointer {
			w.Root = t.Elem()
		}
	case *jsontext.SyntacticError:
		w = internal.Mismatch{Syntax: true, Offset: e.ByteOffset, Err: e.Err}
	default:
		return err
	}
	return f(&w)
}

// A decoder reads values.
type decoder struct {
	d    *jsontext.Decoder
	s    decoderState
	opts *jsonopts.Struct
	// first is the first mismatch, with the errors of version 1.
	first error
}

func (m *decoder) legacy() bool { return legacy(&m.opts.Flags) }

func (m *decoder) place() place {
	depth := m.d.StackDepth()
	_, n := m.d.StackIndex(depth)
	return place{depth, n}
}

func (m *decoder) root(out any, last bool) error {
	v := reflect.ValueOf(out)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		e := &SemanticError{action: "unmarshal", Err: internal.ErrNonNilReference}
		if v.IsValid() {
			e.GoType = v.Type()
		}
		return e
	}
	if last && m.legacy() {
		// Nothing is stored if the text is no value.
		if err := m.s.CheckAll(); err != nil {
			return err
		}
	}
	err := m.value(v.Elem())
	if err == io.EOF {
		if !last {
			return err
		}
		return m.s.EndError()
	}
	if err == nil && last {
		err = m.s.CheckEnd()
	}
	return err
}

// methodFailed is the error of a method that was given the value just read.
func (m *decoder) methodFailed(k jsontext.Kind, t reflect.Type, err error) error {
	if m.legacy() {
		return m.keep(err)
	}
	if s, ok := err.(*SemanticError); ok {
		if s.ByteOffset == 0 {
			s.ByteOffset = m.s.StartOffset()
		}
		if s.JSONPointer == "" {
			s.JSONPointer = m.s.LastPointer()
		}
		return s
	}
	return m.unmarshalError(k, nil, t, err)
}

// keep keeps an error for the end if those of version 1 are wanted, and lets the reading go on.
func (m *decoder) keep(err error) error {
	if !m.legacy() {
		return err
	}
	if m.first == nil {
		m.first = err
	}
	return nil
}

// mismatch is the error of the value just read, which does not fit t.
func (m *decoder) mismatch(k jsontext.Kind, raw []byte, t reflect.Type, err error) error {
	return m.keep(m.unmarshalError(k, raw, t, err))
}

// wrong goes over a value of a kind that t is not made from.
func (m *decoder) wrong(t reflect.Type) error {
	k := m.d.PeekKind()
	if k == 0 {
		_, err := m.d.ReadToken()
		return err
	}
	var err error
	if kind := t.Kind(); !m.legacy() && (kind == reflect.Struct && t != timeType || kind == reflect.Map || kind == reflect.Slice || kind == reflect.Array) && !isBytes(t, &m.opts.Flags, false) {
		_, err = m.s.ReadToken()
	} else {
		_, err = m.s.ReadValue()
	}
	if err != nil {
		return err
	}
	return m.mismatch(k, nil, t, nil)
}

// value reads the next value into v, which can be set.
func (m *decoder) value(v reflect.Value) error {
	if us, _ := m.opts.Unmarshalers.(*Unmarshalers); us != nil {
		for i := range us.list {
			f := &us.list[i]
			if arg, ok := applies(f.t, v); ok {
				if err := f.fn(m, arg); err != errors.ErrUnsupported {
					return err
				}
			}
		}
	}
	t := v.Type()
	info := infoOf(t)
	if info.from|info.unjson|info.untext != onNothing && t.Kind() != reflect.Interface {
		if done, err := m.methods(v, t, info); done {
			return err
		}
	}
	flags := &m.opts.Flags
	if flags.Get(jsonflags.StringTag) {
		if !flags.Get(jsonflags.StringifyWithLegacySemantics) && !hasNumber(t) && !m.legacy() {
			return m.nextError(0, t, errStringTag)
		}
		switch t.Kind() {
		case reflect.Array, reflect.Slice, reflect.Struct, reflect.Map:
			const both = uint64(jsonflags.StringTag | jsonflags.StringifyNumbers)
			before := flags.Values & both
			flags.Values &^= both
			err := m.kind(v, t, info)
			flags.Values = flags.Values&^both | before
			return err
		}
	}
	return m.kind(v, t, info)
}

func (m *decoder) methods(v reflect.Value, t reflect.Type, info *typeInfo) (done bool, err error) {
	old := m.opts.Flags.Get(jsonflags.CallMethodsWithLegacySemantics)
	if t.Kind() == reflect.Pointer && v.IsNil() {
		return false, nil
	}
	recv := v.Addr().Interface()
	name := m.s.NeedsName()
	if info.from != onNothing {
		x := recv.(UnmarshalerFrom)
		err := m.call(t, func() error { return x.UnmarshalJSONFrom(m.d) })
		if err != errors.ErrUnsupported {
			if err != nil && m.legacy() && !isSyntactic(err) {
				err = m.keep(err)
			}
			return true, err
		}
	}
	if info.unjson != onNothing && !(old && name) {
		raw, err := m.s.ReadValue()
		if err != nil {
			return true, err
		}
		err = recv.(Unmarshaler).UnmarshalJSON(raw)
		if errors.Is(err, errors.ErrUnsupported) && !m.legacy() {
			err = errors.New("UnmarshalJSON method may not return errors.ErrUnsupported")
		}
		if err != nil {
			return true, m.methodFailed(raw.Kind(), t, err)
		}
		return true, nil
	}
	if info.untext == onNothing {
		return false, nil
	}
	switch k := m.d.PeekKind(); k {
	case jsontext.KindString:
		tok, err := m.s.ReadToken()
		if err != nil {
			return true, err
		}
		err = recv.(encoding.TextUnmarshaler).UnmarshalText([]byte(tok.String()))
		if errors.Is(err, errors.ErrUnsupported) && !m.legacy() {
			err = errors.New("UnmarshalText method may not return errors.ErrUnsupported")
		}
		if err != nil {
			return true, m.methodFailed(k, t, err)
		}
		return true, nil
	case jsontext.KindNull:
		_, err := m.s.ReadToken()
		if err == nil && !m.opts.Flags.Get(jsonflags.MergeWithLegacySemantics) {
			v.SetZero()
		}
		return true, err
	case jsontext.KindInvalid:
		_, err := m.d.ReadToken()
		return true, err
	default:
		raw, err := m.s.ReadValue()
		if err != nil {
			return true, err
		}
		_ = raw
		return true, m.mismatch(k, nil, t, errors.New("JSON value must be string type"))
	}
}

// null reads null into v.
func (m *decoder) null(v reflect.Value) error {
	if _, err := m.s.ReadToken(); err != nil {
		return err
	}
	if m.opts.Flags.Get(jsonflags.MergeWithLegacySemantics) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface, reflect.Map, reflect.Slice:
		default:
			return nil
		}
	}
	v.SetZero()
	return nil
}

// kind reads a value by the kind of the type.
func (m *decoder) kind(v reflect.Value, t reflect.Type, info *typeInfo) error {
	flags := &m.opts.Flags
	switch info.special {
	case isTime:
		return m.time(v, t)
	case isDuration:
		if !flags.Get(jsonflags.FormatDurationAsNano) {
			return m.nextError(0, t, errNoRepresentation)
		}
	case isRaw:
		raw, err := m.s.ReadValue()
		if err == nil {
			v.SetBytes(append(v.Bytes()[:0], raw...))
		}
		return err
	}
	kind := t.Kind()
	switch kind {
	case reflect.Interface:
		return m.iface(v, t)
	case reflect.Pointer:
		if m.d.PeekKind() == jsontext.KindNull {
			return m.null(v)
		}
		if v.IsNil() {
			p := reflect.New(t.Elem())
			err := m.value(p.Elem())
			// What was made stays, as far as it was made.
			v.Set(p)
			return err
		}
		return m.value(v.Elem())
	case reflect.Complex64, reflect.Complex128, reflect.Chan, reflect.Func, reflect.UnsafePointer, reflect.Invalid:
		if m.legacy() {
			return m.wrong(t)
		}
		return m.nextError(0, t, nil)
	}
	k := m.d.PeekKind()
	if k == jsontext.KindNull {
		return m.null(v)
	}
	switch kind {
	case reflect.Bool:
		return m.boolean(v, t, k)
	case reflect.String:
		if k != jsontext.KindString {
			return m.wrong(t)
		}
		tok, err := m.s.ReadToken()
		if err != nil {
			return err
		}
		s := tok.String()
		if flags.Get(jsonflags.StringTag) && flags.Get(jsonflags.StringifyWithLegacySemantics) {
			if s == "null" {
				return nil
			}
			b, err := jsontext.AppendUnquote(nil, s)
			if err != nil && !flags.Get(jsonflags.AllowInvalidUTF8) {
				return m.mismatch(k, nil, t, err)
			}
			s = string(b)
		}
		v.SetString(s)
		return nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64:
		return m.number(v, t, kind, k)
	case reflect.Slice, reflect.Array:
		return m.list(v, t, k)
	case reflect.Map:
		return m.object(v, t, k)
	default:
		return m.structure(v, t, info, k)
	}
}

func (m *decoder) boolean(v reflect.Value, t reflect.Type, k jsontext.Kind) error {
	flags := &m.opts.Flags
	quoted := flags.Get(jsonflags.StringTag) && flags.Get(jsonflags.StringifyWithLegacySemantics)
	switch {
	case quoted && k == jsontext.KindString:
		tok, err := m.s.ReadToken()
		if err != nil {
			return err
		}
		switch s := tok.String(); s {
		case "null":
		case "true", "false":
			v.SetBool(s == "true")
		default:
			return m.mismatch(k, []byte(quote(s)), t, strconv.ErrSyntax)
		}
		return nil
	case !quoted && (k == jsontext.KindTrue || k == jsontext.KindFalse):
		if _, err := m.s.ReadToken(); err != nil {
			return err
		}
		v.SetBool(k == jsontext.KindTrue)
		return nil
	}
	return m.wrong(t)
}

// isWhole reports whether a number's text is one of the JSON grammar, without fraction or exponent if whole.
func isNumber(s string) bool {
	v := jsontext.Value(s)
	return s != "" && (s[0] == '-' || '0' <= s[0] && s[0] <= '9') && s[len(s)-1] >= '0' && v.IsValid()
}

func (m *decoder) number(v reflect.Value, t reflect.Type, kind reflect.Kind, k jsontext.Kind) error {
	flags := &m.opts.Flags
	quoted := flags.Get(jsonflags.StringifyNumbers) || m.s.NeedsName()
	if quoted != (k == jsontext.KindString) || !quoted && k != jsontext.KindNumber {
		return m.wrong(t)
	}
	tok, err := m.s.ReadToken()
	if err != nil {
		return err
	}
	s := tok.String()
	raw := func() []byte {
		if quoted {
			return []byte(quote(s))
		}
		return []byte(s)
	}
	if quoted {
		if flags.Get(jsonflags.StringifyWithLegacySemantics) && flags.Get(jsonflags.StringTag) && s == "null" {
			return nil
		}
		if !isNumber(s) && !(flags.Get(jsonflags.StringifyWithLegacySemantics) && s != "") {
			return m.mismatch(k, raw(), t, strconv.ErrSyntax)
		}
	}
	switch kind {
	case reflect.Float32, reflect.Float64:
		f, err := strconv.ParseFloat(s, t.Bits())
		if err != nil {
			return m.mismatch(k, raw(), t, plainNumError(err))
		}
		v.SetFloat(f)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(s, 10, t.Bits())
		if err != nil {
			return m.mismatch(k, raw(), t, plainNumError(err))
		}
		v.SetInt(n)
	default:
		n, err := strconv.ParseUint(s, 10, t.Bits())
		if err != nil {
			return m.mismatch(k, raw(), t, plainNumError(err))
		}
		v.SetUint(n)
	}
	return nil
}

func plainNumError(err error) error {
	if errors.Is(err, strconv.ErrRange) {
		return strconv.ErrRange
	}
	return strconv.ErrSyntax
}

func (m *decoder) time(v reflect.Value, t reflect.Type) error {
	switch k := m.d.PeekKind(); k {
	case jsontext.KindNull:
		return m.null(v)
	case jsontext.KindString:
		tok, err := m.s.ReadToken()
		if err != nil {
			return err
		}
		s := tok.String()
		x := v.Addr().Interface().(*time.Time)
		got, err := time.Parse(time.RFC3339, s)
		if err == nil && !m.opts.Flags.Get(jsonflags.ParseTimeWithLooseRFC3339) {
			err = strictTime(s)
		}
		if err != nil {
			if m.legacy() {
				return m.keep(err)
			}
			return m.mismatch(k, nil, t, err)
		}
		*x = got
		return nil
	}
	return m.wrong(t)
}

// strictTime says what in a time that was read is not as RFC 3339 has it.
func strictTime(s string) error {
	fail := func(value, elem string) error {
		return &time.ParseError{Layout: time.RFC3339, Value: s, LayoutElem: elem, ValueElem: value}
	}
	const n = len("2006-01-02T")
	switch {
	case len(s) > n+1 && s[n+1] == ':':
		return fail(s[n:n+1], "15")
	case strings.Contains(s, ","):
		return fail(",", ".")
	case s[len(s)-1] == 'Z':
	case len(s) > 6 && (s[len(s)-5:len(s)-3] >= "24"):
		return &time.ParseError{Layout: time.RFC3339, Value: s, Message: ": timezone hour out of range"}
	case len(s) > 6 && s[len(s)-2:] >= "60":
		return &time.ParseError{Layout: time.RFC3339, Value: s, Message: ": timezone minute out of range"}
	}
	return nil
}

func (m *decoder) bytes(v reflect.Value, t reflect.Type, k jsontext.Kind) error {
	if k != jsontext.KindString {
		return m.wrong(t)
	}
	tok, err := m.s.ReadToken()
	if err != nil {
		return err
	}
	s := tok.String()
	array := t.Kind() == reflect.Array
	b, err := base64.StdEncoding.DecodeString(s)
	if err == nil && !m.opts.Flags.Get(jsonflags.ParseBytesWithLooseRFC4648) {
		if i := strings.IndexAny(s, "\r\n"); i >= 0 {
			err = fmt.Errorf("illegal character %q at offset %d", s[i], i)
		}
	}
	if array && err == nil {
		dst := v.Slice(0, v.Len()).Bytes()
		clear(dst)
		copy(dst, b)
		if n := v.Len(); len(b) != n && !(m.opts.Flags.Get(jsonflags.UnmarshalArrayFromAnyLength)) {
			err = fmt.Errorf("decoded length of %d mismatches array length of %d", len(b), n)
		}
	}
	if err != nil {
		return m.mismatch(k, nil, t, err)
	}
	if !array {
		if v.IsNil() {
			v.SetBytes(append([]byte{}, b...))
		} else {
			v.SetBytes(append(v.Bytes()[:0], b...))
		}
	}
	return nil
}

func (m *decoder) list(v reflect.Value, t reflect.Type, k jsontext.Kind) error {
	flags := &m.opts.Flags
	if isBytes(t, flags, false) && !(k == jsontext.KindBeginArray && flags.Get(jsonflags.FormatBytesWithLegacySemantics)) {
		return m.bytes(v, t, k)
	}
	if k != jsontext.KindBeginArray {
		return m.wrong(t)
	}
	if _, err := m.s.ReadToken(); err != nil {
		return err
	}
	merge := flags.Get(jsonflags.MergeWithLegacySemantics)
	if t.Kind() == reflect.Array {
		n := v.Len()
		i := 0
		for ; m.d.PeekKind() != jsontext.KindEndArray; i++ {
			if i >= n {
				if err := m.s.SkipValue(); err != nil {
					return err
				}
				continue
			}
			e := v.Index(i)
			if !merge {
				e.SetZero()
			}
			if err := m.value(e); err != nil {
				return err
			}
		}
		for j := i; j < n; j++ {
			v.Index(j).SetZero()
		}
		if _, err := m.s.ReadToken(); err != nil {
			return err
		}
		if i != n && !flags.Get(jsonflags.UnmarshalArrayFromAnyLength) {
			why := "too few array elements"
			if i > n {
				why = "too many array elements"
			}
			return m.mismatch(jsontext.KindEndArray, nil, t, errors.New(why))
		}
		return nil
	}
	size := v.Cap()
	v.SetLen(0)
	i := 0
	var failed error
	for ; m.d.PeekKind() != jsontext.KindEndArray; i++ {
		if i == v.Cap() {
			v.Grow(1)
		}
		v.SetLen(i + 1)
		e := v.Index(i)
		if !merge || i >= size {
			e.SetZero()
		}
		if failed = m.value(e); failed != nil {
			break
		}
	}
	if i == 0 && failed == nil {
		v.Set(reflect.MakeSlice(t, 0, 0))
	}
	if failed != nil {
		return failed
	}
	_, err := m.s.ReadToken()
	return err
}

func (m *decoder) object(v reflect.Value, t reflect.Type, k jsontext.Kind) error {
	if k != jsontext.KindBeginObject {
		return m.wrong(t)
	}
	if _, err := m.s.ReadToken(); err != nil {
		return err
	}
	if v.IsNil() {
		v.Set(reflect.MakeMap(t))
	}
	flags := &m.opts.Flags
	merge := flags.Get(jsonflags.MergeWithLegacySemantics)
	var seen map[any]bool
	for m.d.PeekKind() != jsontext.KindEndObject {
		key := reflect.New(t.Key()).Elem()
		before := m.first
		if err := m.value(key); err != nil {
			return m.keyError(t.Key(), err)
		}
		if m.first != before {
			// The key is none; the member goes.
			if err := m.s.SkipValue(); err != nil {
				return err
			}
			continue
		}
		elem := reflect.New(t.Elem()).Elem()
		if t.Key().Kind() != reflect.String && !flags.Get(jsonflags.AllowDuplicateNames) && key.Comparable() {
			if seen == nil {
				seen = map[any]bool{}
			}
			if x := key.Interface(); seen[x] {
				return &jsontext.SyntacticError{ByteOffset: m.s.StartOffset(), JSONPointer: m.s.LastPointer(), Err: jsontext.ErrDuplicateName}
			} else {
				seen[x] = true
			}
		}
		if !merge {
			if old := v.MapIndex(key); old.IsValid() {
				elem.Set(old)
			}
		}
		err := m.value(elem)
		v.SetMapIndex(key, elem)
		if err != nil {
			return err
		}
	}
	_, err := m.s.ReadToken()
	return err
}

// keyError is the error of a name that is no key.
func (m *decoder) keyError(t reflect.Type, err error) error {
	return err
}

func (m *decoder) iface(v reflect.Value, t reflect.Type) error {
	flags := &m.opts.Flags
	k := m.d.PeekKind()
	merge := flags.Get(jsonflags.MergeWithLegacySemantics)
	if k == jsontext.KindNull {
		if merge && !v.IsNil() && v.Elem().Kind() == reflect.Pointer && !v.Elem().IsNil() && v.Elem().Elem().Kind() == reflect.Pointer {
			return m.value(v.Elem().Elem())
		}
		return m.null(v)
	}
	if merge {
		if !v.IsNil() && v.Elem().Kind() == reflect.Pointer && !v.Elem().IsNil() {
			return m.value(v.Elem().Elem())
		}
	} else if !v.IsNil() {
		elem := v.Elem()
		if elem.Kind() == reflect.Pointer && !elem.IsNil() || k == jsontext.KindBeginObject || t != anyType {
			c := addressable(elem)
			err := m.value(c)
			v.Set(c)
			return err
		}
		// What holds another kind of value is replaced, by a value of its type.
		c := reflect.New(elem.Type()).Elem()
		if elem.Kind() != reflect.Pointer {
			c.Set(elem)
		}
		err := m.value(c)
		v.Set(c)
		return err
	}
	// To ask NumMethod would have the methods of all types of the program counted.
	if !anyType.Implements(t) {
		if m.legacy() {
			return m.wrong(t)
		}
		return m.nextError(0, t, internal.ErrNilInterface)
	}
	var c reflect.Value
	switch k {
	case jsontext.KindTrue, jsontext.KindFalse:
		c = reflect.New(reflect.TypeFor[bool]()).Elem()
	case jsontext.KindString:
		c = reflect.New(reflect.TypeFor[string]()).Elem()
	case jsontext.KindNumber:
		c = reflect.New(m.numberType()).Elem()
	case jsontext.KindBeginObject:
		c = reflect.New(reflect.TypeFor[map[string]any]()).Elem()
	case jsontext.KindBeginArray:
		c = reflect.New(reflect.TypeFor[[]any]()).Elem()
	default:
		_, err := m.d.ReadToken()
		if err == nil {
			err = errors.New("unexpected end")
		}
		return err
	}
	err := m.value(c)
	if err == nil || !isSyntactic(err) || k == jsontext.KindBeginObject || k == jsontext.KindBeginArray {
		v.Set(c)
	}
	return err
}

func (m *decoder) numberType() reflect.Type { return reflect.TypeFor[float64]() }

func unexpectedEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
