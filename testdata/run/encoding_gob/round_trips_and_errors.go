// run

package main

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"strings"
	"time"
)

type P struct{ X, Y int }
type Q struct {
	Y int64
	Z string
}
type Shape interface{ Area() float64 }
type Sq struct{ S float64 }

func (s Sq) Area() float64 { return s.S * s.S }

type Circ struct{ R float64 }

func (c *Circ) Area() float64 { return 3 * c.R * c.R }

type Tree struct {
	L, R *Tree
	V    int
}
type All struct {
	B   bool
	I8  int8
	U16 uint16
	F32 float32
	C   complex64
	S   string
	Bs  []byte
	Sl  []P
	Ar  [3]int
	M   map[string][]int
	Pt  **int
	St  struct{ A, B string }
	If  Shape
	An  any
	T   time.Time
	D   time.Duration
	Big *big.Int
	Ifs []Shape
	un  int
}
type Small struct{ I8 int8 }
type Big struct{ I8 int }
type Wrong struct{ I8 string }
type Er struct{ n int }

func (e Er) GobEncode() ([]byte, error)  { return nil, errors.New("enc err") }
func (e *Er) GobDecode(b []byte) error   { return errors.New("dec err") }

type Ok struct{ n int }

func (e *Ok) MarshalBinary() ([]byte, error)   { return []byte{byte(e.n)}, nil }
func (e *Ok) UnmarshalBinary(b []byte) error   { e.n = int(b[0]); return nil }

func rt(in, out any) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(in)
	n := b.Len()
	if err == nil {
		err = gob.NewDecoder(&b).Decode(out)
	}
	fmt.Printf("%d %.0s -> %T %v\n", n, in, reflect.ValueOf(out).Elem().Interface(), err)
}

func main() {
	gob.Register(Sq{})
	gob.Register(&Circ{})
	gob.Register(map[string]any{})
	gob.RegisterName("pp", P{})
	seven := 7
	ps := &seven
	in := All{true, -5, 65535, 1.5, 1 + 2i, "héllo", []byte{0, 255}, []P{{1, 2}, {}}, [3]int{1, 0, 3}, map[string][]int{"a": {1, 2}}, &ps,
		struct{ A, B string }{"x", "y"}, Sq{2}, map[string]any{"k": 1}, time.Date(2024, 1, 2, 3, 4, 5, 6, time.UTC), time.Second, big.NewInt(1 << 60), []Shape{&Circ{1}, nil, Sq{3}}, 9}
	var b bytes.Buffer
	enc := gob.NewEncoder(&b)
	fmt.Println(enc.Encode(in), enc.Encode(&in), b.Len())
	dec := gob.NewDecoder(&b)
	for i := 0; i < 2; i++ {
		var out All
		err := dec.Decode(&out)
		fmt.Println(err, **out.Pt, out.Ifs[0].(*Circ).R)
		out.Pt, out.Ifs[0] = nil, nil
		fmt.Printf("%+v\n", out)
	}
	fmt.Println(dec.Decode(&P{}))
	var q Q
	rt(P{1, 2}, &q)
	var m map[string]int
	rt(map[string]int{"a": 1}, &m)
	var x int
	rt(5, &x)
	rt("s", &x)
	var s Small
	rt(Big{300}, &s)
	rt(Big{-3}, &s)
	var w Wrong
	rt(Big{1}, &w)
	rt(5, &s)
	rt([]int{1}, &s)
	rt(Sq{1}, &s)
	var sl []int8
	rt([]int{1, 2, 300}, &sl)
	rt([]int{1, 2, 3}, &sl)
	rt([3]int{1, 2, 3}, &sl)
	var arr [2]int
	rt([3]int{1, 2, 3}, &arr)
	var any1 any
	rt(5, &any1)
	rt(&struct{ A any }{5}, &struct{ A any }{})
	rt(&struct{ A any }{P{1, 2}}, &struct{ A any }{})
	rt(&struct{ A any }{Q{}}, &struct{ A any }{})
	rt(&struct{ A Shape }{Sq{1}}, &struct{ A interface{ Foo() } }{})
	rt(Er{}, &Er{})
	rt(&Ok{3}, &Ok{})
	rt(struct{ O *Ok; N int }{&Ok{200}, 1}, &struct{ N int; O Ok }{})
	rt([]*Ok{{1}, {2}}, &[]Ok{})
	rt(&Tree{V: 3}, &Tree{})
	var t Tree
	_ = t
	var e = P{7, 8}
	rt(P{0, 5}, &e)
	rt(struct{}{}, &struct{}{})
	rt(struct{ A, B int }{1, 2}, &struct{ B *int }{})
	rt([]any{1, "a", 2.5, []int{1}, nil}, &[]any{})
	rt(map[int]map[string]P{1: {"a": {1, 2}}}, &map[int]map[string]*P{})
	fmt.Println(gob.NewDecoder(strings.NewReader("")).Decode(&x) == io.EOF)
	fmt.Println(gob.NewDecoder(strings.NewReader("\x05\x01")).Decode(&x))
	fmt.Println(gob.NewDecoder(strings.NewReader("\x03\x7f\x01\x02")).Decode(&x))
	fmt.Println(gob.NewDecoder(strings.NewReader("\xff")).Decode(&x))
	fmt.Println(gob.NewDecoder(strings.NewReader("x")).Decode(x))
	b.Reset()
	enc = gob.NewEncoder(&b)
	enc.Encode(P{1, 2})
	enc.Encode("skip me")
	enc.Encode(struct{ A any; B []P }{Sq{4}, []P{{1, 1}}})
	enc.Encode(99)
	d := gob.NewDecoder(&b)
	fmt.Println(d.Decode(nil), d.Decode(nil), d.Decode(&struct{ C int }{}), d.Decode(&x), x)
	func() {
		defer func() { fmt.Println(recover()) }()
		gob.RegisterName("pp", Q{})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		gob.RegisterName("p3", P{})
	}()
}

func init() {
	for _, s := range []string{"\x05", "\x05\x01", "\x05\x01\x02\x03\x04", "\xfe\x01", "\x02\x04\x00", "\x03\x04\x01\x05", "\x03\x04\x00\x05\x03\x04\x00\x07"} {
		var x int
		d := gob.NewDecoder(strings.NewReader(s))
		fmt.Println(d.Decode(&x), x, d.Decode(&x), x)
	}
	var b bytes.Buffer
	e := gob.NewEncoder(&b)
	e.Encode(&Ok{1})
	fmt.Println(b.Len())
	e.Encode([]*Ok{})
	fmt.Println(b.Len())
	type A struct {
		X Ok
		Y *Ok
		Z []Ok
	}
	fmt.Println(e.Encode(&A{}), b.Len())
	fmt.Println(e.Encode(A{}), b.Len())
	fmt.Printf("%x\n", b.Bytes())
}
