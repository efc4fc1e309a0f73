// run

package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

type All struct {
	A  int     `json:"a,string"`
	B  string  `json:",string"`
	C  float64 `json:"c,string"`
	D  *int    `json:"d,string"`
	E  bool    `json:"e,string"`
	G  uint8   `json:",string"`
	V  int     `json:"bad name!,omitempty"`
	W  int     `json:"ok$%-/name"`
	X  int     `json:"q\"x"`
	Y  int     `json:"a'b"`
	Y2 int     `json:"'sq'"`
	Z  int     `json:"é"`
	Z2 int     `json:"a\\b"`
	Z3 int     `json:"omitempty"`
	Z4 int     `json:",unknown"`
	Z5 int     `json:",omitempty,string"`
	I  []int   `json:"-"`
	J  []int   `json:"-,"`
}
type T struct {
	A int `json:"a"`
	B struct{ C []int }
}
type M map[string]int

func main() {
	one := 1
	b, err := json.Marshal(All{B: "q\"", D: &one})
	fmt.Println(string(b), err)
	for _, s := range []string{`{"a":1.`, `[1,-`, `"ab\u12`, `"ab\`, `"ab\u`, "\xff", "\"a\x01\"", "'", `{"a":'x'}`, "[1\xff]", `"\ud800\u"`, `{"a":01}`, `[01]`, `{"a":1.5.5}`, `+1`, `.5`, `Infinity`, `[`, `{"a":[`, `{"a":[1,2`, `"\`, "\"\t\"", "\u00e9", "{\"\x00", `{"a":"b","`, `[tru`, `[nulL]`, `/`, `{"a":1}}`, `[1]]`, `"x"y`, "true ,", strings.Repeat("[", 9999), strings.Repeat("[", 10001), strings.Repeat("[", 10000) + strings.Repeat("]", 10000), strings.Repeat(`{"a":`, 10001)} {
		var v any
		err := json.Unmarshal([]byte(s), &v)
		if len(s) > 50 {
			s = s[:10]
		}
		if e, ok := err.(*json.SyntaxError); ok {
			fmt.Printf("%q: %v %d\n", s, err, e.Offset)
		} else {
			fmt.Printf("%q: %v %T\n", s, err, err)
		}
	}
	var t T
	fmt.Println(json.Unmarshal([]byte(`{"A":"x"}`), &t))
	fmt.Println(json.Unmarshal([]byte(`{"b":{"c":[1,"x"]}}`), &t), t)
	var m M
	fmt.Println(json.Unmarshal([]byte(`{"k":"x"}`), &m))
	var pp **T
	fmt.Println(json.Unmarshal([]byte(`{"a":"x"}`), &pp))
	var an any = &t
	fmt.Println(json.Unmarshal([]byte(`{"a":77}`), &an), t.A)
	var x struct{ I any }
	x.I = &t
	fmt.Println(json.Unmarshal([]byte(`{"I":{"a":"b"}}`), &x))
	sl := []T{{A: 1}, {A: 2}, {A: 3}}
	fmt.Println(json.Unmarshal([]byte(`[{},{"a":5}]`), &sl), sl, len(sl), cap(sl))
	fmt.Println(sl[:3])
	mm := map[string]T{"x": {A: 4}}
	fmt.Println(json.Unmarshal([]byte(`{"x":{"B":{"C":[1]}}}`), &mm), mm)
	mp := map[string]*T{"x": {A: 4}}
	fmt.Println(json.Unmarshal([]byte(`{"x":{"B":{"C":[1]}}}`), &mp), mp["x"].A)
	ar := [3]int{1, 2, 3}
	fmt.Println(json.Unmarshal([]byte(`[9]`), &ar), ar)
	var s5 []int
	fmt.Println(json.Unmarshal([]byte(`[1,2,3,4,5]`), &s5), len(s5), cap(s5))
	var a5 any
	fmt.Println(json.Unmarshal([]byte(`[1,2,3,4,5]`), &a5), cap(a5.([]any)))
	var e []int
	fmt.Println(json.Unmarshal([]byte(`[]`), &e), e == nil, cap(e))
	var by []byte
	fmt.Println(json.Unmarshal([]byte(`"aGVsbG8"`), &by), json.Unmarshal([]byte(`"aGVs\nbG8="`), &by), string(by))
	var sb struct{ A []int8; B [2]byte; C []string }
	fmt.Println(json.Unmarshal([]byte(`{"A":[1,2],"B":[1,2,3],"C":["x",null,"z"]}`), &sb), sb)
	var k struct{ Aa int; AA int; aA int }
	fmt.Println(json.Unmarshal([]byte(`{"aa":1,"AA":2}`), &k), k)
	var fold struct{ Kelvin int; S_x int; Foo_Bar int }
	fmt.Println(json.Unmarshal([]byte("{\"\u212aelvin\":1,\"\u017f_X\":2,\"foobar\":3,\"FOO_BAR\":4,\"foo-bar\":5}"), &fold), fold)
}
