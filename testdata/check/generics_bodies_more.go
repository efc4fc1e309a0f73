// check

package main

type num interface{ ~int | ~float64 }

func asn[T any](a T) int       { return a }
func asrt[T any](a T) int      { return a.(int) }

type S[T num] struct{}

func (s S[T]) m[U any](u U) {}

var v num

func main() { add(1, 2.5); var x S[bool]; _ = x; _ = add[int, int] }
