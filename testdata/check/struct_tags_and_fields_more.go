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
	var p *T
	_ = (*T).A
	var x struct{ A int } = struct{ B int }{1}
	_ = x
}
