// check

package main

type local int
type stringer interface{ String() string }
type keys interface{ comparable }

func f[P any, Q interface{ P }]()            {}
func g[P any, Q interface{ ~P }]()           {}
func h[P any, Q interface{ int | P }]()      {}
func i[Q interface{ ~int | local }]()        {}
func j[Q interface{ int | stringer }]()      {}
func k[Q interface{ int | keys }]()          {}
func l[Q interface{ ~local }]()              {}
func m[Q interface{ []local | map[int]Q }]() {}
func n[Q interface {
	float64 | int
	float64 | ~int32
}]() {
}

func main() {
	l[int]()
	m[local]()
	n[int]()
}
