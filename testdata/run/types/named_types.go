// run

package main

import (
	"fmt"
)

type celsius float64
type fahrenheit float64
type ids []int
type table map[string]ids
type pt struct{ X, Y int }
type ppt *pt
type other pt
type alias = pt
type fn func(int) fn

func (c celsius) f() fahrenheit { return fahrenheit(c*9/5 + 32) }
func (i ids) sum() (s int) {
	for _, v := range i {
		s += v
	}
	return
}
func (i *ids) push(v int)           { *i = append(*i, v) }
func (t table) add(k string, v int) { t[k] = append(t[k], v) }

func main() {
	fmt.Println(celsius(100).f(), celsius(-40).f())
	fmt.Printf("%T %v\n", celsius(1.5), celsius(1.5))
	var i ids
	i.push(3)
	i.push(4)
	fmt.Println(i, i.sum(), len(i), ids{1, 2}.sum())
	t := table{}
	t.add("a", 1)
	t.add("a", 2)
	fmt.Println(t, t["a"].sum())
	p := pt{1, 2}
	o := other(p)
	var al alias = p
	fmt.Println(o, al == p, pt(o) == p)
	fmt.Printf("%T %T %T %T\n", o, al, ppt(&p), t)
	var plain []int = i
	i = plain
	anon := struct{ X, Y int }{5, 6}
	p = anon
	o = anon
	fmt.Println(p, o, plain)
	pp := ppt(&p)
	pp.X = 9
	fmt.Println(p.X, (*pp).Y, (*pt)(pp) == &p)
	n := 0
	var f fn
	f = func(k int) fn { n += k; return f }
	f(1)(2)(3)
	fmt.Println(n)
	type local struct{ pt }
	fmt.Printf("%T %v %v\n", local{p}, local{p}, local{p}.X)
	type inner int
	{
		type inner string
		fmt.Printf("%T %v\n", inner("x"), inner("x"))
	}
	fmt.Printf("%T\n", inner(1))
}
