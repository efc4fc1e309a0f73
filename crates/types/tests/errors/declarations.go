package main

import "lib"

const a = b
const b = a
const c int = "x"
const d = f()
const e []int = nil
const (
	g = iota
	h
	i, j
)
const k, l = 1
const m, n = 1, 2, 3
var o, p = 1, 2, 3
var q, r, s = 1, 2
var t = u
var u = t
func f() int { return v }
var v = f()
type A struct{ A }
type B struct{ b [2]B }
type D [2]D
type E *E
type F interface{ F }
type G struct{ h H }
type H struct{ g G }
type J = J
type K []K
type M map[M]int
type N func(N)
type O chan O
type P map[[]int]string
type Q struct{ *int; *R; R2; error; *error }
type R struct{}
type R2 *int
func (int) foo() {}
func (lib.File) foo() {}
func (R2) foo() {}
func (*F) foo() {}
func (R) R() {}
type R3 struct{ x int }
func (R3) x() {}
func (r R3) y() {}
func (r R3) y() {}
func (undefinedT) z() {}
func init() int { return 1 }
func main(x int) {}
var init = 1
func (R3) init() {}
func noBody()
var w [a]int
var x1 [-1]int
var x2 [1.5]int
var x3 ["a"]int
var x4 [f()]int
var x5 [...]int
var x6 = [...]int{1,2}
var x7 map[func()]int
var x8 interface{ ~int }
var x9 comparable
func vv(a ...int, b int) {}
var _ = iota
var y1 int = y2
var y2 string = "a"
type T1 T2
type T2 T1
