// check

package main

type T struct {
	A int `a:"b"`
	b string
}
type U struct {
	A int `x:"y"`
	b string
}

func main() {
	var t T = U{}
	t = U(t)
	var p *T
	p.c = 1
	p.B = "x"
	p.a = 1
	_ = T{A: 1, c: 2}
	_ = t.A.B
	_ = t.b.len
	t.A()
	_ = T.A
	_ = (*T).A
	var x struct{ A int } = struct{ B int }{1}
	_ = x
}
