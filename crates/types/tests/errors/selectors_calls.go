package main

import (
	"lib"
	"lib/other"
	str "lib/strs"
)

type T struct{ a, B int }

func (t *T) pm()  {}
func (t T) Vm()   {}

type I interface{ M(); N(x int) string }

type bad1 struct{}

func (bad1) M() {}

type bad2 struct{}

func (bad2) M()            {}
func (bad2) N(x string) string { return "" }

type bad3 struct{}

func (*bad3) M()             {}
func (*bad3) N(x int) string { return "" }

func two() (int, string) { return 1, "a" }
func none()              {}
func one() int           { return 1 }

func f(a int, b string) {}
func v(a int, b ...string) {}

func main() {
	var t T
	var pt *T
	t.foo()
	t.b = 1
	t.A = 1
	t.vm()
	t.PM()
	T.pm(t)
	T{}.pm()
	pt.zz()
	var i I = bad1{}
	i = bad2{}
	i = bad3{}
	i = t
	i.foo()
	var pi *I = &i
	pi.M()
	_ = i.(bad1)
	_ = i.(bad3)
	f(1)
	f(1, "a", 2)
	f("a", 1)
	f(two())
	f(one())
	f()
	v()
	v("a")
	v(1, 2)
	v(1, []string{}...)
	f(1, []string{}...)
	x := 1
	var y int
	a, b := 1
	c, d := two(), 1
	e := two()
	var g, h int = 1
	var k string = 1
	y = "a"
	y, z := 1, 2
	x, y := 1, 2
	_ = none()
	none() + 1
	one()
	one
	x + 1
	x == 1
	int(x)
	len("a")
	append([]int{}, 1)
	lib.Foo()
	lib.println()
	undefinedfn(x)
	undefinedpkg.Foo()
	var u undefinedtype
	_ = &1
	_ = *x
	_ = -"a"
	_ = !1
	_ = ^1.5
	_ = x << 1.5
	_ = 1.5 << x
	_ = x << -1
	_ = x / 0
	_ = 1 / 0
	_ = 1.0 / 0
	_ = x % 0
	_ = "a" + 1
	_ = "a" - "b"
	_ = x + "a"
	_ = x && true
	_ = t == pt
	_ = t < t
	_ = []int{} == []int{}
	_ = main == nil
	_ = map[string]int{} == nil
	_ = nil == nil
	_ = x == nil
	const cc int8 = 300
	const dd = 1 << 600
	const ee uint = -1
	var ff int8 = 128
	_ = int8(300)
	_ = uint8(-1)
	_ = int(1.5)
	_ = string(1.5)
	_ = []byte(1)
	if x {
	}
	for x {
	}
	if x = 1; true {
	}
	switch x {
	case "a":
	case 1, 1:
	case 1.5:
	case nil:
	}
	switch {
	case x:
	case true:
	}
	switch i.(type) {
	case bad1:
	case bad3, bad3:
	case nil, nil:
	case int:
	}
	switch q := i.(type) {
	}
	switch x.(type) {
	}
	return 1
}
