// Package encoding/json: Go values as JSON and back. Natives walk types and memory. When a value has methods of its own, the native lists
// the calls, they are made here, and a second run puts the results in their places (encoding), or the remaining stores
// are made (decoding).
package json

import (
	"encoding"
	"encoding/base64"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unsafe"
)

// A Marshaler turns itself into JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// An Unmarshaler is made from JSON; it must copy what it keeps.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// RawMessage is JSON text that stays as it is.
type RawMessage = jsontext.Value

// A Number is a number's text.
type Number string

// String returns the text.
func (n Number) String() string { return string(n) }

// Float64 returns the number as a float64.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 returns the number as an int64.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

// A call is a method call that the encoder asks for. Natives know this layout.
type call struct {
	v    any
	kind int
	span int
	text []byte
	zero bool
}

const (
	callJSON = 1 + iota
	callText
	callZero
	callTo
	callAppend
)

// An outcome is how an encoding ended. Natives know this layout.
type outcome struct {
	out    []byte
	calls  []call
	code   int
	offset int
	typ    any // only its type counts
	value  any
	text   string
}

const (
	escapeHTML = 1 << iota
	// withoutTo writes v itself without its method MarshalJSONTo.
	withoutTo
)

// encode encodes v. Without calls made, it fills in those that are needed, if any.
func encode(v any, flags int, made []call, o *outcome, proto any)

// An action is what is left to do after a decoding. Natives know this layout.
type action struct {
	kind           int
	target         any
	data           []byte
	typ, m, k, val unsafe.Pointer
}

const (
	doJSON = 1 + iota
	doText
	doStore
	doFrom
)

// A result is how a decoding ended. Natives know this layout.
type result struct {
	actions []action
	code    int
	offset  int
	before  int
	typ     any // only its type counts
	value   string
	root    string
	field   string
	sub     int
	text    string
}

// decode decodes the text into what v points to.
func decode(text []byte, v any, flags int, protos []any, r *result)

func storeEntry(typ, m, k, val unsafe.Pointer)

// check returns the end of the value that begins at or behind from, -1 if there is none; short means that more text could make one.
func check(text []byte, from int) (end int, short bool, offset int, msg string)

// checkWhole returns why the text is no value, or "".
func checkWhole(text []byte) (offset int, msg string)
func compact(text []byte) []byte
func indent(text []byte, prefix, indent string) []byte
func escape(text []byte) []byte
func isNumber(s string) bool
func stringValue(s string) string

type isZeroer interface {
	IsZero() bool
}

// pointerType is *T for the type of v, or the type itself if it is a pointer.
func pointerType(v any) reflect.Type {
	t := reflect.TypeOf(v)
	if t.Kind() != reflect.Pointer {
		t = reflect.PointerTo(t)
	}
	return t
}

func (c *call) run(flags int) (err error) {
	name := ""
	switch c.kind {
	case callJSON:
		name = "MarshalJSON"
		c.text, err = c.v.(Marshaler).MarshalJSON()
	case callText:
		name = "MarshalText"
		c.text, err = c.v.(encoding.TextMarshaler).MarshalText()
	case callTo:
		name = "MarshalJSONTo"
		c.text, err = marshalTo(c.v, flags)
		if err == errors.ErrUnsupported {
			c.text, err = marshal(c.v, flags|withoutTo)
			return err
		}
	case callAppend:
		name = "AppendText"
		c.text, err = c.v.(encoding.TextAppender).AppendText(nil)
	case callZero:
		c.zero = c.v.(isZeroer).IsZero()
	}
	if err != nil {
		if c.kind != callTo && errors.Is(err, errors.ErrUnsupported) {
			err = errors.New(name + " method may not return errors.ErrUnsupported")
		}
		t := pointerType(c.v)
		if text := err.Error(); t.Elem().PkgPath() == "time" && strings.HasPrefix(text, "Time.MarshalJSON: ") {
			// The encoder formats times itself.
			err = errors.New(text[len("Time.MarshalJSON: "):])
		}
		return &MarshalerError{t, err, name}
	}
	return nil
}

func marshal(v any, flags int) ([]byte, error) {
	o := new(outcome)
	encode(v, flags, nil, o, call{})
	if calls := o.calls; calls != nil {
		for i := 0; i < len(calls); i++ {
			c := &calls[i]
			if err := c.run(flags &^ withoutTo); err != nil {
				return nil, err
			}
			if c.zero {
				i += c.span
			}
		}
		if o.code == 0 {
			encode(v, flags, calls, o, nil)
		}
	}
	if o.code != 0 {
		return nil, o.problem()
	}
	return o.out, nil
}

