// run
//
// Version 2 of JSON on values and texts that need nothing special, and on those just beside them.
package main

import (
	jsonv1 "encoding/json"
	"encoding/json/jsontext"
	json "encoding/json/v2"
	"fmt"
	"math"
	"strings"
	"time"
)

type inner struct {
	A int    `json:"a"`
	B string `json:"b,omitempty"`
}

type allOmit struct {
	X int    `json:"x,omitzero"`
	Y string `json:",omitempty"`
}

type plainType struct {
	Name    string
	Count   int8           `json:"count"`
	Size    uint64         `json:"size,omitzero"`
	Ratio   float32        `json:"ratio"`
	Exact   float64        `json:"exact,omitempty"`
	Yes     bool           `json:"yes,omitempty"`
	List    []int          `json:"list"`
	Names   []string       `json:"names,omitempty"`
	Data    []byte         `json:"data"`
	Map     map[string]int `json:"map"`
	Numbers map[int]string `json:"numbers,omitempty"`
	In      inner          `json:"in"`
	Ptr     *inner         `json:"ptr,omitempty"`
	Text    *string        `json:"text,omitempty"`
	All     allOmit        `json:"all,omitempty"`
	AllPtr  *allOmit       `json:"allPtr,omitempty"`
	Any     any            `json:"any"`
	AnyOmit any            `json:"anyOmit,omitempty"`
	Nested  [][]inner      `json:"nested"`
	Self    *plainType     `json:"self,omitzero"`
	Skip    int            `json:"-"`
	hidden  int
}

type (
	embeds struct{ inner }
	dashed struct {
		A int `json:"-,"`
		B int `json:"'quo,ted'"`
	}
	stringed struct {
		A int `json:",string"`
	}
	twice struct {
		A int `json:"x"`
		B int `json:"x"`
	}
	inlined struct {
		A int            `json:"a"`
		R map[string]any `json:",embed"`
	}
	caseless struct {
		Name string `json:"name,case:ignore"`
	}
	arrays struct {
		A [3]int
		B [3]byte
		C [2]string
	}
	method int
	texter struct{ v int }
	when   struct{ T time.Time }
	lasts  struct{ D time.Duration }
	raws   struct {
		R jsontext.Value
		N jsonv1.Number
	}
	myByte  byte
	mine    struct{ B []myByte }
	errs    struct{ E error }
	floats  map[float64]int
	private struct {
		a int `json:"a"`
	}
)

func (m method) MarshalJSON() ([]byte, error)  { return []byte(fmt.Sprintf(`"m%d"`, int(m))), nil }
func (m *method) UnmarshalJSON(b []byte) error { *m = method(len(b)); return nil }
func (t texter) MarshalText() ([]byte, error)  { return []byte(strings.Repeat("t", t.v)), nil }
func (t *texter) UnmarshalText(b []byte) error { t.v = len(b); return nil }

func show(title string, v any) {
	out, err := json.Marshal(v)
	sorted, err2 := json.Marshal(v, json.Deterministic(true))
	fmt.Printf("%s: %v\n", title, err)
	if (err == nil) != (err2 == nil) || len(out) != len(sorted) {
		fmt.Printf("   %s\n", out)
	}
	fmt.Printf("   %s\n", sorted)
	if !strings.Contains(string(sorted), "map") && string(out) != string(sorted) {
		fmt.Printf("  not %s\n", out)
	}
}

func read[T any](texts ...string) {
	for _, text := range texts {
		var v T
		err := json.Unmarshal([]byte(text), &v)
		fmt.Printf("%T %s: %+v %v\n", v, text, v, err)
	}
}

