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
	i = &B{}
	_ = e
	_ = s
}
