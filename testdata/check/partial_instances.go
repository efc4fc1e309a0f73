// check

package main

func convert[To, From any](from From) To { panic(0) }
func apply(f func(int) string)           {}
func both[T any](f, g func(T) T)         {}
func identity[T any](x T) T              { return x }

type Pair[A, B any] struct {
	first  A
	second B
}

func main() {
	apply(convert[string])
	apply(convert[bool])
	both(identity[int], identity)
	both(identity[int], identity[string])
	var p Pair[int]
	p.first = 1
	var q Pair[int, string] = p
	_ = q
	var f func(string) int = convert[int]
	f = convert[string, int]
	_ = convert[int]
}