func (o *outcome) problem() error {
	switch o.code {
	case 1:
		return &UnsupportedTypeError{reflect.TypeOf(o.typ)}
	case 2:
		return &UnsupportedValueError{reflect.ValueOf(o.value), o.text}
	case 3:
		return &MarshalerError{pointerType(o.typ), &SyntaxError{o.text, int64(o.offset)}, "MarshalJSON"}
	}
	err := fmt.Errorf("cannot parse %q as JSON number: %w", o.text, strconv.ErrSyntax)
	return &MarshalerError{reflect.TypeFor[*Number](), err, "MarshalJSONTo"}
}

// Marshal returns v as JSON.
func Marshal(v any) ([]byte, error) { return marshal(v, escapeHTML) }

// MarshalIndent is Marshal with lines and indentation.
func MarshalIndent(v any, prefix, ind string) ([]byte, error) {
	b, err := marshal(v, escapeHTML)
	if err != nil {
		return nil, err
	}
	return indent(b, prefix, ind), nil
}

// protos tell the decoder the types it makes values of.
var protos = []any{float64(0), "", false, map[string]any(nil), []any(nil), Number(""), action{}}

const (
	useNumber = 1 << iota
	knownFields
	// withoutFrom reads the value itself without its method UnmarshalJSONFrom.
	withoutFrom
)

// Unmarshal decodes JSON into what v points to.
func Unmarshal(data []byte, v any) error { return unmarshal(data, v, 0) }

func unmarshal(data []byte, v any, flags int) error {
	if rv := reflect.ValueOf(v); rv.Kind() != reflect.Pointer || rv.IsNil() {
		if offset, msg := checkWhole(data); msg != "" {
			return &SyntaxError{msg, int64(offset)}
		}
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	r := new(result)
	decode(data, v, flags, protos, r)
	if len(r.actions) == 0 {
		if r.code == 0 {
			return nil
		}
		return r.problem()
	}
	var first error
	var failed []unsafe.Pointer
	for i := range r.actions {
		if first == nil && r.code != 0 && i >= r.before {
			first = r.problem()
		}
		a := &r.actions[i]
		var err error
		switch a.kind {
		case doJSON:
			err = unmarshalJSON(a.target.(Unmarshaler), a.data)
		case doText:
			err = a.target.(encoding.TextUnmarshaler).UnmarshalText(a.data)
			if err != nil {
				failed = append(failed, reflect.ValueOf(a.target).UnsafePointer())
			}
		case doFrom:
			err = unmarshalFrom(a.target, a.data, flags)
		case doStore:
			if !contains(failed, a.k) {
				storeEntry(a.typ, a.m, a.k, a.val)
			}
		}
		if err != nil && first == nil {
			first = err
		}
	}
	if first == nil && r.code != 0 {
		first = r.problem()
	}
	return first
}

// unmarshalJSON calls the method. What is no time leaves a time as it was, which is not what its own method does.
func unmarshalJSON(target Unmarshaler, data []byte) error {
	if _, isTime := target.(interface{ ISOWeek() (year, week int) }); isTime {
		if v := reflect.ValueOf(target).Elem(); v.Type().PkgPath() == "time" {
			old := reflect.New(v.Type()).Elem()
			old.Set(v)
			err := target.UnmarshalJSON(data)
			if err != nil {
				v.Set(old)
			}
			return err
		}
	}
	return target.UnmarshalJSON(data)
}

func contains(list []unsafe.Pointer, p unsafe.Pointer) bool {
	for _, q := range list {
		if p == q {
			return true
		}
	}
	return false
}

func (r *result) problem() error {
	switch r.code {
	case 1:
		return &SyntaxError{r.text, int64(r.offset)}
	case 2:
		e := &UnmarshalTypeError{
			Value: r.value, Type: reflect.TypeOf(r.typ), Offset: int64(r.offset), Struct: r.root, Field: r.field,
		}
		switch r.sub {
		case 1:
			_, e.Err = base64.StdEncoding.DecodeString(r.text)
		case 2:
			e.Err = strconv.ErrSyntax
		case 3:
			e.Err = &SyntaxError{r.text, 0}
		case 4:
			e.Err = errors.New(r.text)
		}
		return e
	}
	return errors.New("json: unknown field " + strconv.Quote(r.text))
}

// Valid reports whether data is a JSON value.
func Valid(data []byte) bool {
	_, msg := checkWhole(data)
	return msg == ""
}
