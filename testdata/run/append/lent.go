// run

// optimised

// What may be done with a slice before it is moved.
package main

import "fmt"

var g []int

//go:noinline
func z1(n int, o []int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	copy(s, o)
	return s
}

//go:noinline
func z2(n int, o []int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	copy(o, s)
	return s
}

//go:noinline
func z3(n int, o []int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	o = append(o, s...)
	return s
}

//go:noinline
func z4(n int, o []int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	clear(s)
	return s
}

//go:noinline
func use(a ...int) int { return len(a) }

//go:noinline
func z5(n int, o []int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	use(s...)
	return s
}

type Sl []int

//go:noinline
func (s Sl) Len() int { return len(s) }

//go:noinline
func z6(n int, o []int) Sl {
	var s Sl
	for i := range n {
		s = append(s, i)
	}
	s.Len()
	return s
}
func sum(s []int) int {
	t := 0
	for i := range s {
		t += s[i]
	}
	return t
}

//go:noinline
func z7(n int, o []int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	sum(s)
	return s
}

//go:noinline
func z8(n int, o []int) {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	fmt.Println("z8", sum(s), cap(s))
}

//go:noinline
func z9(n int, o []int) {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	fmt.Println("z9", sum(s), sum(s), cap(s))
}

//go:noinline
func z10(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	g = s
	s = append(s, 1)
	fmt.Println("z10", cap(s))
	return nil
}

//go:noinline
func z11(n int) [][]int {
	m := make([][]int, 2)
	for k := range m {
		var s []int
		for i := range n {
			s = append(s, i)
		}
		m[k] = s
	}
	return m
}

//go:noinline
func z12(n int) map[int][]int {
	m := map[int][]int{}
	for k := range 2 {
		var s []int
		for i := range n {
			s = append(s, i)
		}
		m[k] = s
	}
	return m
}

//go:noinline
func z13(n int) []int {
	s := []int{7}
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func z14(s []int, n int) []int {
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func z15(s []int, n int) []int { s = append(s, n); return s }
func z16(n int) []int {
	s, k := []int{}, 0
	for k < n {
		s, k = append(s, k), k+1
	}
	return s
}

//go:noinline
func z17(n int) []int {
	var s []int = nil
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func z18(n int) []int {
	var s = []int(nil)
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func z19(n int) (s []int) {
	s = []int{}
	for i := range n {
		s = append(s, i)
	}
	return
}

//go:noinline
func z20(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	for i := range s {
		fmt.Println(i)
	}
	fmt.Println("z20", cap(s))
	return nil
}

//go:noinline
func z21(n int) {
	var s []int
	for i := range n {
		s = append(s, i)
		fmt.Println("z21", len(s), cap(s))
	}
	for _, v := range s {
		fmt.Print(v)
	}
	fmt.Println()
}

//go:noinline
func z22(n int) {
	var s []int
	for i := range n {
		s = append(s, i)
		fmt.Println("z22", len(s), cap(s))
	}
	for _, v := range s {
		fmt.Print(v)
	}
	for _, v := range s {
		fmt.Print(v)
	}
	fmt.Println()
}

//go:noinline
func z23(n int) {
	s := []int{}
	for i := range n {
		s = append(s, i)
		fmt.Println("z23", len(s), cap(s))
	}
	use(s...)
}

//go:noinline
func z24(n int) {
	s := make([]int, 0, 2)
	for i := range n {
		s = append(s, i)
		fmt.Println("z24", len(s), cap(s))
	}
	for range s {
	}
}

//go:noinline
func z25(n int) []string {
	var s []string
	for range n {
		s = append(s, "x")
		s = append(s, "y")
	}
	if len(s) == 0 {
		return nil
	}
	return s
}

//go:noinline
func z26(n int) {
	s := []int{1}
	for i := range n {
		s = append(s, i)
		fmt.Println("z26", len(s), cap(s))
	}
	for range s {
	}
}

//go:noinline
func z27(n int) {
	s := []byte{}
	for i := range n {
		s = append(s, byte(i))
	}
	x := string(s)
	fmt.Println("z27", cap(s), len(x))
}

//go:noinline
func z28(n int) string {
	s := []byte{}
	for i := range n {
		s = append(s, byte(i))
	}
	return string(s)
}
func main() {
	o := make([]int, 3)
	fmt.Println(1, cap(z1(3, o)), cap(z2(3, o)), cap(z3(3, o)), cap(z4(3, o)), cap(z5(3, o)), cap(z6(3, o)), 7, cap(z7(3, o)))
	z8(3, o)
	z9(3, o)
	z10(3)
	fmt.Println(11, cap(z11(3)[0]), cap(z11(3)[1]), cap(z12(3)[0]), cap(z12(3)[1]), 13, cap(z13(2)), cap(z14(nil, 3)), cap(z14([]int{1, 2}, 1)), cap(z15(nil, 1)), cap(z15([]int{1, 2}, 1)), 16, cap(z16(3)), cap(z17(3)), cap(z18(3)), cap(z19(3)))
	z20(3)
	z21(6)
	z22(3)
	z23(3)
	z24(3)
	fmt.Println(cap(z25(1)), cap(z25(2)))
	z26(4)
	z27(4)
}
