// run

// optimised

// Corners of that: loops, cutting, several places, literals, named results.
package main

import "fmt"

//go:noinline
func x1() (n int) {
	var s []int
	for i := range 3 {
		s = append(s, i)
	}
	s = s[1:]
	fmt.Println("x1", cap(s))
	return n
}

//go:noinline
func x2() (n int) {
	var s []int
	for i := range 3 {
		s = append(s, i)
	}
	for _, e := range s {
		n += e
	}
	fmt.Println("x2", cap(s))
	return n
}

//go:noinline
func x3() (n int) {
	var s []int
	for i := range 3 {
		s = append(s, i)
	}
	s = s[:2]
	fmt.Println("x3", cap(s))
	return n
}

//go:noinline
func x4() {
	var s []int
	s = append(s, 1)
	s = append(s, 1)
	s = append(s, 1)
	s = s[1:]
	fmt.Println("x4", cap(s))
}

//go:noinline
func x5() { var s []int; s = append(s, 1); s = s[1:]; fmt.Println("x5", cap(s)) }

//go:noinline
func x6() {
	var q []int
	q = append(q, 1)
	for len(q) > 0 {
		h := q[0]
		q = q[1:]
		if h < 5 {
			q = append(q, h+1, h+2)
		}
		fmt.Print(cap(q), " ")
	}
	fmt.Println("x6")
}

//go:noinline
func x7() {
	var q []int
	q = append(q, 1, 2, 3)
	q = q[:len(q)-1]
	q = append(q, 4, 5)
	fmt.Println("x7", cap(q))
}

//go:noinline
func x8(n int, c bool) {
	var s []int
	for i := 0; i < n; i++ {
		if c {
			s = append(s, i)
		} else {
			s = append(s, i+1)
		}
	}
	fmt.Println("x8", cap(s))
}

//go:noinline
func x9(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	s = nil
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	fmt.Println("x9", cap(s))
}

//go:noinline
func x10(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	for i := 0; i < 3; i++ {
		s = append(s, i)
	}
	fmt.Println("x10", cap(s))
}

//go:noinline
func x11(n int) {
	var s []int
	if n > 10 {
		s = append(s, 4)
	}
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	fmt.Println("x11", cap(s))
}

//go:noinline
func x12(n int) {
	var s []int
	if n > 10 {
		s = append(s, []int{1, 2}...)
	}
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	fmt.Println("x12", cap(s))
}

//go:noinline
func x13(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	s = append(s, s...)
	return s
}

//go:noinline
func x14(n int) []int { var s []int; s = append(s, 1, 2, 3); s = append(s, 1, 2, 3); return s }

//go:noinline
func x15(n int) []int {
	var s []int
	s = append(s, 1, 2, 3)
	s = append(s, 1, 2, 3)
	_ = cap(s)
	return s
}

//go:noinline
func x16(n int) []int { s := []int{1}; s = append(s, 1); s = append(s, 3); return s }

//go:noinline
func x17(n int) []int {
	s := []int{1}
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func x18(n int) []int {
	var s []int
	if n > 10 {
		s = append(s, 4)
	} else {
		s = append(s, 5)
	}
	s = append(s, 6)
	s = append(s, 6)
	return s
}

//go:noinline
func x19(n int) []int { var s []int; s = append(s, 4); s = append(s, 6); return s }

//go:noinline
func x20(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	for i := 0; i < len(s); i++ {
		n += s[i]
	}
	return s
}

//go:noinline
func x21(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	for range s {
		n++
	}
	return s
}

//go:noinline
func x22(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	a := s[1]
	p := &s[1]
	*p = a
	return s
}

//go:noinline
func x23(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	if n > 4 {
		s = nil
	}
	return s
}

//go:noinline
func x24(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	if n > 4 {
		s = []int{4}
	}
	return s
}

//go:noinline
func x25(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	if n > 4 {
		s = make([]int, 10)
	}
	return s
}

//go:noinline
func x26(n int, z []int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	if n > 4 {
		s = z
	}
	return s
}

//go:noinline
func x27(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	s = s[1:]
	return s
}

//go:noinline
func x28(n int) []int {
	var st []int
	for i := range n {
		for len(st) > 0 && st[len(st)-1] > i {
			st = st[:len(st)-1]
		}
		st = append(st, i)
	}
	return st
}

//go:noinline
func x29(n int) []int {
	s := []int{}
	s = append(s, 1)
	s = append(s, 2)
	s = append(s, 3)
	return s[:2]
}

//go:noinline
func x30(n int) (r []int) {
	defer func() { _ = recover() }()
	for i := range n {
		r = append(r, i)
	}
	return r
}

//go:noinline
func x31(n int) (r []int) {
	for i := range n {
		r = append(r, i)
	}
	if n > 5 {
		r = nil
		return
	}
	return
}

//go:noinline
func x32(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
		if s == nil {
			break
		}
	}
	return s
}

