// run

// optimised

// Slices that are built in the frame and moved to the heap where they escape.
package main

import "fmt"

var g []int
var gp *[]int
var sink any

//go:noinline
func use(s []int) int { return len(s) }

//go:noinline
func leak(s []int) { g = s }

// middle cap as bytes
//
//go:noinline
func m1() []byte {
	var s []byte
	for i := 0; i < 40; i++ {
		s = append(s, 1)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("m1")
	return s
}

//go:noinline
func m2() []int32 {
	var s []int32
	for i := 0; i < 12; i++ {
		s = append(s, 1)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("m2")
	return s
}

//go:noinline
func m3() []int { var s []int; s = append(s, 1, 2, 3); fmt.Println("m3", cap(s)); return s }

//go:noinline
func m4() []int {
	var s []int
	s = append(s, 1, 2)
	s = append(s, 3)
	fmt.Println("m4", cap(s))
	return s
}

//go:noinline
func m5() []int {
	s := make([]int, 0)
	s = append(s, 1, 2)
	s = append(s, 3)
	fmt.Println("m5", cap(s))
	return s
}

//go:noinline
func m6() []int {
	s := []int{1}
	s = append(s, 1)
	s = append(s, 3)
	fmt.Println("m6", cap(s))
	return s
}

//go:noinline
func m7(n int) []int {
	var s []int
	s = append(s, 1)
	s = append(s, 2)
	s = append(s, 3)
	if n > 0 {
		return nil
	}
	return s
}

//go:noinline
func m8(n int) []int {
	if n == 100 {
		return nil
	}
	var s []int
	s = append(s, 1)
	s = append(s, 2)
	s = append(s, 3)
	return s
}

//go:noinline
func m9(n int) ([]int, error) {
	var s []int
	s = append(s, 1)
	s = append(s, 2)
	s = append(s, 3)
	if n > 0 {
		return nil, fmt.Errorf("x")
	}
	return s, nil
}

//go:noinline
func m10(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
		if len(s) > 100 {
			return s
		}
	}
	return s
}

//go:noinline
func m11(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		if i > 100 {
			break
		}
		s = append(s, i)
	}
	return s
}

//go:noinline
func m12(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		if i > 100 {
			continue
		}
		s = append(s, i)
	}
	for _, v := range s {
		n += v
	}
	return s
}

//go:noinline
func m13(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	for i := range s {
		n += s[i]
	}
	return s
}

//go:noinline
func m14(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	use(s)
	return s
}

//go:noinline
func m15(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	t := s
	return t
}

//go:noinline
func m16(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	s = s[:len(s)]
	return s
}

//go:noinline
func m17(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	fmt.Println(len(s))
	return s
}

//go:noinline
func m18(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	fmt.Println(s)
	return s
}

//go:noinline
func m19(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	fmt.Println(cap(s))
	fmt.Println(s)
}

//go:noinline
func m20(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	leak(s)
}

//go:noinline
func m21(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	leak(s)
	fmt.Println("m21", cap(s))
}

//go:noinline
func m22(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	g = s
	fmt.Println("m22", cap(s))
}

//go:noinline
func m23(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	fmt.Println("m23", cap(s))
	sink = s
}

//go:noinline
func m24(n int) []int {
	defer func() {}()
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m25(n int) []int {
	var s []int
	for {
		s = append(s, n)
		n--
		if n <= 0 {
			return s
		}
	}
}

//go:noinline
func m26(n int) []int {
	var s []int
	switch {
	case n > 0:
		s = append(s, 1, 2)
		s = append(s, 3)
	default:
		s = append(s, 4)
	}
	return s
}

//go:noinline
func m27(n int) []int {
	s := []int(nil)
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m28(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	if len(s) == 0 {
		return nil
	}
	return s
}

//go:noinline
func m29(n int) []int {
	var s = []int{}
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
	return s
}

//go:noinline
func m30(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		if len(s) > 0 && s[len(s)-1] == i {
			continue
		}
		s = append(s, i)
	}
	return s
}

//go:noinline
func m31(n int) []int {
	var s []int
	if n > 0 {
		for i := 0; i < n; i++ {
			s = append(s, i)
		}
		return s
	}
	return nil
}

//go:noinline
func m32(n int) (r []int, err error) {
	for i := 0; i < n; i++ {
		r = append(r, i)
	}
	if n > 100 {
		return nil, err
	}
	return r, nil
}

//go:noinline
func m33(n int) (r []int, err error) {
	for i := 0; i < n; i++ {
		r = append(r, i)
	}
	return r, nil
}

//go:noinline
func m34(n int) (r []int) {
	for i := 0; i < n; i++ {
		r = append(r, i)
	}
	return
}

type T struct{ s []int }

//go:noinline
func m35(n int) *T {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	t := &T{}
	t.s = s
	return t
}

//go:noinline
func m36(n int, t *T) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	t.s = s
}

