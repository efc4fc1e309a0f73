// check

package main

type num interface{ ~int | ~float64 }

func add[T any](a, b T) T      { return a + b }
func eq[T any](a, b T) bool    { return a == b }
func lt[T comparable](a, b T) bool { return a < b }
func idx[T any](a T) int       { return a[0] }
func call[T any](a T)          { a.m() }
func conv[T num](a T) string   { return string(a) }
func mod[T num](a T) T         { return a % 2 }
func rng[T any](a T)           { for range a {} }
func zero[T any]() T           { return nil }
func asn[T any](a T) int       { return a }
func asrt[T any](a T) int      { return a.(int) }

type S[T num] struct{}
type bad S[string]

func (s S[T]) m[U any](u U) {}

var v num

func main() { add(1, 2.5); var x S[bool]; _ = x; _ = add[int, int] }
