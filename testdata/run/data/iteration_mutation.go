// run

package main

import (
	"fmt"
)

func main() {
	s := []int{1, 2, 3, 4}
	for i := range s {
		if i == 0 {
			s = append(s, 99)
			s[1] = 50
		}
		fmt.Print(s[i], " ")
	}
	fmt.Println(len(s))
	for i, v := range s[:3] {
		s[2] = 1000 + i
		fmt.Print(v, " ")
	}
	fmt.Println(s)
	a := [3]int{1, 2, 3}
	for i, v := range a {
		a[2] = 50
		fmt.Print(i, v, " ")
	}
	for i, v := range a[:] {
		a[2] = 70
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	m := map[int]bool{}
	for i := range 100 {
		m[i] = true
	}
	visited := 0
	for k := range m {
		visited++
		delete(m, k)
		delete(m, k+1)
		delete(m, k-1)
	}
	fmt.Println(len(m), visited >= 34 && visited <= 100)
	m2 := map[int]int{1: 1}
	for k := range m2 {
		m2 = map[int]int{5: 5, 6: 6}
		fmt.Print(k, " ")
	}
	fmt.Println(len(m2))
	str := "abc"
	for i, c := range str {
		str = "xyz!"
		fmt.Print(i, string(c))
	}
	fmt.Println(str)
	var q []int
	q = append(q, 1)
	for i := 0; i < len(q) && i < 5; i++ {
		q = append(q, q[i]*2)
	}
	fmt.Println(q)
	n := 3
	for i := range n {
		n = 10
		fmt.Print(i, " ")
	}
	fmt.Println(n)
	p := &a
	for i := range p {
		p = &[3]int{7, 8, 9}
		fmt.Print(p[i], " ")
	}
	type list struct{ next *list }
	l := &list{&list{&list{}}}
	c := 0
	for x := l; x != nil; x = x.next {
		c++
	}
	fmt.Println(c)
	ch := make(chan int, 3)
	ch <- 1
	for v := range ch {
		if v < 3 {
			ch <- v + 1
		} else {
			close(ch)
		}
		fmt.Print(v, " ")
	}
	fmt.Println()
	var idx [2]int
	for idx[0], idx[1] = range []int{10, 20} {
		fmt.Print(idx, " ")
	}
	ms := map[string][]int{}
	for _, k := range []string{"a", "b", "a"} {
		ms[k] = append(ms[k], len(ms[k]))
	}
	fmt.Println(ms)
	rows := [][]int{{1}, {2}}
	for _, r := range rows {
		r[0] *= 10
		r = append(r, 5)
		_ = r
	}
	fmt.Println(rows)
}
