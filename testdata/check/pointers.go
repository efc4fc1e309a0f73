// check

package main

type T struct{ a int }

func (t *T) set() {}
func val() T { return T{} }

func main() {
	x := 1
	*x = 2
	_ = &1
	_ = &f()
	val().set()
	val().a = 1
	T{}.set()
	map[string]T{}["a"].a = 1
	map[string]T{}["a"].set()
	"abc"[0] = 'x'
	s := "abc"
	s[0] = 'x'
	var p **T
	p.a = 1
	var q *int = &s
	_ = q
	nil.x()
	*nil
}
func f() int { return 1 }