//go:noinline
func x33(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	s[0], s[1] = s[1], s[0]
	s[0]++
	s[1] += 2
	return s
}

//go:noinline
func x34(n int) []int {
	var a, b []int
	for i := range n {
		if i > 5 {
			a = append(a, i)
		} else {
			b = append(b, i)
		}
	}
	_ = a
	return b
}

//go:noinline
func x35(n int) []int {
	var a, b []int
	for i := range n {
		a = append(a, i)
	}
	for _, v := range a {
		b = append(b, v)
	}
	return b
}

//go:noinline
func x36(n int) []int {
	var a []int
	for i := range n {
		a = append(a, i)
	}
	copy(a[1:], a)
	return a
}

//go:noinline
func x37(n int) []int {
	var a []int
	for i := range n {
		a = append(a, i)
	}
	return append(a[:1], a[2:]...)
}

//go:noinline
func x38(n int) []int {
	a := []int{}
	{
		a := a
		a = append(a, 1)
		_ = a
	}
	for i := range n {
		a = append(a, i)
	}
	return a
}

type N struct {
	v    int
	l, r *N
}

func (n *N) walk(out []int) []int {
	if n == nil {
		return out
	}
	out = n.l.walk(out)
	out = append(out, n.v)
	return n.r.walk(out)
}

//go:noinline
func x39() {
	n := &N{v: 1, l: &N{v: 2}, r: &N{v: 3}}
	var o []int
	o = n.walk(o)
	fmt.Println("x39", cap(o))
}

//go:noinline
func x40(n int) (s []string) {
	for range n {
		s = append(s, "a")
	}
	fmt.Println(len(s))
	return s
}

//go:noinline
func x41(n int) ([]int, bool) {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	ok := len(s) > 0
	return s, ok
}

//go:noinline
func x42(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return (s)
}

//go:noinline
func x43(n int) []int {
	s, k := []int{}, 0
	for i := range n {
		s = append(s, i)
		k++
	}
	return s
}

//go:noinline
func x44(n int) []int {
	var s []int
	add := func(i int) { s = append(s, i) }
	for i := range n {
		add(i)
		add(i)
	}
	return s
}
func main() {
	x1()
	x2()
	x3()
	x4()
	x5()
	x6()
	x7()
	x8(1, true)
	x8(1, false)
	x9(3)
	x10(0)
	x11(1)
	x12(1)
	fmt.Println(13, cap(x13(1)), cap(x13(2)), cap(x13(3)), 14, cap(x14(1)), cap(x15(1)), cap(x16(1)), cap(x17(2)), 18, cap(x18(3)), cap(x19(1)), cap(x20(3)), cap(x21(3)), 22, cap(x22(3)), cap(x23(3)), cap(x24(3)), cap(x25(3)), cap(x26(3, nil)), cap(x27(3)), 28, cap(x28(3)), cap(x29(3)), cap(x30(3)), cap(x31(3)), cap(x32(3)), cap(x33(3)), cap(x34(3)), cap(x35(3)), 36, cap(x36(3)), cap(x37(3)), cap(x38(3)))
	x39()
	fmt.Println(cap(x40(3)))
	v, _ := x41(3)
	fmt.Println(cap(v), cap(x42(3)), cap(x43(3)), cap(x44(1)), cap(x44(2)))
}
