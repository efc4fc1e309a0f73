package main

type Fn func(int) int

func gg[T any](x T) T { return x }
func noinfer[T, U any](x T) T { return x }
func core[T int | string](f T) {}

func two() (int, string) { return 1, "" }

type ST struct{ f func(int) string }

func par(a int, b func(int) string) (r string) {
	var loc int
	const lc = 1
	var x1 a
	var x2 loc
	var x3 r
	var x4 lc
	var x5 true
	var x6 iota
	a, b = "x", 1
	var s string
	s, a = 1, "x"
	_, a = 1, "y"
	_ = two()
	_, _ = nil, 1
	s, _ = two()
	a++
	s++
	var u, v int = "x", 1
	w, z := "x", nil
	_ = undefined
	b = gg
	par(1, gg)
	_ = ST{f: gg}
	_ = ST{gg}
	var h Fn = gg
	h = gg
	h = noinfer
	var arr []func(int) string = []func(int) string{gg}
	return gg
	a := 1
	for a = range "abc" {
	}
	for s = range 10 {
	}
	for s, a = range []int{} {
	}
	for i := range 10 { i = "a" }
	s = <-make(chan int)
	if s := 1; s {
	}
	if a == "x" {
	}
	if a = 1; a {
	}
	if two() {
	}
	for two() {
	}
	switch two() {
	}
	switch a := 1; a {
	case 1, "x", 1.0, 2.5, 'a', s, nil, two():
	}
	switch {
	case a, 1, "a", nil, true, a == 1:
	}
	switch f := func() {}; f {
	case nil:
	case func() {}:
	}
	var e error
	switch e {
	case nil, 1, "x", a:
	}
	switch e.(type) {
	case nil, int, string, *ST, error, interface{ Foo() }, a, 1, undefinedx:
	}
	switch y := e.(type) {
	case int:
	case error:
		_ = y.foo
	}
	switch nil {
	}
	switch a.(type) {
	}
	select {
	case a = <-make(chan string):
	case x, ok := <-make(chan int):
	case make(chan int) <- "x":
	}
	go func() {}()
	defer two
	defer recover
	defer append(arr, nil)
	go make([]int, 1)
	goto X
	{
	X:
	}
	func() int {
	}()
	_ = func(a int, a string) {}
	_ = a.(int)
	_ = e.(a)
	_ = e.(ST)
	e.foo()
	*a = 1
	*e = 1
	**(&a) = 1
	&a = 1
	(a) = 1
	a + 1 = 2
	"x" = 1
	len(s) = 1
	return 1, 2
	return "a", "b"
	return two()
}

func missing() int { for { if true { break } } }
func ok1() int { for {} }
func ok2() int { panic(1) }
func ok3(x int) int { switch { case x > 1: return 1; default: panic(1) } }
func bad3(x int) int { switch { case x > 1: return 1 } }
func ok4(x int) int { L: for { for { continue L } } }
func bad4(x int) int { L: for { for { break L } } }
func ok5() int { select {} }
func ok6() int { goto L; L: return 1 }
func ok7() int { if true { return 1 } else { return 2 } }
