// check

package main

type S struct{ f []int }
type F func()

func main() {
	var a, b []int
	_ = a == b
	_ = a == nil
	var m map[int]int
	_ = m == m
	var f F
	_ = f == f
	var s S
	_ = s == s
	_ = s < s
	_ = nil == nil
	_ = 1 == "a"
	_ = &a == nil
	_ = true < false
	_ = map[[]int]int{}
	var i any
	_ = i < i
	_ = i == a
	_ = 1i < 2i
	var p *int
	var q *string
	_ = p == q
	_ = p < p
	switch a { case nil: }
	switch f { case f: }
}
