// run

package main

import (
	"fmt"
	"math/rand"
	"strings"
	"sync"
)

type iface interface{ m() }
type impl struct{}

func (impl) m() {}

type e struct{ a any }

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, isErr := r.(error)
		_, isRT := r.(interface{ RuntimeError() })
		fmt.Printf("%s: %v (%v %v)\n", name, r, isErr, isRT)
	}()
	f()
	fmt.Println(name, "did not panic")
}

func main() {
	z, five, neg := 0, 5, -1
	var a []int
	arr := [3]int{1, 2, 3}
	s := []int{1, 2, 3}
	str := "abc"
	var m map[string]int
	var p *e
	var i iface
	var any1, any2 any = 1, "x"
	var f func()
	var ch chan int
	try("index nil", func() { _ = a[0] })
	try("index", func() { _ = s[five] })
	try("index neg", func() { s[neg] = 1 })
	try("array", func() { _ = arr[five] })
	try("string", func() { _ = str[five] })
	try("uint8", func() { _ = s[uint8(200)] })
	try("uint64", func() { _ = s[uint64(five)<<60] })
	try("slice hi", func() { _ = s[:five] })
	try("slice lo>hi", func() { _ = s[five-2 : 1] })
	try("slice neg", func() { _ = s[neg:] })
	try("slice lo", func() { _ = s[five:] })
	try("slice str hi", func() { _ = str[:five] })
	try("slice str lo", func() { _ = str[five:] })
	try("slice str lohi", func() { _ = str[2 : z+1] })
	try("slice3 max", func() { _ = s[0:1:five] })
	try("slice3 hi>max", func() { _ = s[0 : 3 : five-3] })
	try("slice3 lo>hi", func() { _ = s[3 : five-3 : 3] })
	try("slice arr", func() { _ = arr[:five] })
	try("nil map", func() { m["a"] = 1 })
	try("nil ptr", func() { _ = p.a })
	try("nil iface", func() { i.m() })
	try("nil func", func() { f() })
	try("div", func() { _ = five / z })
	try("mod", func() { _ = five % z })
	try("div u8", func() { _ = uint8(five) / uint8(z) })
	try("shift", func() { _ = five << neg })
	try("assert basic", func() { _ = any1.(string) })
	try("assert nil", func() { _ = any(nil).(int) })
	try("assert iface", func() { _ = any2.(iface) })
	try("assert nil iface", func() { _ = any(nil).(iface) })
	try("assert struct", func() { _ = any(e{}).(*e) })
	try("assert iface concrete", func() { i = impl{}; _ = i.(interface{ n() }) })
	try("hash slice", func() { _ = map[any]int{[]int{1}: 1} })
	try("hash map", func() { mm := map[any]int{}; mm[map[int]int{}] = 1 })
	try("hash func", func() { mm := map[any]int{}; _ = mm[func() {}] })
	try("hash struct", func() { mm := map[any]int{}; mm[e{[]int{}}] = 1 })
	try("cmp slice", func() { _ = any(s) == any(s) })
	try("cmp struct", func() { _ = any(e{f}) == any(e{f}) })
	try("make neg", func() { _ = make([]int, neg) })
	try("make cap", func() { _ = make([]int, 5, five-3) })
	try("make huge", func() { _ = make([]int, 1<<62>>z) })
	try("make chan", func() { _ = make(chan int, neg) })
	try("make map neg", func() { _ = make(map[int]int, neg) })
	try("close nil", func() { close(ch) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("to array", func() { _ = [4]int(s) })
	try("to array ptr", func() { _ = (*[4]int)(s) })
	try("custom", func() { panic(fmt.Errorf("custom %d", 1)) })
	try("nil panic", func() { panic(nil) })
	try("value panic", func() { panic(e{1}) })
	try("repeat", func() { panic(strings.Repeat("ab", 2)) })
	try("neg repeat", func() { strings.Repeat("x", neg) })
	try("rand", func() { rand.Intn(z) })
	try("wg", func() { var wg sync.WaitGroup; wg.Done() })
}
