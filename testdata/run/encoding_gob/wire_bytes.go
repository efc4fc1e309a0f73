// run

package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
)

type P struct{ X, Y int }
type T struct {
	A []P
	B map[string]*P
	C [2]float64
	D any
	E []byte
	F []string
	G struct{ Z uint8 }
	H bool
	I complex128
	J *T
	k int
	L []any
	M func()
}
type L []int

type GE struct{ s string }

func (g GE) GobEncode() ([]byte, error)   { return []byte("<" + g.s + ">"), nil }
func (g *GE) GobDecode(b []byte) error    { g.s = string(b); return nil }

func show(vs ...any) {
	var b bytes.Buffer
	e := gob.NewEncoder(&b)
	for _, v := range vs {
		err := e.Encode(v)
		fmt.Printf("%T %x %v\n", v, b.Bytes(), err)
		b.Reset()
	}
}

func main() {
	gob.Register(P{})
	gob.Register(L{})
	gob.Register(&T{})
	show(P{22, 33}, P{1, 0}, &P{})
	show(1, -5, uint(300), 1.5, "hi", true, []byte("ab"), 1+2i)
	show([]int{1, 2}, []P{{1, 2}}, [2]string{"a", "b"}, map[string]int{"a": 1}, L{4})
	show(T{A: []P{{1, 2}, {}}, B: map[string]*P{"q": {3, 4}}, C: [2]float64{1, 0}, D: P{9, 8}, E: []byte{1}, F: []string{"x", ""}, G: struct{ Z uint8 }{7}, H: true, I: 1i, J: &T{H: true}, L: []any{1, "s", nil, L{1}}})
	show(GE{"x"}, []GE{{"a"}, {"b"}}, struct{ G GE }{GE{"z"}})
	show(struct{ A, B int }{1, 2}, []*P{{1, 1}}, [][]int{{1}, {2, 3}}, map[int][]P{1: {{1, 1}}})
}
