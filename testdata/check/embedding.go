// check

package main

type I interface{ M() }
type A struct{ x int }
type B struct{ x int }
type C struct {
	A
	B
}
type D struct{ *I }
type F struct {
	A
	*A
}
type G struct{ *P }
type P *A

func (A) M() {}
func (B) M() {}

func main() {
	var c C
	_ = c.x
	c.M()
	var i I = c
	_ = i
}
