// run

package main

import (
	"fmt"
)

type n struct {
	v    int
	next *n
	arr  [3]int
	in   struct{ x *int }
}

func set(p *int, v int)    { *p = v }
func swap(a, b *int)       { *a, *b = *b, *a }
func fresh() *int          { x := 5; return &x }
func sl(p *[]int)          { *p = append(*p, 1) }
func mp(p *map[string]int) { *p = map[string]int{"new": 1} }
func pp(p **int)           { *p = fresh() }
func st(p *n) *n           { p.v++; p.arr[1] = 9; return p }
func field(p *n) *int      { return &p.arr[2] }

func main() {
	x, y := 1, 2
	set(&x, 10)
	swap(&x, &y)
	p := &x
	q := &p
	**q += 5
	fmt.Println(x, y, *p == **q, p == *q, *fresh(), fresh() == fresh())
	s := []int{}
	sl(&s)
	var m map[string]int
	mp(&m)
	pp(&p)
	fmt.Println(s, m, *p, x)
	v := n{v: 1}
	*field(&v) = 77
	fmt.Println(st(&v).arr, st(st(&v)).v, v.v)
	v.next = &v
	v.next.next.next.v = 100
	v.in.x = &v.v
	*v.in.x++
	fmt.Println(v.v)
	arr := [3]*int{&x, &y, nil}
	for i, e := range arr {
		if e != nil {
			*e += i * 1000
		}
	}
	fmt.Println(x, y, arr[2] == nil)
	a := &arr
	a[0], a[1] = a[1], a[0]
	fmt.Println(*arr[0], len(a), *a[1])
	e := &s[0]
	s = append(s, 2, 3, 4)
	*e = -1
	fmt.Println(s[0] == 1, *e)
	f := &s[1]
	*f = 50
	fmt.Println(s)
	ptrs := map[*int]string{&x: "x", &y: "y"}
	fmt.Println(ptrs[&x], ptrs[arr[0]], len(ptrs))
	var np *n
	func() {
		defer func() { fmt.Println(recover()) }()
		np.arr[0] = 1
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = *np
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		for range np.arr {
			fmt.Print("len of array through nil pointer ")
		}
		fmt.Println(len(np.arr))
		_ = np.arr[1]
	}()
	t := *(&v)
	t.v = 0
	fmt.Println(v.v, (&t).v, (*(&t)).v, &t == &t, &v.arr == &v.arr, &v.arr[0] == &(*&v).arr[0])
	c := new([4]int)
	c[3] = 1
	d := *c
	d[0] = 2
	fmt.Println(*c, d, c[1:3], len(c))
	g := new(func() int)
	*g = func() int { return 3 }
	fmt.Println((*g)(), **&g == nil)
}
