// run

package main

import (
	"fmt"
)

func show(s []int) { fmt.Println(len(s), cap(s), s, s == nil) }

func grow(s []int) { s[0] = 100; s = append(s, 5); s[0] = 200 }

func main() {
	var n []int
	show(n)
	show([]int{})
	show(make([]int, 2, 10))
	a := []int{0, 1, 2, 3, 4, 5}
	b := a[1:3]
	show(b)
	show(b[:5])
	show(a[1:3:3])
	show(a[:0])
	show(a[6:])
	show(n[:])
	show(n[0:0])
	b = append(b, 99)
	show(a)
	c := append(a[1:3:3], 77)
	c[0] = -1
	show(a)
	show(c[:3])
	grow(a[:2:2])
	show(a)
	d := a
	d[0] = 42
	fmt.Println(a[0], copy(a, a[2:]), a, copy(a[3:], a), a)
	fmt.Println(copy(n, a), copy(a[:2], []int{8, 9, 10}), a)
	e := append([]int(nil), a...)
	e = append(e, e...)
	fmt.Println(len(e), e)
	a = append(a[:1], a[3:]...)
	fmt.Println(a)
	a = append(a[:1], append([]int{111}, a[1:]...)...)
	fmt.Println(a)
	a = append(a)
	bs := append([]byte("ab"), "cd"...)
	fmt.Println(string(bs), copy(bs, "xyz"), string(bs))
	clear(a)
	fmt.Println(a, min(3, 1, 2), max(2.5, 1), min("b", "a"))
	s2 := make([][]int, 3)
	for i := range s2 {
		s2[i] = make([]int, i)
	}
	fmt.Println(s2, len(s2[2]))
	arr := [5]int{1, 2, 3, 4, 5}
	p := &arr
	sl := p[1:4]
	sl[0] = 20
	fmt.Println(arr, len(sl), cap(sl), cap(arr[2:3]), p[1:2:3])
	q := (*[2]int)(sl)
	q[1] = 30
	fmt.Println(arr, [3]int(sl), *q)
	st := make([]struct{ a, b int }, 2)
	st[1].b = 7
	st = append(st, struct{ a, b int }{1, 2})
	fmt.Println(st, len(make([]struct{}, 5)))
	var i8 int8 = 3
	fmt.Println(a[i8], a[uint64(1)], a[len(a)-1])
}
