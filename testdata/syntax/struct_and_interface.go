// syntax

package main

type T struct {
	a, b int,
	c string
}
type I interface {
	M() int
	N(
}
type U struct { a int; b }; c