func main() {
	str := "pointed"
	full := plainType{Name: "é <&> \u2028 \"q\" \\ \x00\x1f\x7f\t\n", Count: -3, Size: 7, Ratio: 1.1, Exact: 1e21, Yes: true,
		List: []int{1, 2}, Names: []string{"x"}, Data: []byte("data"), Map: map[string]int{"a": 1}, Numbers: map[int]string{-1: "n"},
		In: inner{1, "b"}, Ptr: &inner{}, Text: &str, AllPtr: &allOmit{X: 1}, Any: map[string]any{"k": []any{1.5, nil, true, "s"}}, AnyOmit: "x",
		Nested: [][]inner{{{1, ""}}, nil, {}}, Self: &plainType{}}
	show("zero", plainType{})
	show("full", full)
	show("pointer", &full)
	empty := ""
	show("empty text", plainType{Text: &empty})
	show("empty pointed", plainType{AllPtr: &allOmit{}})
	show("any omitted", plainType{AnyOmit: ""})
	show("any list", plainType{AnyOmit: []int{}})
	show("nil", nil)
	show("nil pointer", (*plainType)(nil))
	show("nils", []any{nil, []int(nil), map[string]int(nil), []byte(nil), (*int)(nil), [0]int{}})
	show("floats", []float64{0, math.Copysign(0, -1), 1e-7, 1e20, 1e21, 123456789.125, math.MaxFloat64, 5e-324})
	show("float32", []float32{0.1, 1e-7, 3.4e38, 16777216})
	show("ints", []any{int8(-128), uint8(255), int64(math.MinInt64), uint64(math.MaxUint64), uintptr(7), 'x'})
	show("NaN", []float64{math.NaN()})
	show("infinite", math.Inf(-1))
	show("bad UTF-8", []string{"a\xffb"})
	show("bad key", map[string]int{"\xff": 1})
	show("func", []any{func() {}})
	show("chan", make(chan int))
	show("complex", 1i)
	show("embeds", embeds{inner{1, "x"}})
	show("dashed", dashed{1, 2})
	show("stringed", stringed{3})
	show("twice", twice{1, 2})
	show("inlined", inlined{1, map[string]any{"z": 2}})
	show("arrays", arrays{[3]int{1, 2, 3}, [3]byte{1, 2, 3}, [2]string{"a", "b"}})
	show("method", []method{1, 2})
	show("method keys", map[string]method{"a": 1})
	show("texter", []texter{{3}})
	show("texter keys", map[texter]int{{2}: 1})
	show("time", when{time.Unix(1e9, 5).UTC()})
	show("duration", lasts{time.Second})
	show("raw", raws{jsontext.Value(`{"a":  1}`), "12"})
	show("my bytes", mine{[]myByte{1, 2}})
	show("error", errs{fmt.Errorf("x")})
	show("float keys", floats{1.5: 1})
	show("bool keys", map[bool]int{true: 1})
	show("private", private{1})
	type loop struct{ Next *loop }
	l := &loop{}
	l.Next = l
	_, err := json.Marshal(l)
	fmt.Println(err != nil)
	deep := strings.Repeat("[", 10001) + strings.Repeat("]", 10001)
	var v any
	fmt.Println(json.Unmarshal([]byte(deep), &v) != nil, v == nil)

	read[plainType](`{}`, `null`, ` {"Name":"n","count":-3,"size":7,"ratio":1.1,"exact":1e3,"yes":true,"list":[1,2],"names":null,"data":"ZGF0YQ==","map":{"a":1},"in":{"a":1,"b":"x"},"any":{"k":[1.5,null,true,"s",{}]},"nested":[[{"a":1}],[],null]} `,
		`{"name":"other case","COUNT":3,"unknown":{"x":[1,2,{}]}}`, `{"Name":"x","Name":"y"}`, `{"any":{"a":1,"a":2}}`, `{"unknown":{"a":1,"\u0061":2}}`,
		`{"count":128}`, `{"count":1.0}`, `{"count":"1"}`, `{"size":-1}`, `{"yes":1}`, `{"Name":1}`, `{"Name":"a\u00e9\ud83d\ude00\n"}`, `{"Name":"\ud800"}`,
		"{\"Name\":\"\xff\"}", `{"data":"!!"}`, `{"data":"ZGF0\nYQ=="}`, `{"data":[1,2]}`, `{"list":{}}`, `{"list":[1,"x",3]}`, `{"map":[]}`, `{"numbers":{"1":"x","-2":"y"}}`,
		`{"numbers":{"01":"x"}}`, `{"numbers":{"+1":"x"}}`, `{"Name":"x"} x`, `{"Name":"x",}`, `{"Name" "x"}`, `{`, ``, ` `, `[]`, `{"exact":1e999}`, `{"ratio":1e39}`)
	read[any](`{"a":[1,2.5,-0,1e400]}`, `[[],{},"",0,null,false]`, `"x"`, `12`, `nul`, `{"b":{"c":{"d":[{"e":1}]}}}`, `{"a":1,"b":2,"a":3}`, `1 2`)
	read[map[string][]int](`{"a":[1],"b":null,"c":[]}`, `null`, `{"a":[1],"a":[2]}`, `{"\n":[]}`)
	read[[]*int](`[]`, `null`)
	read[**inner](`null`)
	read[[2]int](`[1,2]`, `[1]`, `[1,2,3]`)
	read[arrays](`{"A":[1,2,3],"B":"AQID"}`)
	read[embeds](`{"a":1}`)
	read[stringed](`{"A":"12"}`, `{"A":12}`)
	read[caseless](`{"NAME":"x"}`)
	read[twice](`{"x":1}`)
	read[inlined](`{"a":1,"b":2}`)
	read[[]method](`[1,"abc"]`)
	read[map[string]method](`{"x":12}`)
	read[texter](`"four"`)
	read[map[texter]int](`{"abc":1}`)
	read[lasts](`{"D":1}`)
	read[jsontext.Value](` [1, 2] `)
	read[jsonv1.Number](`12`)
	read[errs](`{"E":null}`, `{"E":1}`)
	read[private](`{"a":1}`)
	read[struct{}](`{"a":1}`)
	read[string](`"abc"`, `null`, `5`)
	read[bool](`true`, `"true"`)
	read[float64](`5`, `-0`, `"5"`)

	// What is there already is merged into.
	kept := plainType{Name: "kept", List: []int{9, 9, 9}, Map: map[string]int{"old": 1}, Ptr: &inner{A: 5}, Any: "x"}
	list, ptr := kept.List, kept.Ptr
	fmt.Println(json.Unmarshal([]byte(`{"count":1,"list":[1],"map":{"new":2},"ptr":{"b":"y"},"any":[1]}`), &kept))
	fmt.Println(kept.Name, kept.Count, kept.List, list, len(kept.Map), *ptr, kept.Ptr == ptr, kept.Any)
	part := plainType{}
	fmt.Println(json.Unmarshal([]byte(`{"Name":"set","count":1000}`), &part), part.Name, part.Count)
	fmt.Println(json.Unmarshal([]byte(`{}`), nil), json.Unmarshal([]byte(`{}`), part) != nil, json.Unmarshal([]byte(`{}`), (*plainType)(nil)) != nil)
	var many []plainType
	text := "[" + strings.Repeat(`{"Name":"n","list":[1,2,3],"in":{"a":4}},`, 500) + `{"count":2}]`
	fmt.Println(json.Unmarshal([]byte(text), &many), len(many), many[499].List, many[500].Count)
	back, err := json.Marshal(many)
	fmt.Println(len(back), err)
	var wide map[string]int
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, `,"k%d":%d`, i%99, i)
	}
	fmt.Println(json.Unmarshal([]byte("{"+b.String()[1:]+"}"), &wide), len(wide))
}
