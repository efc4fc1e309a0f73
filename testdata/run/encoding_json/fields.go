// run

package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type Z struct{ V int }

func (z Z) IsZero() bool { return z.V == 7 }

type PZ struct{ V int }

func (z *PZ) IsZero() bool { return z == nil || z.V == 8 }

type ZM struct{ V int }

func (z ZM) IsZero() bool                 { return z.V == 9 }
func (z ZM) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf(`{"zm":%d}`, z.V)), nil }

type Emb struct {
	X int
	Y string `json:"why"`
	D int    `json:"dup"`
}
type emb2 struct {
	Z int
	X int
	D int `json:"dup"`
}
type Deep struct{ Emb3 }
type Emb3 struct {
	Q   int `json:"q"`
	Own int
}
type Named struct{ N int }
type IntT int
type All struct {
	Emb
	emb2
	*Deep
	Named  `json:"named"`
	IntT   `json:",omitempty"`
	Own    string
	A      int     `json:"a,omitempty"`
	B      string  `json:",string"`
	C      float64 `json:"c,string"`
	D      *int    `json:"d,string"`
	E      bool    `json:"e,string"`
	F      any     `json:"f"`
	G      []byte
	H      map[string]int `json:",omitempty"`
	L      time.Time      `json:",omitzero"`
	M      struct{}       `json:",omitempty"`
	N      [0]int         `json:",omitempty"`
	O      [2]byte
	P      *All `json:",omitempty"`
	Z      Z    `json:"z1,omitzero"`
	Z2     *Z   `json:"z2,omitzero"`
	Z3     PZ   `json:"z3,omitzero"`
	Z4     *PZ  `json:"z4,omitzero"`
	Z5     ZM   `json:"z5,omitzero"`
	Z6     []ZM `json:"z6,omitzero"`
	Z7     any  `json:"z7,omitzero"`
	Z8     struct {
		A int
		B []int
	} `json:"z8,omitzero"`
	F32 float32 `json:",string,omitempty"`
	U64 uint64  `json:",string"`
	T   json.Number
	U   json.RawMessage
	W   json.Marshaler
	Dur time.Duration `json:",omitempty"`
}
type A1 struct{ V int }
type B1 struct{ V int }
type C1 struct {
	A1
	B1
	W int
}
type D1 struct {
	C1
	V string
}
type R struct {
	*R
	X int
}
type Ptr struct {
	P **int
	S *string `json:",string"`
	M map[string]*Ptr
	I *any
}

func p(v any) {
	b, err := json.Marshal(v)
	fmt.Println(string(b), err)
	b, err = json.MarshalIndent(v, "", "\t")
	fmt.Println(len(b), err)
}

func main() {
	p(All{})
	p(&All{})
	one := 1
	all := All{Emb: Emb{1, "y", 2}, emb2: emb2{3, 4, 5}, Deep: &Deep{Emb3{6, 7}}, Named: Named{8}, IntT: 9, Own: "own", A: 10, B: "s\"<", C: 1.25, D: &one, E: true, F: map[string]any{"k": []int{1}},
		G: []byte{0, 255}, H: map[string]int{"b": 1, "a": 2}, L: time.Unix(0, 0).UTC(), P: &All{Z: Z{7}}, Z: Z{7}, Z2: &Z{7}, Z3: PZ{8}, Z4: &PZ{8}, Z5: ZM{9}, Z6: []ZM{{9}, {1}}, Z7: ZM{9}, F32: 1.5, U64: 1 << 63, T: "1e9", U: json.RawMessage(`{"a" : 1}`), W: ZM{3}, Dur: 5}
	p(all)
	p(&all)
	p(C1{A1{1}, B1{2}, 3})
	p(D1{C1{A1{1}, B1{2}, 3}, "v"})
	p(R{&R{nil, 5}, 6})
	pi := &one
	s := "x"
	var a any = 5
	p(Ptr{&pi, &s, map[string]*Ptr{"n": nil, "z": {}}, &a})
	p([]any{1, int8(2), uint16(3), 4.5, float32(0.1), "s", nil, true, []string{}, map[int]bool{1: true}, struct{}{}, &one, &pi, json.Number("5"), time.Second, [2]bool{true}, ZM{1}, &ZM{2}, (*ZM)(nil), error(nil), 'x', byte(1), uintptr(9)})
	p(map[string]map[string]ZM{"b": {"y": {1}, "x": {2}}, "a": {}})
	p(struct {
		A []ZM
		B map[string]any
		C struct{ X, y int }
		D interface{ Foo() }
	}{A: []ZM{{1}}, B: map[string]any{"z": ZM{5}, "t": time.Unix(1, 5).UTC()}})
	var back All
	b, _ := json.Marshal(all)
	err := json.Unmarshal(b, &back)
	fmt.Println(err)
	back.W = nil
	b2, _ := json.Marshal(back)
	fmt.Println(string(b2))
}
