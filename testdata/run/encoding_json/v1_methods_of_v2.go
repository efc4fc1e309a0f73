// run

// Methods of version 2 under version 1: they write and read themselves by encoders and decoders with its options.
package main

import (
	"bytes"
	v1 "encoding/json"
	"encoding/json/jsontext"
	json "encoding/json/v2"
	"errors"
	"fmt"
)

type To struct {
	X int
	C chan int `json:"-"`
}

func (t To) MarshalJSONTo(e *jsontext.Encoder) error {
	h, _ := json.GetOption(e.Options(), jsontext.EscapeForHTML)
	switch t.X {
	case 1:
		return errors.New("fail")
	case 2:
		return errors.ErrUnsupported
	case 3:
		return nil
	case 4:
		return json.MarshalEncode(e, map[string]any{"k": []int(nil), "z": "<b>"})
	case 5:
		return json.MarshalEncode(e, make(chan int))
	}
	return e.WriteToken(jsontext.String(fmt.Sprint("<to>", h)))
}

func (t *To) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	switch d.PeekKind() {
	case 'n':
		return errors.New("no null")
	case '{':
		return errors.ErrUnsupported
	case '[':
		var x []any
		err := json.UnmarshalDecode(d, &x)
		t.X = len(x)
		return err
	case 't':
		return nil
	case '"':
		return json.UnmarshalDecode(d, &t.X)
	}
	v, err := d.ReadValue()
	t.X = len(v)
	return err
}

type PTo struct{ X int }

func (t *PTo) MarshalJSONTo(e *jsontext.Encoder) error { return e.WriteToken(jsontext.Int(int64(t.X))) }

type App int

func (a App) AppendText(b []byte) ([]byte, error) {
	if a == 1 {
		return nil, errors.New("app fail")
	}
	return fmt.Appendf(b, "app<%d>", int(a)), nil
}
func (a App) MarshalText() ([]byte, error) { return []byte("text"), nil }

func main() {
	for i := range 7 {
		b, err := v1.Marshal([]any{To{X: i}, &To{X: i}, map[string]To{"a": {X: i}}, struct{ T To }{To{X: i}}})
		fmt.Println(string(b), err)
	}
	b, err := v1.Marshal([]any{PTo{1}, &PTo{2}, []PTo{{3}}, map[string]PTo{"x": {4}}, struct{ P PTo }{PTo{5}}, &struct{ P PTo }{PTo{6}}})
	fmt.Println(string(b), err)
	b, err = v1.Marshal([]any{App(2), map[App]int{3: 4}, struct {
		A App `json:",string"`
	}{5}})
	fmt.Println(string(b), err)
	b, err = v1.Marshal(App(1))
	fmt.Println(string(b), err)
	var bb bytes.Buffer
	e := v1.NewEncoder(&bb)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	fmt.Println(e.Encode([]To{{X: 0}, {X: 4}}), bb.String())
	for _, s := range []string{`null`, `{"X":7}`, `[1,2,3]`, `true`, `1234`} {
		t := To{X: -1}
		err := v1.Unmarshal([]byte(s), &t)
		fmt.Println(s, t.X, err)
		var st struct {
			A To
			B *To
			M map[string]To
		}
		err = v1.Unmarshal([]byte(`{"A":`+s+`,"B":`+s+`,"M":{"x":`+s+`}}`), &st)
		fmt.Println(s, st.A, st.B != nil, st.M, err)
	}
}
