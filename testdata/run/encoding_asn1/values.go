// run

package main

import (
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math/big"
	"math/rand"
	"regexp"
	"time"
)

type alg struct {
	Algorithm  asn1.ObjectIdentifier
	Parameters asn1.RawValue `asn1:"optional"`
}
type inner struct {
	Raw asn1.RawContent
	A   int `asn1:"optional,default:5"`
	B   string
	Any any `asn1:"optional"`
}
type all struct {
	V    int `asn1:"optional,explicit,default:0,tag:0"`
	N    *big.Int
	Alg  alg
	S    []inner
	T    time.Time
	G    time.Time `asn1:"generalized"`
	Bits asn1.BitString
	Oct  []byte `asn1:"optional,tag:1"`
	E    asn1.Enumerated
	F    asn1.Flag `asn1:"optional,explicit,tag:3"`
	I5   string    `asn1:"ia5"`
	U    string    `asn1:"utf8,tag:5"`
	Set  []int     `asn1:"set"`
	Num  string    `asn1:"numeric"`
	App  int64     `asn1:"application,tag:7"`
	Bo   bool
	I32  int32    `asn1:"optional"`
	Om   []string `asn1:"omitempty"`
}
type unexp struct {
	A int
	b int
}
type nameSET []int

var pointers = regexp.MustCompile("0x[0-9a-f]{6,}")

