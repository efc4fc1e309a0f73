// check

package main

import (
	"fmt"
)

type I interface{ M(); N(int) string }
type A struct{}
type B struct{}
type C struct{}
type D struct{}

func (A) M()              {}
func (*B) M()             {}
func (*B) N(int) string   { return "" }
func (C) M()              {}
func (C) N(string) string { return "" }
func (D) m()              {}
func use(I)               {}

func main() {
	var i I = A{}
	i = B{}
	i = &B{}
	i = C{}
	i = D{}
	i = 5
	use(A{})
	_ = i.(A)
	_ = []I{A{}}
	var e error = A{}
	_ = e
	var s fmt.Stringer = i
	_ = s
}
