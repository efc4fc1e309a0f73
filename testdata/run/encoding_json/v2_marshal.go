// run

// Marshal of version 2: kinds of values, methods of values, functions for types, options, and errors with their places.
package main

import (
	v1 "encoding/json"
	"encoding/json/jsontext"
	json "encoding/json/v2"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

type Small byte
type Value struct{ X int }

func (m Value) MarshalJSON() ([]byte, error) {
	switch m.X {
	case 1:
		return nil, errors.New("no 1")
	case 2:
		return []byte("bad"), nil
	case 3:
		return nil, errors.ErrUnsupported
	}
	return []byte(` {"x" : 1}`), nil
}

type Pointer struct{ X int }

func (m *Pointer) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprint(m.X)), nil }

type Text struct{ X int }

func (m Text) AppendText(b []byte) ([]byte, error) {
	if m.X == 1 {
		return nil, errors.New("no text")
	}
	return fmt.Appendf(b, "T%d", m.X), nil
}

type To struct{ X int }

func (m To) MarshalJSONTo(e *jsontext.Encoder) error {
	switch m.X {
	case 1:
		return errors.New("no 1")
	case 2:
		return nil
	case 3:
		return errors.ErrUnsupported
	case 4:
		return json.MarshalEncode(e, make(chan int))
	}
	if s, _ := json.GetOption(e.Options(), json.StringifyNumbers); s {
		return e.WriteToken(jsontext.String("string"))
	}
	return json.MarshalEncode(e, []int{m.X})
}

type loop struct{ P *loop }

func show(err error) string {
	s := strings.Replace(fmt.Sprint(err), "unable to", "cannot", 1)
	var e *json.SemanticError
	if errors.As(err, &e) {
		s += fmt.Sprintf(" | at %d %q, %v, %T", e.ByteOffset, e.JSONPointer, e.GoType, e.Err)
	}
	return s
}

func main() {
	var none *int
	values := []any{
		nil, 1, uint64(math.MaxUint64), 1.5, float32(0.1), "x<>&\u2028", "\xff", []byte("hi"), [2]byte{1, 2}, []Small{1, 2}, []int(nil),
		map[string]int(nil), map[int]string{1: "x"}, map[float64]int{1.5: 2}, map[bool]int{true: 1}, map[any]int{true: 1}, none, new(int),
		math.NaN(), math.Inf(-1), make(chan int), complex(1, 2), struct{}{}, Value{0}, Value{1}, Value{2}, Value{3}, Pointer{3}, []Pointer{{1}},
		map[string]Pointer{"a": {1}}, (*Pointer)(nil), Text{0}, Text{1}, map[Text]int{{2}: 1}, map[Value]int{{0}: 1}, To{0}, To{1}, To{2}, To{3},
		To{4}, map[string]any{"k": []any{1, To{1}}}, time.Second, time.Unix(0, 0).UTC(), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC),
		jsontext.Value(nil), jsontext.Value(" [1 , 2]"), jsontext.Value(`{"a":1,"a":2}`), map[string]any{"b": nil, "a": []string{"x"}},
	}
	for i, v := range values {
		b, err := json.Marshal([]any{v}, json.Deterministic(true))
		fmt.Printf("%d %s %s\n", i, b, show(err))
		b, err = json.Marshal(v, json.StringifyNumbers(true), json.FormatNilMapAsNull(true), json.FormatNilSliceAsNull(true),
			jsontext.EscapeForHTML(true), jsontext.AllowInvalidUTF8(true), jsontext.Multiline(true), json.Deterministic(true))
		fmt.Printf("   %q %v\n", b, err == nil)
		b, err = json.Marshal(v, v1.DefaultOptionsV1())
		fmt.Printf("   %s %v\n", b, err)
	}
	l := &loop{}
	l.P = l
	_, err := json.Marshal(l)
	fmt.Println(strings.HasSuffix(err.Error(), "encountered a cycle"))

	type T struct {
		A int
		B string
		C *int
		D any
		E []any
		F fmt.Stringer
	}
	x := 5
	val := T{1, "b", &x, "d", []any{1, "x", nil}, nil}
	for i, f := range []*json.Marshalers{
		json.MarshalFunc(func(s string) ([]byte, error) { return []byte(`"<` + s + `>"`), nil }),
		json.MarshalFunc(func(i *int) ([]byte, error) { return fmt.Appendf(nil, `"ptr%d"`, *i), nil }),
		json.MarshalToFunc(func(e *jsontext.Encoder, v any) error {
			if _, ok := v.(*T); ok {
				return errors.ErrUnsupported
			}
			return e.WriteToken(jsontext.String(fmt.Sprintf("%T", v)))
		}),
		json.MarshalFunc(func(i int) ([]byte, error) { return nil, errors.New("no int") }),
		json.MarshalToFunc(func(e *jsontext.Encoder, v *any) error { return e.WriteToken(jsontext.String("any")) }),
		json.MarshalToFunc(func(e *jsontext.Encoder, v string) error { return nil }),
		json.JoinMarshalers(nil, json.MarshalToFunc(func(e *jsontext.Encoder, s string) error { return errors.ErrUnsupported }),
			json.MarshalFunc(func(s string) ([]byte, error) { return []byte(`"2"`), nil })),
	} {
		b, err := json.Marshal(val, json.WithMarshalers(f))
		fmt.Println(i, string(b), show(err))
		b, err = json.Marshal(map[string]int{"k": 1}, json.WithMarshalers(f))
		fmt.Println(i, string(b), show(err))
	}
	for i, f := range []*json.Unmarshalers{
		json.UnmarshalFunc(func(b []byte, s *string) error { *s = "<" + string(b) + ">"; return nil }),
		json.UnmarshalFromFunc(func(d *jsontext.Decoder, v *any) error {
			if d.PeekKind() == '0' {
				*v = v1.Number("")
			}
			return errors.ErrUnsupported
		}),
		json.UnmarshalFunc(func(b []byte, s *int) error { return errors.New("no int") }),
		json.UnmarshalFromFunc(func(d *jsontext.Decoder, v *string) error { return nil }),
	} {
		var v T
		err := json.Unmarshal([]byte(`{"A":1,"B":"b","C":44,"D":{"x":1},"E":[1,"a"]}`), &v, json.WithUnmarshalers(f))
		fmt.Printf("%d %v %q %v %v %s\n", i, v.A, v.B, v.D, v.E, show(err))
	}
	o := json.JoinOptions(jsontext.WithIndent(" "), json.Deterministic(true), nil, jsontext.Multiline(false))
	fmt.Println(json.GetOption(o, jsontext.WithIndent))
	fmt.Println(json.GetOption(o, jsontext.Multiline))
	fmt.Println(json.GetOption(o, json.RejectUnknownMembers))
	fmt.Println(json.GetOption(json.DefaultOptionsV2(), json.Deterministic))
	fmt.Println(json.GetOption(v1.DefaultOptionsV1(), v1.FormatByteArrayAsArray))
}
