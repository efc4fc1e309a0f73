// run

package main

import (
	"fmt"
	"strings"
)

type n struct{ v int }

func (x n) String() string { return fmt.Sprint("n", x.v) }

type m struct {
	P *n
	Q *m
	R **int
}

func main() {
	s := fmt.Sprintf("%p", &n{1})
	fmt.Println(strings.HasPrefix(s, "0x"), len(s) > 5)
	var np *n
	var ni *int
	fmt.Printf("%p %v %+v %#v %T\n", ni, ni, ni, ni, ni)
	fmt.Printf("%v %s\n", &n{2}, &n{3})
	fmt.Printf("%v|%+v\n", m{}, m{})
	fmt.Printf("%t %p\n", np == nil, np)
	a := &[]n{{1}, {2}}
	b := &map[string]n{"a": {3}}
	c := &[2]n{}
	d := &struct{ X n }{n{5}}
	fmt.Println(a, b, c, d)
	fmt.Printf("%v %+v %d\n", a, d, c)
	var e any = &n{7}
	fmt.Println(e, []any{e}[0])
	x := fmt.Sprint(m{P: &n{1}})
	fmt.Println(strings.Contains(x, "0x"), strings.HasPrefix(x, "{0x"))
	f := func() {}
	fmt.Println(fmt.Sprintf("%p", f) == fmt.Sprintf("%v", f), fmt.Sprintf("%p", []int{1})[:2], fmt.Sprintf("%p", map[int]int{})[:2], fmt.Sprintf("%p", make(chan int))[:2])
	fmt.Printf("%p %x\n", 5, "x")
	sl := []int{1}
	fmt.Println(fmt.Sprintf("%p", sl) == fmt.Sprintf("%p", &sl[0]), fmt.Sprintf("%#p", &sl[0])[:1] != "0")
}
