// run

package main

import "fmt"

type bag map[string]int
type list []byte
type inner struct {
	L *list
	M *map[int]bool
}

func main() {
	p, m, q := &[]int{}, &map[string]int{}, &list{}
	fmt.Println(*p == nil, *m == nil, *q == nil)
	fmt.Printf("%#v %#v %#v\n", p, m, q)
	(*m)["a"] = 1
	*p = append(*p, 2)
	fmt.Println(*m, *p)
	b := &bag{}
	(*b)["x"]++
	in := &inner{L: &list{}, M: &map[int]bool{}}
	(*in.M)[3] = true
	fmt.Println(*b, *in.L == nil, *in.M)
	all := []*[]int{{}, {1}, nil}
	fmt.Println(*all[0] == nil, *all[1], all[2] == nil)
	maps := map[string]*bag{"a": {}}
	(*maps["a"])["y"] = 2
	fmt.Println(*maps["a"], *&[]int{} == nil, len(*(&[2]int{})), *&struct{ A []int }{})
	f := func() *[]string { return &[]string{} }
	fmt.Println(*f() == nil)
	var i any = &[]int{}
	fmt.Println(*i.(*[]int) == nil)
}
