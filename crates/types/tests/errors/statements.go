package main

import (
	"lib"
	"lib/other"
)

type S struct {
	a int
	a string
}

type I interface {
	M()
	M()
}

func dup(a int, a string) {}

func f1() int {
}

func f2(x int) int {
	for {
		break
	}
}

func f3(x int) int {
	if x > 0 {
		return 1
	}
}

func f4() (int, string) {
	return 1
}
func f5() (int, string) {
	return 1, 2
}
func f6() (int, string) {
	return
}
func f7() int {
	return 1, 2
}
func f8() {
	return 1
}
func f9() (a int, err error) {
	{
		a := 1
		_ = a
		return
	}
}

func f1() {}

var x int
var x string

type x struct{}

func main() {
	s := S{1, 2, 3}
	s = S{b: 1}
	s = S{a: 1, a: 2}
	s = S{a: 1, 2}
	m := map[string]int{"a": 1, "a": 2}
	arr := [2]int{1, 2, 3}
	arr2 := [...]int{0: 1, 0: 2}
	sl := []int{"a"}
	_ = [3]int{5: 1}
	_ = m[1]
	_ = sl["a"]
	_ = arr[5]
	_ = arr[-1]
	_ = "abc"[5]
	_ = sl[2:1]
	_ = sl[1.5]
	_ = x.y
	m.foo = 1
	m["a"].b = 1
	arr[1] = "a"
	"a"[0] = 1
	ms := map[string]S{}
	ms["a"].a = 1
	1 = 2
	f1() = 1
	x++
	"a"++
	s++
	s += 1
	x += "a"
	var ch chan<- int
	<-ch
	var ch2 <-chan int
	ch2 <- 1
	ch <- "a"
	x <- 1
	<-x
	close(ch2)
	close(x)
	for i := range x {
	}
	for i := range ch2 {
	}
	for i, j := range ch2 {
	}
	for i := range 10 {
	}
	for i, j := range 10 {
	}
	for i := range s {
	}
	for i := range func() {} {
	}
	for i := range 1.5 {
	}
	go f1
	defer f1
	go int(1)
	defer len("a")
	defer recover()
	defer func() {}
	break
	continue
	fallthrough
	goto L
	var zz int
L:
	for {
		break M
		continue L
	}
	{
	N:
	}
	goto N
	L:
	_ = zz
	_ = x.(int)
	_ = f1.a
	_ = new(5, 6)
	_ = make(int)
	_ = make([]int)
	_ = make([]int, -1)
	_ = make([]int, 2, 1)
	_ = make([]int, 1, 2, 3)
	_ = make([]int, "a")
	_ = make(map[string]int, 1, 2)
	_ = len(1)
	_ = cap(m)
	_ = append(1, 2)
	_ = append(sl, "a")
	_ = append(nil, 1)
	_ = copy(sl, "a")
	delete(sl, 1)
	delete(m, 1)
	_ = complex(1, "a")
	_ = real(1)
	_ = real("a")
	_ = min(1, "a")
	_ = max(s)
	clear(1)
	panic()
	panic(1, 2)
	print(int)
	_ = int
	_ = lib
	_ = nil
	var nn = nil
	nn2 := nil
	_ = T
	var _ = _
	x = _
	var fn func() = 1
	_ = func() { return 1 }
	_ = &f1()
	_ = &sl[0]
	_ = &m["a"]
}
