// check

package main

import "unsafe"

type A [unsafe.Sizeof(A{})]byte

type B struct {
	f *[unsafe.Sizeof(B{})]int
}

type (
	C struct{ f [len(D{}.f)]int }
	D struct{ f [len(C{}.f)]int }
)

func make1() E

type E [unsafe.Sizeof(make1())]int

var any1 any

type F [unsafe.Sizeof(any1.(F))]int

type G [unsafe.Sizeof(*new(G))]int

type H [unsafe.Sizeof(S{})]byte

type S struct{ h H }

type I interface {
	m() [unsafe.Sizeof(I(nil))]int
}

var v V

type V [unsafe.Sizeof(v)]int

type Fine [unsafe.Sizeof((*Fine)(nil))]int

func main() {}