//go:noinline
func m37(n int, m map[int][]int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	m[1] = s
}

//go:noinline
func m38(n int, m chan []int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	m <- s
}

//go:noinline
func m39(n int) (out [][]int) {
	for j := 0; j < 2; j++ {
		var s []int
		for i := 0; i < n; i++ {
			s = append(s, i)
		}
		out = append(out, s)
	}
	return out
}

//go:noinline
func m40(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		i := i
		s = append(s, i)
	}
	s = append(s, 1, 2)
	return s
}

//go:noinline
func m41(n int) []int {
	s := []int{}
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return append(s, 7)
}

//go:noinline
func m42(n int, x []int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	s = append(s, x...)
	return s
}

//go:noinline
func m43(n int, x []int) []int {
	var s []int
	s = append(s, x...)
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m44(n int) any {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

type Sl []int

//go:noinline
func m46(n int) Sl {
	var s Sl
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m47(n int) []int {
	var s Sl
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m48[E any](n int, e E) []E {
	var s []E
	for i := 0; i < n; i++ {
		s = append(s, e)
	}
	return s
}

//go:noinline
func m49(n int) []int {
	s := make([]int, 0, 0)
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m50(n int) ([]int, int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s, len(s)
}

//go:noinline
func m51(n int) ([]int, []int) {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s, s
}

//go:noinline
func m52(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	if s == nil {
		n++
	}
	copy(s, s)
	return s
}

//go:noinline
func m53(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	p := &s
	_ = p
	return s
}
func m54(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m55(n int) []int {
	var s, t []int
	for i := range n {
		s = append(s, i)
	}
	t = s
	return t
}

//go:noinline
func m56(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	s = nil
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m57(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	_ = s[0:1]
	return s
}

//go:noinline
func m58(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	if n > 1 {
		panic(s)
	}
	return s
}

//go:noinline
func m59(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	if n > 100 {
		panic("x")
	}
	return s
}

//go:noinline
func m60(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
		s[0] = 3
	}
	return s
}

//go:noinline
func m61(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
		s[len(s)-1]++
	}
	return s
}

//go:noinline
func m62(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
		x := s[0]
		_ = x
	}
	return s
}

//go:noinline
func m63(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	for i := range len(s) {
		n += s[i]
	}
	return s
}

//go:noinline
func m64(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	for i := range s {
		n += i
	}
	return s
}

//go:noinline
func m65(n int) []int {
	s := append([]int{}, 1)
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func m66(n int) []int {
	s := append([]int(nil), 1)
	for i := range n {
		s = append(s, i)
	}
	return s
}

func c(name string, s []int) { fmt.Print(name, ":", cap(s), " ") }

func main() {
	m1()
	m2()
	m3()
	m4()
	m5()
	m6()
	c("m7", m7(0))
	c("m8", m8(3))
	x, _ := m9(0)
	c("m9", x)
	c("m10", m10(3))
	c("m11", m11(3))
	c("m12", m12(3))
	c("m13", m13(3))
	c("m14", m14(3))
	c("m15", m15(3))
	c("m16", m16(3))
	c("m17", m17(3))
	c("m18", m18(3))
	m19(3)
	m20(3)
	c("m20", g)
	m21(3)
	m22(3)
	m23(3)
	c("m24", m24(3))
	c("m25", m25(3))
	c("m26", m26(3))
	c("m27", m27(3))
	c("m28", m28(3))
	c("m29", m29(3))
	c("m30", m30(3))
	c("m31", m31(3))
	x, _ = m32(3)
	c("m32", x)
	x, _ = m33(3)
	c("m33", x)
	c("m34", m34(3))
	c("m35", m35(3).s)
	var t T
	m36(3, &t)
	c("m36", t.s)
	m := map[int][]int{}
	m37(3, m)
	c("m37", m[1])
	ch := make(chan []int, 1)
	m38(3, ch)
	c("m38", <-ch)
	c("m39", m39(3)[0])
	c("m40", m40(1))
	c("m41", m41(2))
	c("m42", m42(2, []int{1}))
	c("m43", m43(2, []int{1}))
	c("m44", m44(3).([]int))
	c("m46", m46(3))
	c("m47", m47(3))
	c("m48", m48(3, 1))
	c("m49", m49(3))
	x, _ = m50(3)
	c("m50", x)
	x, _ = m51(3)
	c("m51", x)
	c("m52", m52(3))
	c("m53", m53(3))
	z := m54(3)
	c("m54", z)
	g = z
	c("m55", m55(3))
	c("m56", m56(3))
	c("m57", m57(3))
	c("m59", m59(3))
	c("m60", m60(3))
	c("m61", m61(3))
	c("m62", m62(3))
	c("m63", m63(3))
	c("m64", m64(3))
	c("m65", m65(2))
	c("m66", m66(2))
	fmt.Println()
}
