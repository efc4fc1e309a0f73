// run

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

type VM struct{ s string }

func (v VM) MarshalJSON() ([]byte, error) {
	if v.s == "err" {
		return nil, errors.New("boom")
	}
	return []byte(v.s), nil
}

type PM struct{ s string }

func (v *PM) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte(`"nilptr"`), nil
	}
	return []byte(`{"p":   "` + v.s + `<"}`), nil
}

type VT struct{ s string }

func (v VT) MarshalText() ([]byte, error) {
	if v.s == "err" {
		return nil, errors.New("tboom")
	}
	return []byte("<" + v.s + "\xff>"), nil
}

type PT struct{ s string }

func (v *PT) MarshalText() ([]byte, error) { return []byte("pt"), nil }

type KI int

func (k KI) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("k%d", 10-int(k))), nil }

type St string

func (s St) String() string { return "stringer" }

type Emb struct {
	X int
	Y string `json:"why"`
}
type emb2 struct {
	Z int
	X int
}
type All struct {
	Emb
	emb2
	*PM  `json:",omitempty"`
	A    int     `json:"a,omitempty"`
	B    string  `json:",string"`
	C    float64 `json:"c,string"`
	D    *int    `json:"d,string"`
	E    bool    `json:"e,string"`
	F    any     `json:"f"`
	G    []byte
	H    map[string]int `json:",omitempty"`
	I    []int          `json:"-"`
	J    []int          `json:"-,"`
	k    int
	L    time.Time `json:",omitzero"`
	M    struct{}  `json:",omitempty"`
	N    [0]int    `json:",omitempty"`
	O    [2]byte
	P    *All `json:",omitempty"`
	Q    St
	R    []St
	S    map[St]St
	T    json.Number
	U    json.RawMessage
	V    int `json:"bad name!,omitempty"`
	W    int `json:"ok$%-/name"`
	X2   uint8
	Y2   []uint8
	Z2   [][]byte
	IZ   Z `json:",omitzero"`
	IZ2  int `json:",omitzero"`
	Fn   any `json:",omitempty"`
}
type Z struct{ v int }

func (z Z) IsZero() bool { return z.v == 7 }

type Cy struct{ Next *Cy }
type Dup1 struct{ A int `json:"x"` }
type Dup2 struct{ B int `json:"x"` }
type Dup struct {
	Dup1
	Dup2
	C int
}
type Byte byte
type Bytes []Byte
type MB byte

func (m MB) MarshalText() ([]byte, error) { return []byte("mb"), nil }

func p(v any) {
	b, err := json.Marshal(v)
	fmt.Printf("%T: %s | %v", v, b, err)
	if err != nil {
		fmt.Printf(" %T %T", err, errors.Unwrap(err))
	}
	fmt.Println()
}

func main() {
	p(VM{`{"a": [1, 2 ]}`})
	p(&VM{`1 `})
	p(VM{`err`})
	p(VM{``})
	p(VM{`{x`})
	p(VM{"\"<\u2028>\""})
	p([]VM{{"1"}, {"err"}})
	p(PM{"x"})
	p(&PM{"x"})
	p([]PM{{"x"}})
	p([1]PM{{"x"}})
	p(&[1]PM{{"x"}})
	p(map[string]PM{"a": {"x"}})
	p((*PM)(nil))
	p([]*PM{nil, {"q"}})
	p([]*VM{nil})
	p(struct{ P PM }{PM{"s"}})
	p(&struct{ P PM }{PM{"s"}})
	p(struct{ V any }{PM{"s"}})
	p(VT{"x"})
	p(VT{"err"})
	p(PT{"x"})
	p(&PT{"x"})
	p(map[VT]int{{"a"}: 1})
	p(map[VT]int{{"err"}: 1})
	p(map[KI]int{1: 1, 2: 2, 3: 3})
	p(map[*PT]int{{}: 1})
	p(map[int]string{10: "a", 2: "b", -1: "c"})
	p(map[uint8]string{10: "a", 2: "b"})
	p(map[St]string{"z": "a", "b": "b"})
	p(map[any]int{"x": 1})
	p(map[string]any{"b": 1, "a": []any{nil, true, 1.5, "x", map[string]any{}}, "<k>": "&"})
	p(map[string]int(nil))
	p([]int(nil))
	p([]byte(nil))
	p([]byte{})
	p([]int{})
	p(Bytes{1, 2})
	p([]MB{1, 2})
	p([3]byte{1, 2, 3})
	one := 1
	p(All{PM: &PM{"e"}, D: &one, G: []byte("hi"), L: time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC), T: "12", U: json.RawMessage(` [1] `), IZ: Z{7}, Q: "q", S: map[St]St{"a": "b"}})
	p(&All{B: "quote\"", IZ: Z{8}, F: VM{`"x"`}})
	p(Dup{})
	p("h\u00e9 <>&\u2028\u2029\x00\x01\x08\x0c\x1f\x7f\"\\\n\r\t\xff\xc3 😀")
	for _, f := range []float64{0, math.Copysign(0, -1), 1, 1.5, 1e20, 1e21, 123456789012345678, 1e-6, 1e-7, 1.234e-9, -1e22, math.MaxFloat64, math.SmallestNonzeroFloat64, 100, 0.1} {
		p(f)
		p(float32(f))
	}
	p(math.MaxInt64)
	p(uint64(math.MaxUint64))
	p(int8(-128))
	p(nil)
	p(true)
	var np *int
	p(np)
	p(&np)
	c := &Cy{}
	c.Next = c
	p(c)
	m := map[string]any{}
	m["m"] = m
	p(m)
	s := []any{nil}
	s[0] = s
	p(s)
	p(struct {
		A int `json:"a,string,omitempty"`
		B json.Number `json:",string"`
		C *string `json:",string"`
		D []int `json:",string"`
		E any `json:",string"`
		F map[string]int `json:",string"`
	}{E: 5})
	p(time.Date(2020, 1, 2, 3, 4, 5, 600, time.UTC))
	p(time.Date(20200, 1, 2, 3, 4, 5, 600, time.UTC))
	p(time.Second)
	p(errors.New("x"))
	p(struct{ error }{errors.New("x")})
	p(json.Number("1e5"))
	p(json.Number("-0"))
	p(json.Number("01"))
	p(struct{ F func() `json:"-"` }{})
	p(struct{ F func() }{})
	p(struct{ F func() `json:",omitempty"` }{})
	p(struct{ C chan int `json:",omitempty"` }{})
	p([]any{func() {}})
	p(complex(1, 2))
	b, err := json.MarshalIndent(map[string]any{"a": []int{1, 2}, "b": map[string]any{}, "c": []int{}, "d": map[string]int{"x": 1}}, ">", "  ")
	fmt.Println(string(b), err)
	var sb strings.Builder
	e := json.NewEncoder(&sb)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	fmt.Println(e.Encode(map[string]string{"<": ">"}), e.Encode(VM{`{"<":  1}`}), e.Encode(make(chan int)), e.Encode(1))
	fmt.Printf("%q\n", sb.String())
}
