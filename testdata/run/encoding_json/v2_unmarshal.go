// run

// Unmarshal of version 2: every kind of value into every kind of variable, the errors with their places, and what is merged.
package main

import (
	"encoding/json/jsontext"
	json "encoding/json/v2"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"
)

type Loud struct{ X string }

func (m *Loud) UnmarshalText(b []byte) error {
	m.X = strings.ToUpper(string(b))
	if m.X == "F" {
		return errors.New("no f")
	}
	return nil
}

type Raw struct{ X string }

func (m *Raw) UnmarshalJSON(b []byte) error {
	m.X = string(b)
	if m.X == "1" {
		return errors.New("no 1")
	}
	return nil
}

type From struct{ X string }

func (m *From) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case 'n':
		d.SkipValue()
		return errors.New("no null")
	case 't':
		return errors.ErrUnsupported
	case '0':
		return nil
	case '[':
		d.ReadToken()
		return errors.New("in an array")
	}
	return json.UnmarshalDecode(d, &m.X)
}

type T struct {
	A int `json:"a"`
	B *T  `json:"b"`
	C []T
	D map[string]int
	E any
	F float32 `json:",string"`
	G [2]int
	H []byte
	I [3]byte
	J Loud
	K *Raw
	L bool
	M time.Time
	N uint8
	O jsontext.Value
	P time.Duration
	Q From
	R map[int]string
	S fmt.Stringer
	U string
	V map[Loud]int
	W func()
	X map[bool]int
}

func show(err error) string {
	s := strings.Replace(fmt.Sprint(err), "unable to", "cannot", 1)
	var e *json.SemanticError
	if errors.As(err, &e) {
		s += fmt.Sprintf(" | at %d %q, %v %s, %v, %T", e.ByteOffset, e.JSONPointer, e.JSONKind, []byte(e.JSONValue), e.GoType, e.Err)
	}
	return s
}

func main() {
	for _, in := range []string{
		`{}`, `null`, ` {"a":1} `, `{"a":1.0}`, `{"a":"1"}`, `{"a":9223372036854775808}`, `{"a":null}`, `{"a":{}}`, `{"a":1,"a":2}`, `{"zz":1}`,
		`{"b":{"a":"x"}}`, `{"C":[{"a":1},{"a":[]}]}`, `{"C":{}}`, `{"D":{"x":1,"y":"z"}}`, `{"E":[1,"a",null,{"b":true}]}`, `{"E":1e999}`,
		`{"F":1}`, `{"F":"1.5"}`, `{"F":"1e99"}`, `{"F":" 1"}`, `{"G":[1]}`, `{"G":[1,2,3]}`, `{"H":"aGk="}`, `{"H":"a"}`, `{"H":"aG\nk="}`,
		`{"I":"AQI="}`, `{"J":"x"}`, `{"J":"f"}`, `{"J":1}`, `{"K":0}`, `{"K":1}`, `{"L":1}`, `{"M":"2020-01-02T03:04:05Z"}`,
		`{"M":"2020-1-02T03:04:05Z"}`, `{"M":"2020-01-02T03:04:05,5Z"}`, `{"N":256}`, `{"N":-1}`, `{"O":[1, 2]}`, `{"P":1}`, `{"Q":null}`,
		`{"Q":true}`, `{"Q":1}`, `{"Q":[1]}`, `{"Q":"x"}`, `{"Q":{}}`, `{"R":{"1":"a","x":"b"}}`, `{"S":1}`, `{"U":"a\ud800"}`, `{"V":{"k":1}}`,
		`{"V":{"f":1}}`, `{"W":1}`, `{"X":{"true":1}}`, `[1`, `{"a":1} x`, ``, `{"a":1,}`, `{"D":{"a":1,"a":2}}`, `{"b":{"C":[{"D":{"x/~":"q"}}]}}`,
	} {
		var t T
		err := json.Unmarshal([]byte(in), &t)
		fmt.Println(in, show(err))
		v := reflect.ValueOf(t)
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() && f.Kind() != reflect.Pointer {
				fmt.Printf("   %s=%v\n", v.Type().Field(i).Name, f)
			}
		}
		d := jsontext.NewDecoder(strings.NewReader("[" + in + "]"))
		d.ReadToken()
		fmt.Println("  ", show(json.UnmarshalDecode(d, new(T), json.RejectUnknownMembers(true))))
	}
	for _, v := range []any{nil, 1, (*int)(nil), T{}} {
		fmt.Println(show(json.Unmarshal([]byte("1"), v)))
	}
	var n int
	fmt.Println(json.UnmarshalDecode(jsontext.NewDecoder(strings.NewReader(" ")), &n), json.UnmarshalRead(strings.NewReader(" "), &n))
	fmt.Println(json.UnmarshalRead(io.MultiReader(strings.NewReader("1 "), strings.NewReader("2")), &n))

	m := map[string]T{"a": {A: 1, U: "u"}}
	fmt.Println(json.Unmarshal([]byte(`{"a":{"U":"v"},"b":{}}`), &m), m["a"].A, m["a"].U, len(m))
	var a any = map[string]any{"x": 1.0, "y": map[string]any{"z": 1}}
	fmt.Println(json.Unmarshal([]byte(`{"y":{"w":2}}`), &a), a)
	a = &T{A: 5}
	fmt.Println(json.Unmarshal([]byte(`{"U":"2"}`), &a), a.(*T).A, a.(*T).U)
	a = 5
	fmt.Println(show(json.Unmarshal([]byte(`"x"`), &a)), a)
	s := []T{{A: 1}, {A: 2}, {A: 3}}
	fmt.Println(json.Unmarshal([]byte(`[{"U":"x"},{}]`), &s), len(s), cap(s), s[0].A, s[0].U)
	array := [2]T{{A: 1}, {A: 2}}
	fmt.Println(json.Unmarshal([]byte(`[{"U":"x"},{}]`), &array), array[0].A, array[0].U)
	ints := map[int]int{}
	fmt.Println(json.Unmarshal([]byte(`{"1":1,"01":2}`), &ints) != nil, ints)
	for _, e := range []error{
		&json.SemanticError{}, &json.SemanticError{JSONKind: '"'}, &json.SemanticError{JSONKind: '0', JSONValue: jsontext.Value("5")},
		&json.SemanticError{GoType: reflect.TypeFor[int]()}, &json.SemanticError{ByteOffset: 5, Err: json.ErrUnknownName, JSONPointer: "/a/b"},
		&json.SemanticError{JSONKind: '{', GoType: reflect.TypeFor[int](), ByteOffset: 5, JSONPointer: "/a", Err: errors.New("x")},
	} {
		fmt.Println(show(e))
	}
}
