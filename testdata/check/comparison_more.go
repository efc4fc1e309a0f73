// check

package main

type S struct{ f []int }
type F func()

func main() {
	var a, b []int
	_ = a == nil
	var m map[int]int
	var f F
	var s S
	_ = &a == nil
	var i any
	_ = i == a
	_ = 1i < 2i
	var p *int
	var q *string
	_ = p == q
	_ = p < p
	switch a { case nil: }
	switch f { case f: }
}
