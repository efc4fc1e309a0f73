// run

package main

import (
	"fmt"
	"strconv"
)

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) sum() int {
	if t == nil {
		return 0
	}
	return t.v + t.l.sum() + t.r.sum()
}
func (t *tree) add(v int) *tree {
	if t == nil {
		return &tree{v: v}
	}
	if v < t.v {
		t.l = t.l.add(v)
	} else {
		t.r = t.r.add(v)
	}
	return t
}

type celsius float64
type temp interface{ c() celsius }

func (c celsius) c() celsius { return c }

type sensor struct {
	name string
	temp
}
type array [3]int

func (a array) sum() (s int) {
	for _, v := range a {
		s += v
	}
	return
}
func (a *array) inc() {
	for i := range a {
		a[i]++
	}
}

type fnType func(int) string

func (f fnType) twice(n int) string { return f(n) + f(n+1) }

type mapType map[string][]int

func (m mapType) push(k string, v ...int) mapType { m[k] = append(m[k], v...); return m }

type chanType chan string

func (c chanType) drain() (out []string) {
	for {
		select {
		case s := <-c:
			out = append(out, s)
		default:
			return
		}
	}
}

type boolType bool

func (b boolType) not() boolType { return !b }

type outer struct {
	*tree
	array
	boolType
}

func main() {
	var t *tree
	fmt.Println(t.sum())
	for _, v := range []int{5, 2, 8, 1} {
		t = t.add(v)
	}
	fmt.Println(t.sum(), t.l.l.sum(), t.l.r.sum())
	s := sensor{"s", celsius(20.5)}
	fmt.Println(s.c(), s.temp.c() > 20)
	a := array{1, 2, 3}
	a.inc()
	pa := &a
	pa.inc()
	fmt.Println(a.sum(), pa.sum(), array{}.sum(), pa[1])
	f := fnType(strconv.Itoa)
	fmt.Println(f.twice(9), mapType{}.push("a", 1, 2).push("a", 3)["a"])
	c := make(chanType, 3)
	c <- "x"
	c <- "y"
	fmt.Println(c.drain(), boolType(true).not())
	o := outer{t, a, true}
	o.inc()
	fmt.Println(o.tree.sum(), o.array.sum(), a.sum(), o.not(), o.v, o.add(100).sum())
	var o2 outer
	fmt.Println(o2.tree.sum(), o2.array.sum(), o2.not())
	g := o.array.inc
	g()
	h := outer.not
	i := (*outer).inc
	i(&o)
	fmt.Println(o.array, h(o), o.array.sum())
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(o2.v)
}
