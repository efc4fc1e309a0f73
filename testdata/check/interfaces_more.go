// check

package main

type I interface{ M(int) }
type J interface {
	I
	N()
}
type T int

func (T) M(s string) {}
func (*T) N()        {}
func f(j J)          {}

func main() {
	var t T
	j.M(1, 2)
	var e error
	_ = e.Error
	_ = struct{ I }{t}
	var k interface{ M(int); M(string) }
	_ = k
	_ = interface{ int | string }(nil)
	var u interface{ ~int }
	_ = u
}