func show(v any, err error) { fmt.Printf("%+v | %v\n", v, err) }
func m(v any) []byte {
	b, err := asn1.Marshal(v)
	fmt.Println(hex.EncodeToString(b), err)
	return b
}
func main() {
	when := time.Date(2024, 2, 29, 12, 34, 56, 0, time.UTC)
	oid := asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	a := all{V: 2, N: big.NewInt(-129), Alg: alg{oid, asn1.NullRawValue}, S: []inner{{A: 5, B: "x*y", Any: "q"}, {A: 70000, B: "héé", Any: 5}},
		T: when, G: when.In(time.FixedZone("", 5400)), Bits: asn1.BitString{[]byte{0xf0, 0x80}, 9}, Oct: []byte("abc"), E: 3, F: true, I5: "ia@5", U: "ü", Set: []int{300, 2, 1}, Num: "12 3", App: -1 << 40, Bo: true, I32: -7}
	b := m(a)
	var back all
	rest, err := asn1.Unmarshal(append(b, 1, 2), &back)
	back.S[0].Raw = nil
	show(fmt.Sprint(back.V, back.N, back.Alg, back.S, back.T, back.G, back.Bits, back.Oct, back.E, back.F, back.I5, back.U, back.Set, back.Num, back.App, back.Bo, back.I32, back.Om), err)
	fmt.Println(rest)
	for _, v := range []any{0, 1, -1, 127, 128, -128, -129, 1 << 40, true, "abc", "a&b", "a*b", "ö", "\xff", []byte{1}, []int{}, nameSET{3, 1, 2}, oid, asn1.ObjectIdentifier{3, 1}, asn1.ObjectIdentifier{1}, asn1.ObjectIdentifier{2, 100, 3},
		big.NewInt(0), big.NewInt(-1), big.NewInt(-128), big.NewInt(-256), big.NewInt(255), (*big.Int)(nil), nil, 3.5, when, when.AddDate(100, 0, 0), when.AddDate(9000, 0, 0), asn1.BitString{}, asn1.NullRawValue, asn1.RawValue{Class: 2, Tag: 40, IsCompound: true, Bytes: []byte{1, 2}}, []any{1, "x", nil}, struct{ A any }{}, map[string]int{}, int8(3), int16(-300), uint8(3), asn1.Flag(true), make([]byte, 300), asn1.Enumerated(500)} {
		m(v)
	}
	for _, p := range []string{"tag:5", "explicit,tag:3", "application,tag:2", "private,tag:2", "private,explicit,tag:2", "set", "utf8", "ia5", "numeric", "printable", "generalized", "utc", "optional", "optional,default:3", "omitempty"} {
		for _, v := range []any{3, "12", when, []int{2, 1}, []byte{}, 0} {
			b, err := asn1.MarshalWithParams(v, p)
			fmt.Println(p, hex.EncodeToString(b), err)
		}
	}
	types := []func() any{
		func() any { return new(all) }, func() any { return new(int) }, func() any { return new(string) }, func() any { return new(*big.Int) }, func() any { return new(any) }, func() any { return new(asn1.RawValue) },
		func() any { return new([]int) }, func() any { return new([]string) }, func() any { return new([]asn1.RawValue) }, func() any { return new(time.Time) }, func() any { return new(asn1.BitString) }, func() any { return new(asn1.ObjectIdentifier) }, func() any { return new(bool) },
		func() any { return new(alg) }, func() any { return new(inner) }, func() any { return new([]byte) }, func() any { return new(nameSET) }, func() any { return new([]time.Time) }, func() any { return new(unexp) }, func() any { return new(float64) }, func() any { return new([]float64) }, func() any { return new(int8) }, func() any { return new(int32) }, func() any { return new([][]int) },
		func() any { return new(asn1.Enumerated) }, func() any { return new(asn1.Flag) },
	}
	r := rand.New(rand.NewSource(1))
	seeds := [][]byte{b}
	for _, v := range []any{5, 1 << 40, "abc", "ö", when, when.AddDate(100, 0, 0), oid, true, []int{1, 2, 300}, []string{"a", "ö"}, alg{oid, asn1.NullRawValue}, big.NewInt(-70000), asn1.BitString{[]byte{0x80}, 1}, []byte("abc"), nameSET{1, 2}} {
		s, err := asn1.Marshal(v)
		if err == nil {
			seeds = append(seeds, s)
		}
	}
	bmp := []byte{30, 4, 0, 65, 0, 66}
	seeds = append(seeds, bmp, []byte{0x18, 0x0f, '2', '0', '2', '4', '0', '1', '0', '1', '0', '0', '0', '0', '0', '0', 'Z'}, []byte{0x1f, 0x81, 0x01, 1, 5}, []byte{2, 0x81, 0x80}, []byte{0x30, 0x80}, []byte{27, 2, 65, 66}, []byte{20, 2, 65, 200}, []byte{18, 2, 0x31, 0x20}, []byte{19, 2, '&', '*'})
	for i := range 400 {
		s := append([]byte(nil), seeds[r.Intn(len(seeds))]...)
		for n := r.Intn(4); n > 0; n-- {
			switch at := r.Intn(len(s)); r.Intn(4) {
			case 0:
				s[at] = byte(r.Intn(256))
			case 1:
				s[at] ^= 1 << r.Intn(8)
			case 2:
				s[at] = byte(r.Intn(40))
			case 3:
				s[at]++
			}
		}
		if r.Intn(5) == 0 {
			s = s[:r.Intn(len(s)+1)]
		}
		v := types[r.Intn(len(types))]()
		if r.Intn(3) > 0 {
			v = types[0]()
			if i%2 == 0 {
				s = append([]byte(nil), b...)
				s[r.Intn(len(s))] += byte(r.Intn(3))
				s[r.Intn(len(s))] ^= byte(r.Intn(3))
			}
		}
		ps := []string{"", "", "", "optional", "explicit,tag:0", "tag:1", "set", "application,tag:1", "utf8", "optional,explicit,tag:2,default:5", "private,tag:1"}
		rest, err := asn1.UnmarshalWithParams(s, v, ps[r.Intn(len(ps))])
		e := pointers.ReplaceAllString(fmt.Sprint(err), "PTR")
		if len(e) > 0 && fmt.Sprint(err) != "" {
		}
		out := ""
		switch v := v.(type) {
		case *all:
			out = fmt.Sprint(v.V, v.N, v.Alg, v.S, v.T.UTC(), v.G.UTC(), v.Bits, v.Oct, v.E, v.F, v.I5, v.U, v.Set, v.Num, v.App, v.Bo, v.I32, v.Om)
		case *time.Time:
			out = v.UTC().String()
		case *[]time.Time:
			out = fmt.Sprint(len(*v))
		case **big.Int:
			out = fmt.Sprint(*v)
		case *any:
			if t, ok := (*v).(time.Time); ok {
				out = t.UTC().String()
			} else {
				out = fmt.Sprintf("%T %v", *v, *v)
			}
		default:
			out = fmt.Sprintf("%+v", v)
			if len(out) > 1 && out[:2] == "0x" {
				out = "pointer"
			}
		}
		fmt.Println(i, len(rest), e, out)
	}
	var nilp *int
	fmt.Println(asn1.Unmarshal(b, nilp))
	fmt.Println(asn1.Unmarshal(b, 3))
	fmt.Println(asn1.Unmarshal(b, nil))
	bs := asn1.BitString{[]byte{0xab, 0xc0}, 10}
	fmt.Println(bs.At(0), bs.At(1), bs.At(9), bs.At(10), bs.At(-1), bs.RightAlign())
	deep := []byte{}
	for range 3000 {
		deep = append(deep, 0)
	}
	_ = deep
}
