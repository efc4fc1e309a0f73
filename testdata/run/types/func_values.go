// run

package main

import (
	"fmt"
	"strings"
	"unicode"
)

type f1 func(int) int
type f2 = func(int) int
type reg struct {
	m    map[string]f1
	def  f1
	hook func(string, ...any)
}

func (r *reg) call(n string, v int) int {
	if r.hook != nil {
		r.hook("call %s %d", n, v)
	}
	if f, ok := r.m[n]; ok {
		return f(v)
	}
	return r.def(v)
}
func inc(n int) int { return n + 1 }
func apply(fs []f2, n int) int {
	for _, f := range fs {
		n = f(n)
	}
	return n
}
func choose(b bool) func(int) int {
	if b {
		return inc
	}
	return func(n int) int { return n - 1 }
}
func variadic(fs ...func() string) (s string) {
	for _, f := range fs {
		s += f()
	}
	return
}
func pass(f func(a, b int) (int, error), a int) (int, error) { return f(a, a) }
func self(n int, f func(int, any) int) int                   { return f(n, f) }

func main() {
	r := &reg{m: map[string]f1{"inc": inc, "sq": func(n int) int { return n * n }}, def: func(int) int { return -1 }}
	fmt.Println(r.call("inc", 1), r.call("sq", 5), r.call("zz", 1))
	var log []string
	r.hook = func(s string, a ...any) { log = append(log, fmt.Sprintf(s, a...)) }
	r.call("inc", 2)
	fmt.Println(log, apply([]f2{inc, choose(true), choose(false), f1(inc)}, 10))
	fmt.Println(variadic(), variadic(func() string { return "a" }, func() string { return "b" }))
	fmt.Println(pass(func(a, b int) (int, error) { return a * b, nil }, 4))
	fmt.Println(self(5, func(n int, f any) int {
		if n == 0 {
			return 1
		}
		return n * f.(func(int, any) int)(n-1, f)
	}))
	var nilf f1
	fmt.Println(nilf == nil, r.def != nil)
	arr := [2]f1{inc}
	fmt.Println(arr[0](1), arr[1] == nil)
	ch := make(chan f1, 1)
	ch <- arr[0]
	fmt.Println((<-ch)(41), any(f1(inc)).(f1)(1), func(f ...int) int { return len(f) }(1, 2, 3))
	var rec func(int) string
	rec = func(n int) string {
		if n == 0 {
			return "."
		}
		return fmt.Sprint(n) + rec(n-1)
	}
	g := rec
	rec = func(int) string { return "!" }
	fmt.Println(g(3))
	println2 := fmt.Println
	println2("alias of", "a library function")
	up := strings.ToUpper
	fmt.Println(up("x"), strings.Map(unicode.ToUpper, "yz"))
}
