// check

package main

type T struct{ t T }
type A [2]A
type B struct{ c C }
type C struct{ b B }
type I interface{ I }
type P *P
type S []S
type M map[string]M
type F func(F) F
type X Y
type Y X

var a = b
var b = a

func f() int { return g }

var g = f()

const c = d
const d = c

func main() {}
