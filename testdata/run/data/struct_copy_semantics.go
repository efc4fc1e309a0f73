// run

package main

import (
	"fmt"
)

type leaf struct{ v [2]int }
type mid struct {
	l    leaf
	ls   []leaf
	arr  [2]leaf
	m    map[string]leaf
	p    *leaf
	self *mid
}

func newMid() mid {
	return mid{leaf{[2]int{1, 2}}, []leaf{{[2]int{3, 4}}}, [2]leaf{}, map[string]leaf{"k": {}}, &leaf{}, nil}
}
func byVal(m mid) mid {
	m.l.v[0] = 100
	m.ls[0].v[0] = 200
	m.arr[1].v[1] = 300
	m.m["k"] = leaf{[2]int{9, 9}}
	m.p.v[0] = 400
	return m
}

func main() {
	a := newMid()
	b := byVal(a)
	fmt.Println(a.l, a.ls, a.arr, a.m, *a.p)
	fmt.Println(b.l, b.ls, b.arr, b.m, *b.p)
	c := a
	c.l.v = [2]int{7, 7}
	c.arr[0] = c.l
	c.l.v[0]++
	fmt.Println(a.l, c.l, c.arr)
	p := &c.arr[1].v[0]
	*p = 55
	q := &c.arr
	q[1].v[1] = 66
	fmt.Println(c.arr)
	r := *q
	r[0] = leaf{}
	fmt.Println(c.arr[0], r[0])
	a.self = &a
	a.self.self.l.v[1] = -1
	fmt.Println(a.l)
	s := []mid{a, c}
	s[0].l.v[0] = 1000
	t := s[0]
	s[0], s[1] = s[1], s[0]
	fmt.Println(t.l, s[0].l, s[1].l, a.l)
	x, y := leaf{[2]int{1, 2}}, leaf{[2]int{3, 4}}
	x, y = y, x
	x.v, y.v = y.v, x.v
	fmt.Println(x, y)
	f := func(l leaf) *leaf { l.v[0] *= 2; return &l }
	fmt.Println(*f(x), x)
	arr := [...]leaf{x, y}
	for i, l := range arr {
		arr[1].v[0] = 77
		l.v[1] = 0
		fmt.Print(i, l, arr[i], " ")
	}
	fmt.Println()
	var e any = x
	x.v[0] = 12345
	fmt.Println(e, e.(leaf) == x, e == any(leaf{[2]int{1, 2}}))
	ch := make(chan leaf, 1)
	ch <- x
	x.v[1] = 0
	fmt.Println(<-ch, x)
	m := map[leaf]*leaf{x: &x}
	x.v[0] = 0
	_, ok := m[x]
	fmt.Println(ok, len(m))
	nested := struct {
		a struct{ b struct{ c int } }
	}{}
	n2 := nested
	nested.a.b.c = 5
	pb := &nested.a.b
	pb.c++
	fmt.Println(nested, n2, nested == n2)
}
