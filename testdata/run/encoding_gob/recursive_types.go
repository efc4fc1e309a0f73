// run

package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math/big"
)

func main() {
	for _, b := range [][]byte{
		{0x1, 0x2a, 0x20, 0x20, 0x20, 0x20, 0x0, 0x20, 0x20, 0x20, 0x0, 0x20, 0x20, 0x20, 0x20, 0x0, 0x0, 0x0, 0x0, 0xc},
		{1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {1, 2, 0, 0, 0, 0, 0, 0, 0, 0}, {1, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0x80},
		{1, 2, 0, 0, 0, 8, 0, 0, 0, 3, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0}, {1, 2, 0, 0, 0, 8, 0, 0, 0, 3, 0x80, 0, 0, 0, 0, 0, 0, 0}, {1, 6, 0, 0, 0, 8, 0, 0, 0, 3}, {1, 4, 0, 0, 0, 8, 0, 0, 0, 3},
	} {
		var f big.Float
		err := f.GobDecode(b)
		fmt.Println(err)
		if err == nil {
			fmt.Println(f.Text('p', 0), f.Prec())
		}
	}
	var b bytes.Buffer
	fmt.Println(gob.NewEncoder(&b).Encode([]*int{nil}))
	fmt.Println(gob.NewEncoder(&b).Encode(map[string]*int{"a": nil}))
	fmt.Println(gob.NewEncoder(&b).Encode([1]*int{}))
	fmt.Println(gob.NewEncoder(&b).Encode([]**big.Int{new(*big.Int)}))
	fmt.Println(gob.NewEncoder(&b).Encode(map[string]*big.Int{"x": nil}))
	fmt.Println(gob.NewEncoder(&b).Encode([]*big.Int{nil}))
	type s struct{ a int }
	type t struct {
		X int
		S []*s
	}
	type m struct {
		X int
		M map[string]s
	}
	fmt.Println(gob.NewEncoder(&b).Encode(t{1, nil}))
	fmt.Println(gob.NewEncoder(&b).Encode(m{1, nil}))
	fmt.Println(gob.NewEncoder(&b).Encode([]s{}))
	fmt.Println(gob.NewEncoder(&b).Encode(struct{}{}))
	fmt.Println(gob.NewEncoder(&b).Encode(struct{ X struct{} }{}))
	b.Reset()
	type tree map[string]tree
	fmt.Println(gob.NewEncoder(&b).Encode(tree{"a": tree{"b": nil}}))
	fmt.Printf("%x\n", b.Bytes())
	var back tree
	fmt.Println(gob.NewDecoder(&b).Decode(&back), back)
	b.Reset()
	type list []list
	fmt.Println(gob.NewEncoder(&b).Encode(list{nil, list{nil}}))
	fmt.Printf("%x\n", b.Bytes())
	var lb list
	fmt.Println(gob.NewDecoder(&b).Decode(&lb), lb)
	b.Reset()
	fmt.Println(gob.NewEncoder(&b).Encode([]*Node{{1, nil}, {2, []*Node{{3, nil}}}}))
	fmt.Printf("%x\n", b.Bytes())
	var nb []*Node
	fmt.Println(gob.NewDecoder(&b).Decode(&nb), len(nb), nb[1].Children[0])
	b.Reset()
	fmt.Println(gob.NewEncoder(&b).Encode(A{N: 1, B: []B{{map[string]*A{"x": {N: 2}}, nil}}}))
	fmt.Printf("%d\n", b.Len())
	var ab A
	fmt.Println(gob.NewDecoder(&b).Decode(&ab), ab.B[0].M["x"].N)
	b.Reset()
	gob.Register(Z{})
	src := make([]any, 100)
	for i := range src {
		src[i] = Z{}
	}
	fmt.Println(gob.NewEncoder(&b).Encode(src))
	var dst []any
	data := b.Bytes()
	fmt.Println(gob.NewDecoder(bytes.NewReader(data)).Decode(&dst), len(dst))
	for i := 0; i < len(data); i += 17 {
		fmt.Println(i, gob.NewDecoder(bytes.NewReader(data[:i])).Decode(&dst))
	}
	b.Reset()
	is := []int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	gob.NewEncoder(&b).Encode(is)
	b.Bytes()[b.Len()-11] = 0xfa
	fmt.Println(gob.NewDecoder(&b).Decode(&is))
	b.Reset()
	gob.NewEncoder(&b).Encode(is)
	b.Bytes()[b.Len()-11] = 100
	fmt.Println(gob.NewDecoder(bytes.NewReader(b.Bytes())).Decode(&is))
	fmt.Println(gob.NewDecoder(&b).Decode(nil))
}

type Z struct{}
type Node struct {
	Num      int
	Children []*Node
}
type A struct {
	N int
	B []B
}
type B struct {
	M map[string]*A
	L []B
}
