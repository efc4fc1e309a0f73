// run

package main

import (
	"fmt"
)

var log []string

func at(s string, i int) int     { log = append(log, s); return i }
func sl(s string, a []int) []int { log = append(log, s); return a }
func two() (int, int)            { return 3, 4 }

func main() {
	a := []int{0, 1, 2}
	i := 0
	i, a[i] = 1, 9
	fmt.Println(i, a)
	a[0], a[1] = a[1], a[0]
	fmt.Println(a)
	sl("A", a)[at("i", 2)], sl("B", a)[at("j", 0)] = at("x", 7), at("y", 8)
	fmt.Println(log, a)
	log = nil
	m := map[int]int{at("k1", 1): at("v1", 1), at("k2", 2): at("v2", 2)}
	fmt.Println(log, m)
	log = nil
	fmt.Println(at("f", 1)+at("g", 2)*at("h", 3), log)
	x, y := 1, 2
	x, y = y, x+y
	fmt.Println(x, y)
	x, z := 10, 20
	fmt.Println(x, z)
	a[1], m[5] = two()
	_, q := two()
	fmt.Println(a, m, q)
	p := &a[0]
	*p, a = 100, []int{5}
	fmt.Println(*p, a)
	var s struct{ f, g int }
	s.f, s.g = s.g+1, s.f+2
	fmt.Println(s)
	v, ok := m[5]
	_, ok2 := m[77]
	fmt.Println(v, ok, ok2)
	b := [3]int{1, 2, 3}
	for i := range b {
		b[i], b[(i+1)%3] = b[(i+1)%3], b[i]
	}
	fmt.Println(b)
	i = 2
	i, b[i] = 0, i
	fmt.Println(i, b)
	var e any = 5
	n, isInt := e.(int)
	str, isStr := e.(string)
	fmt.Printf("%v %v %q %v\n", n, isInt, str, isStr)
	k := 1
	k += func() int { k = 10; return 5 }()
	fmt.Println(k > 0)
}
