// run

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

type T struct {
	A int               `json:"a"`
	B string            `json:"b"`
	C *T                `json:"c"`
	D []int             `json:"d"`
	E map[string]int    `json:"e"`
	F float64           `json:"f"`
	G bool              `json:"g"`
	H any               `json:"h"`
	I [2]int            `json:"i"`
	J []byte            `json:"j"`
	K int8              `json:"k"`
	L uint              `json:"l"`
	M map[int]string    `json:"m"`
	N json.Number       `json:"n"`
	O int               `json:"o,string"`
	P json.RawMessage   `json:"p"`
	Q fmt.Stringer      `json:"q"`
	R string            `json:"r,string"`
	S map[bool]int      `json:"s"`
}

func main() {
	for _, s := range []string{
		``, ` `, `{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{a:1}`, `[`, `[1`, `[1,`, `[1,]`, `1 2`, `{"a":1}x`, `nul`, `nulx`, `tru`, `trux`, `"abc`, "\"a\nb\"", `"\x"`, `"\u12"`, `"\u12g4"`, `-`, `-x`, `01`, `1.`, `1.x`, `1e`, `1e+`, `1ex`, `{"a":"x"}`, `{"a":1.5}`, `{"a":1e3}`, `{"a":99999999999999999999}`, `{"b":1}`, `{"b":true}`, `{"b":{}}`, `{"b":[]}`, `{"c":1}`, `{"c":{"a":"x"}}`, `{"c":{"c":{"a":"x"}}}`, `{"d":1}`, `{"d":{"x":1}}`, `{"d":["x"]}`, `{"e":{"x":"y"}}`, `{"e":[1]}`, `{"f":"x"}`, `{"f":1e400}`, `{"g":1}`, `{"g":"true"}`, `{"i":[1,2,3]}`, `{"i":[1]}`, `{"i":1}`, `{"j":"!!"}`, `{"j":"aGk="}`, `{"j":[1,2]}`, `{"j":1}`, `{"k":128}`, `{"k":-129}`, `{"l":-1}`, `{"m":{"x":"y"}}`, `{"m":{"1":"y"}}`, `{"n":"x"}`, `{"n":"1.5"}`, `{"n":12}`, `{"n":true}`, `{"o":1}`, `{"o":"1"}`, `{"o":"x"}`, `{"o":""}`, `{"o":"\"1\""}`, `{"o":null}`, `{"o":"null"}`, `{"p":[1, 2]}`, `{"q":1}`, `{"q":null}`, `{"r":"x"}`, `{"r":"\"x\""}`, `{"s":{"true":1}}`, `null`, `[]`, `1`, `"x"`, `true`, `{"A":5}`, `{"unknown":{"x":[1,{"y":"z"}]},"a":3}`, `{"a":1,"a":2}`, "{\"b\":\"\xff\"}", `{"b":"\ud800"}`, `{"b":"\ud83d\ude00"}`, "\ufeff{}", `{"a" 1}`, `{"a":1 "b":2}`, `[1 2]`, `}`, `]`, `{"a":}`, `{,}`, `[,]`, "{\"a\":1\x00}", `{"a":tru}`, `{"a":fals3}`, `{"b":"\`,
	} {
		var t T
		err := json.Unmarshal([]byte(s), &t)
		fmt.Printf("%q: %v (%T)", s, err, err)
		switch e := err.(type) {
		case *json.SyntaxError:
			fmt.Print(" off ", e.Offset)
		case *json.UnmarshalTypeError:
			fmt.Printf(" %q %v %d %q %q", e.Value, e.Type, e.Offset, e.Struct, e.Field)
		}
		fmt.Println()
		var a any
		err = json.Unmarshal([]byte(s), &a)
		fmt.Printf("   any: %v %v\n", a, err)
	}
	fmt.Println(json.Unmarshal([]byte("1"), nil), json.Unmarshal([]byte("1"), 3), json.Unmarshal([]byte("1"), (*int)(nil)))
	for _, v := range []any{math.NaN(), math.Inf(-1), make(chan int), func() {}, 1 + 2i, map[[2]int]int{{1, 2}: 3}, map[float64]int{1: 1}, &struct{ C chan int }{}, json.Number("x"), json.Number(""), json.RawMessage("{x"), json.RawMessage(nil), map[bool]int{true: 1}, []any{make(chan int)}} {
		b, err := json.Marshal(v)
		fmt.Printf("%s %v %T\n", b, err, err)
	}
	d := json.NewDecoder(strings.NewReader(`{"a":1} {"a":2} x`))
	for i := 0; i < 4; i++ {
		var t T
		err := d.Decode(&t)
		fmt.Println(t.A, err, d.InputOffset(), d.More())
	}
	d = json.NewDecoder(strings.NewReader(`{"z":1}`))
	d.DisallowUnknownFields()
	var t T
	fmt.Println(d.Decode(&t))
	d = json.NewDecoder(strings.NewReader(`[{"a":1,"b":[true,null,"x",1.5]},2`))
	d.UseNumber()
	for {
		tok, err := d.Token()
		fmt.Printf("%v %T %v %d\n", tok, tok, err, d.InputOffset())
		if err != nil {
			break
		}
	}
}
