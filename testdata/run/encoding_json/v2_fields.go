// run

// Struct tags of version 2: which fields there are, what they are called, and which tags are refused.
package main

import (
	v1 "encoding/json"
	"encoding/json/jsontext"
	json "encoding/json/v2"
	"fmt"
	"reflect"
	"strings"
	"time"
)

type Inner struct{ E1, E2 int }
type Other struct {
	E1 int `json:"e1"`
	E2 int
}
type hidden struct{ U int }
type Text string
type Five int

func (f Five) IsZero() bool { return f == 5 }

type Late int

func (l *Late) IsZero() bool { return *l == 7 }

func show(err error) string {
	return strings.Replace(fmt.Sprint(err), "unable to", "cannot", 1)
}

func main() {
	values := []any{
		struct {
			A int `json:"a"`
			B int `json:"a"`
		}{},
		struct {
			A int `json:"-"`
			B int `json:"b,omitzero"`
			C int `json:",string"`
			d int
		}{1, 0, 3, 4},
		struct {
			A int `json:"x,omitempty,omitempty"`
		}{},
		struct {
			A int `json:"x,"`
		}{},
		struct {
			A int `json:",case:bogus"`
		}{},
		struct {
			A int `json:",case"`
		}{},
		struct {
			A int `json:",case:ignore,case:strict"`
		}{},
		struct {
			A []byte `json:",format:hex"`
		}{},
		struct {
			A int `json:",OmitEmpty"`
		}{},
		struct {
			A int `json:",omit-empty"`
		}{},
		struct {
			A int `json:", omitempty"`
		}{},
		struct {
			A int `json:"a b/c:€"`
		}{5},
		struct {
			a int `json:"x"`
		}{5},
		struct{ a int }{5},
		struct {
			a int `json:"-"`
		}{5},
		struct{ Inner }{Inner{1, 2}},
		struct{ *Inner }{},
		struct {
			Inner `json:"named"`
		}{Inner{1, 2}},
		struct {
			Inner `json:",omitempty"`
		}{Inner{1, 2}},
		struct {
			X *Inner `json:",embed"`
		}{&Inner{1, 2}},
		struct {
			X Inner `json:"x,embed"`
		}{Inner{1, 2}},
		struct {
			X int `json:",embed"`
		}{},
		struct {
			A int
			X map[Text]int `json:",embed"`
			B int
		}{1, map[Text]int{"k": 1}, 2},
		struct {
			A int
			X jsontext.Value `json:",embed"`
		}{1, jsontext.Value(` {"q": 1, "z":[1, 2] } `)},
		struct {
			A int
			X jsontext.Value `json:",embed"`
		}{1, jsontext.Value(`[1]`)},
		struct {
			A int
			X map[string]int `json:",embed"`
		}{1, map[string]int{"A": 1}},
		struct {
			X map[string]int `json:",embed"`
			Y jsontext.Value `json:",embed"`
		}{},
		struct {
			Inner
			Other
		}{Inner{1, 2}, Other{3, 4}},
		struct {
			Other
			E2 string
		}{Other{3, 4}, "x"},
		struct{ hidden }{hidden{1}},
		struct{ Text }{"x"},
		struct {
			A string `json:",string"`
		}{"x"},
		struct {
			A []int `json:",string"`
		}{[]int{1}},
		struct {
			A *int `json:",string"`
		}{},
		struct {
			A string         `json:",omitempty"`
			B []int          `json:",omitempty"`
			C map[string]int `json:",omitempty"`
			D *int           `json:",omitempty"`
			E int            `json:",omitempty"`
			F bool           `json:",omitempty"`
			G struct{}       `json:",omitempty"`
			H any            `json:",omitempty"`
			I [0]int         `json:",omitempty"`
			J jsontext.Value `json:",omitempty"`
			K []string       `json:",omitempty"`
			L struct {
				Z int `json:",omitzero"`
			} `json:",omitempty"`
			M *string `json:",omitempty"`
		}{K: []string{""}, M: new(string), H: []any{}},
		struct {
			A time.Time         `json:",omitzero"`
			B *time.Time        `json:",omitzero"`
			D struct{ X []int } `json:",omitzero"`
			E Five              `json:",omitzero"`
			F *Five             `json:",omitzero"`
			G Late              `json:",omitzero"`
		}{E: 5, F: new(Five), G: 7},
	}
	for i, v := range values {
		b, err := json.Marshal(v, json.Deterministic(true))
		fmt.Printf("%d %s %s\n", i, b, show(err))
		b, err = json.Marshal(v, v1.OmitEmptyWithLegacySemantics(true), json.OmitZeroStructFields(true))
		fmt.Printf("   %s %v\n", b, err == nil)
		p := reflect.New(reflect.TypeOf(v))
		err = json.Unmarshal([]byte(`{"A":"1","E1":2,"e1":3,"k":4,"zz":5,"U":6}`), p.Interface())
		fmt.Printf("   %s\n", show(err))
	}
	type T struct {
		FirstName string `json:"first_name,case:ignore"`
		ID        int    `json:",case:strict"`
		Tag, TAG  int
	}
	for _, in := range []string{`{"FIRSTNAME":"a"}`, `{"First-Name":"b","id":1}`, `{"tag":1}`, `{"Tag":1,"TAG":2}`, `{"ID":1,"other":2}`, `{"first_name":"a","firstName":"b"}`} {
		for _, o := range []json.Options{
			nil, json.MatchCaseInsensitiveNames(true), json.RejectUnknownMembers(true), v1.MatchCaseSensitiveDelimiter(true),
			jsontext.AllowDuplicateNames(true),
		} {
			var t T
			err := json.Unmarshal([]byte(in), &t, o)
			fmt.Println(in, t, show(err))
		}
	}
}
