// run

// optimised

// Capacities of slices that grow from nothing: the first elements of one that does not escape stand in a buffer of 32 bytes.
package main

import "fmt"

type T12 struct{ a, b, c int32 }
type T24 struct{ a, b, c int }
type T32 struct{ a, b, c, d int }
type T33 struct{ a [33]byte }
type T40 struct{ a [5]int }

var sink any
var gs []int

//go:noinline
func f1() { var s []int; s = append(s, 1); fmt.Println("local", len(s), cap(s)) }

//go:noinline
func f2() { s := []int{}; s = append(s, 1); fmt.Println("lit", len(s), cap(s)) }

//go:noinline
func f3() { s := make([]int, 0); s = append(s, 1); fmt.Println("make0", len(s), cap(s)) }

//go:noinline
func f4() (s []int) { s = append(s, 1); fmt.Println("named res", len(s), cap(s)); return }

//go:noinline
func f5() []int { var s []int; s = append(s, 1); fmt.Println("ret", len(s), cap(s)); return s }

//go:noinline
func f6() { var s []int; s = append(s, 1); fmt.Println("fmt cap", len(s), cap(s)) }

//go:noinline
func f7() { var s []int; s = append(s, 1); fmt.Println("fmt s", s, len(s), cap(s)) }

//go:noinline
func f8() {
	var s []int
	for i := 0; i < 10; i++ {
		s = append(s, i)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("loop")
}

//go:noinline
func f9() []int {
	var s []int
	for i := 0; i < 10; i++ {
		s = append(s, i)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("loop ret")
	return s
}

//go:noinline
func f10() {
	var s []int
	for i := 0; i < 10; i++ {
		s = append(s, i)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("loop fmt", s)
}

//go:noinline
func f11() {
	var s []int
	for i := 0; i < 10; i++ {
		s = append(s, i)
		fmt.Println(len(s), cap(s), s)
	}
}

type S struct{ x []int }

//go:noinline
func f12() { var t S; t.x = append(t.x, 1); fmt.Println("field", cap(t.x)) }

//go:noinline
func f14() { s := append([]int(nil), 1); fmt.Println("nil conv", cap(s)) }

//go:noinline
func f15() { s := append([]int{}, 1); fmt.Println("empty lit", cap(s)) }

//go:noinline
func f16() { var s []int; s = append(s, 1, 2, 3); fmt.Println("3", cap(s)) }

//go:noinline
func f17() { var s []int; s = append(s, 1, 2, 3, 4, 5); fmt.Println("5", cap(s)) }

//go:noinline
func f18() {
	var s []int
	s = append(s, gs...)
	fmt.Println("gs...", cap(s))
	s = append(s, 1)
	fmt.Println(cap(s))
}

//go:noinline
func f19() {
	var s []string
	s = append(s, "a")
	fmt.Println("string", cap(s))
	s = append(s, "b", "c")
	fmt.Println(cap(s))
}

//go:noinline
func f20() {
	var a []byte
	a = append(a, 1)
	fmt.Println("1", cap(a))
	var b []int16
	b = append(b, 1)
	fmt.Println("2", cap(b))
	var c []int32
	c = append(c, 1)
	fmt.Println("4", cap(c))
	var d []T12
	d = append(d, T12{})
	fmt.Println("12", cap(d))
	var e []T24
	e = append(e, T24{})
	fmt.Println("24", cap(e))
	var f []T32
	f = append(f, T32{})
	fmt.Println("32", cap(f))
	var g []T33
	g = append(g, T33{})
	fmt.Println("33", cap(g))
	var h []T40
	h = append(h, T40{})
	fmt.Println("40", cap(h))
	var i []*int
	i = append(i, nil)
	fmt.Println("ptr", cap(i))
	var j []any
	j = append(j, 1)
	fmt.Println("any", cap(j))
	var k [][]int
	k = append(k, nil)
	fmt.Println("slice", cap(k))
	var l []struct{}
	l = append(l, struct{}{})
	fmt.Println("zero", cap(l))
	var m []bool
	m = append(m, true)
	fmt.Println("bool", cap(m))
	var n []float64
	n = append(n, 1)
	fmt.Println("f64", cap(n))
	var o []func()
	o = append(o, nil)
	fmt.Println("func", cap(o))
	var p []map[int]int
	p = append(p, nil)
	fmt.Println("map", cap(p))
	var q [][3]byte
	q = append(q, [3]byte{})
	fmt.Println("[3]byte", cap(q))
	var r []complex128
	r = append(r, 1)
	fmt.Println("c128", cap(r))
	var s []rune
	s = append(s, 1)
	fmt.Println("rune", cap(s))
	var t []error
	t = append(t, nil)
	fmt.Println("error", cap(t))
}

//go:noinline
func take(s []int) { fmt.Println("take", len(s), cap(s)) }

//go:noinline
func f21() { var s []int; s = append(s, 1); take(s) }

//go:noinline
func takeleak(s []int) { gs = s; fmt.Println("takeleak", len(s), cap(s)) }

//go:noinline
func f22() { var s []int; s = append(s, 1); fmt.Println("before leak", cap(s)); takeleak(s); gs = nil }

func grow(s []int) []int { return append(s, 1) }

//go:noinline
func f23() { var s []int; s = grow(s); fmt.Println("inl grow", cap(s)) }

//go:noinline
func growN(s []int) []int { return append(s, 1) }

//go:noinline
func f24() { var s []int; s = growN(s); fmt.Println("noinl grow", cap(s)) }

//go:noinline
func f25() {
	var s []int
	for range 3 {
		var t []int
		t = append(t, 1)
		s = t
		fmt.Print(cap(t), " ")
	}
	fmt.Println(cap(s), "inner")
}

//go:noinline
func f26() { p := new([]int); *p = append(*p, 1); fmt.Println("new", cap(*p)) }

//go:noinline
func f27() { var a [2][]int; a[0] = append(a[0], 1); fmt.Println("array", cap(a[0])) }

//go:noinline
func f28() { m := map[int][]int{}; m[0] = append(m[0], 1); fmt.Println("map", cap(m[0])) }

//go:noinline
func f29() { var s []int; s2 := append(s, 1); fmt.Println("s2", cap(s2)) }

//go:noinline
func f30() {
	for i := range 3 {
		s := append([]int(nil), i)
		fmt.Println("loop nil", cap(s))
	}
}

//go:noinline
func f31() { var s, t []int; s = append(s, 1); t = append(t, 2); fmt.Println("two", cap(s), cap(t)) }

//go:noinline
func f32() { var s []int; s = append(s, 1); s = nil; s = append(s, 2); fmt.Println("again", cap(s)) }

//go:noinline
func f33() {
	var s []int
	s = append(s, 1)
	s = s[:0]
	s = append(s, 2, 3, 4, 5)
	fmt.Println("s[:0]", cap(s))
	s = append(s, 2, 3, 4, 5)
	fmt.Println("s[:0]", cap(s))
}

func main() {
	f1()
	f2()
	f3()
	f4()
	f5()
	f6()
	f7()
	f8()
	f9()
	f10()
	f11()
	f12()
	f14()
	f15()
	f16()
	f17()
	f18()
	f19()
	f20()
	f21()
	f22()
	f23()
	f24()
	f25()
	f26()
	f27()
	f28()
	f29()
	f30()
	f31()
	f32()
	f33()
}
