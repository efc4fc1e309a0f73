// check

package main

type T struct{ a int }

func (t *T) set() {}
func val() T { return T{} }

func main() {
	x := 1
	s := "abc"
	var p **T
	p.a = 1
	var q *int = &s
	_ = q
	nil.x()
	*nil
}
func f() int { return 1 }
