// run

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

type UJ struct{ s string }

func (u *UJ) UnmarshalJSON(b []byte) error {
	u.s = "J" + string(b)
	if strings.Contains(string(b), "err") {
		return errors.New("uj boom")
	}
	return nil
}

type UT struct{ s string }

func (u *UT) UnmarshalText(b []byte) error {
	u.s = "T" + string(b)
	if strings.Contains(string(b), "err") {
		return errors.New("ut boom")
	}
	return nil
}

type KT string

func (u *KT) UnmarshalText(b []byte) error { *u = KT("K" + string(b)); return nil }

type VJ map[string]int

func (v VJ) UnmarshalJSON(b []byte) error { v["x"] = len(b); return nil }

type S struct {
	A  UJ
	B  *UJ
	C  UT
	D  *UT
	E  []UJ
	F  map[string]UJ
	G  map[UT]int
	H  map[string]*UT
	I  any
	J  int
	K  map[KT]UT
	L  VJ
	M  **UT
	N  [2]UT
}

func main() {
	for _, s := range []string{
		`{"A":1,"B":2,"C":"x","D":"y","E":[1,"a",{}],"F":{"k":[1]},"G":{"g":1},"H":{"h":"z"},"K":{"k":"v"},"M":"m","N":["1","2","3"]}`,
		`{"A":null,"B":null,"C":null,"D":null,"E":[null],"F":{"k":null},"H":{"h":null},"N":[null]}`,
		`{"A":"err","J":5}`, `{"J":"x","A":"err"}`, `{"A":"err","J":"x"}`, `{"C":"err","J":5}`, `{"C":5,"J":6}`, `{"C":{},"J":6}`, `{"D":true,"J":6}`, `{"D":[],"J":6}`,
		`{"E":[1,"err",3],"J":7}`, `{"F":{"a":"err","b":1},"J":7}`, `{"G":{"err":1},"J":8}`, `{"K":{"k":"err"},"J":8}`, `{"H":{"h":"err"}}`,
	} {
		var v S
		err := json.Unmarshal([]byte(s), &v)
		fmt.Printf("%s\n  %v %T\n  %v %v %v %v %v %v %v %v %v %v %v %v\n", s, err, err, v.A, v.B, v.C, v.D, v.E, v.F, v.G, len(v.H), v.J, v.K, v.M != nil, v.N)
		if e, ok := err.(*json.UnmarshalTypeError); ok {
			fmt.Printf("   %q %v %d %q %q %v\n", e.Value, e.Type, e.Offset, e.Struct, e.Field, e.Err)
		}
	}
	v := S{L: VJ{}}
	fmt.Println(json.Unmarshal([]byte(`{"L":{"a":1}}`), &v), v.L)
	var t time.Time
	fmt.Println(json.Unmarshal([]byte(`"2020-01-02T03:04:05Z"`), &t), t, json.Unmarshal([]byte(`"x"`), &t), json.Unmarshal([]byte(`5`), &t))
	var tt struct{ T []time.Time }
	fmt.Println(json.Unmarshal([]byte(`{"T":["2020-01-02T03:04:05Z","bad"]}`), &tt), tt)
	var d time.Duration
	fmt.Println(json.Unmarshal([]byte(`1000`), &d), d)
	type hid struct{ X int }
	var h struct{ *hid }
	fmt.Println(json.Unmarshal([]byte(`{"X":1}`), &h), h.hid)
	type Hid struct{ X int }
	var h2 struct{ *Hid }
	fmt.Println(json.Unmarshal([]byte(`{"X":1}`), &h2), h2.Hid)
	type MM map[string]MM
	var mm MM
	fmt.Println(json.Unmarshal([]byte(`{"a":{"b":{}}}`), &mm), mm)
	var us UJ
	fmt.Println(json.Unmarshal([]byte(` [1, 2] `), &us), us)
	var rm json.RawMessage
	fmt.Println(json.Unmarshal([]byte(` [1, 2] `), &rm), string(rm))
	var st struct{ R *json.RawMessage; S json.RawMessage; N json.Number; NP *json.Number }
	fmt.Println(json.Unmarshal([]byte(`{"R":null,"S":null,"N":null,"NP":1e5}`), &st), st.R, string(st.S), st.N, *st.NP)
	dec := json.NewDecoder(strings.NewReader(`{"a":[1,{"b":null}],"c":"d"} [] "x" 1`))
	for {
		tok, err := dec.Token()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%T %v %v %d|", tok, tok, dec.More(), dec.InputOffset())
	}
	for _, s := range []string{`[1 2]`, `{"a" "b"}`, `{1:2}`, `[1,]`, `{"a":1,}`, `}`, `[}`, `{]`, `{"a":}`, `nul`, `"abc`, `[1,2`} {
		dec := json.NewDecoder(strings.NewReader(s))
		for {
			tok, err := dec.Token()
			if err != nil {
				fmt.Printf("%s => %v %T\n", s, err, err)
				break
			}
			fmt.Print(tok, " ")
		}
	}
	dec = json.NewDecoder(strings.NewReader(`[{"J":1},{"J":2}]  tail`))
	fmt.Println(dec.Token())
	for dec.More() {
		var v S
		fmt.Println(dec.Decode(&v), v.J, dec.InputOffset())
	}
	fmt.Println(dec.Token())
	bb := make([]byte, 10)
	n, _ := dec.Buffered().Read(bb)
	fmt.Printf("%q\n", bb[:n])
	dec = json.NewDecoder(strings.NewReader(`{"J":"x"} {"J":2} [1`))
	for i := 0; i < 4; i++ {
		var v S
		fmt.Println(dec.Decode(&v), v.J, dec.InputOffset())
	}
	fmt.Println(json.NewDecoder(strings.NewReader("")).Decode(&v), json.NewDecoder(strings.NewReader("  ")).Decode(&v))
	var sb strings.Builder
	fmt.Println(json.Valid([]byte(`{"a":[1,2,{}]}`)), json.Valid([]byte(`{`)))
	_ = sb
}
