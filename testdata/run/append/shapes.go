// run

// optimised

// The same for other shapes of variables and appends.
package main

import "fmt"

type P struct{ x, y []int }

//go:noinline
func a() { var s []int; s = append(s, 1); t := append([]int(nil), 2); fmt.Println("a", cap(s), cap(t)) }

//go:noinline
func b(c bool) {
	var s []int
	if c {
		s = append(s, 1)
	} else {
		s = append(s, 2)
	}
	fmt.Println("b", cap(s))
}

//go:noinline
func c() { var s []int; s1 := append(s, 1); s2 := append(s, 2); fmt.Println("c", cap(s1), cap(s2)) }

//go:noinline
func d() { var p P; p.x = append(p.x, 1); p.y = append(p.y, 1); fmt.Println("d", cap(p.x), cap(p.y)) }

//go:noinline
func call(f func()) { f() }

//go:noinline
func e2() { var s []int; call(func() { s = append(s, 1) }); fmt.Println("e2", cap(s)) }

//go:noinline
func e3() {
	var s []int
	s = append(s, 1)
	call(func() { s = append(s, 1, 2, 3, 4) })
	fmt.Println("e3", cap(s))
}

//go:noinline
func f() {
	s := append([]int(nil), 1)
	t := append([]int(nil), 1)
	fmt.Println("f", cap(s), cap(t))
	s = append([]int(nil), 4)
	fmt.Println(cap(s))
}

//go:noinline
func g() {
	var s, t []int
	s = append(s, 1)
	t = s
	t = append(t, 2)
	t = nil
	t = append(t, 5)
	fmt.Println("g", cap(s), cap(t))
}

//go:noinline
func h() { var s []int; s = append(s, 1); s = nil; s = append(s, 2); fmt.Println("h", cap(s)) }

//go:noinline
func h2(n int) {
	for i := 0; i < n; i++ {
		var s []int
		s = append(s, 1)
		s = append(s, 2)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("h2")
}

//go:noinline
func h3(n int) {
	var s []int
	for i := 0; i < n; i++ {
		s = s[:0]
		s = append(s, 1)
		s = append(s, 2)
		fmt.Print(cap(s), " ")
	}
	fmt.Println("h3")
}

//go:noinline
func k() { p := &P{}; p.x = append(p.x, 1); fmt.Println("k", cap(p.x)) }

//go:noinline
func k2()              { p := P{}; q := &p; q.x = append(q.x, 1); fmt.Println("k2", cap(q.x)) }
func (p *P) add(i int) { p.x = append(p.x, i) }

//go:noinline
func k3() { var p P; p.add(1); fmt.Println("k3", cap(p.x)) }

type St struct{ items []int }

func (s *St) Push(i int) { s.items = append(s.items, i) }
func (s *St) Len() int   { return len(s.items) }

type Sl []int

func (s *Sl) Push(i int) { *s = append(*s, i) }

//go:noinline
func k4() {
	s := &St{}
	s.Push(1)
	fmt.Println("k4", cap(s.items))
	var l Sl
	l.Push(1)
	fmt.Println(cap(l))
	n := 0
	p := &n
	*p = 3
	var z []int
	pz := &z
	*pz = append(*pz, 1)
	fmt.Println(cap(z))
	z = append(z, 2, 3, 4, 5, 6)
	fmt.Println(cap(z))
}

//go:noinline
func k5() { var z []int; pz := &z; z = append(z, 1); fmt.Println("k5", cap(z), len(*pz)) }

//go:noinline
func m() { m := map[string][]int{}; m["a"] = append(m["a"], 1); fmt.Println("m", cap(m["a"])) }

//go:noinline
func n() {
	x := make([][]int, 2)
	x[0] = append(x[0], 1)
	fmt.Println("n", cap(x[0]))
	var ar [2][]int
	ar[1] = append(ar[1], 1)
	fmt.Println(cap(ar[1]))
	row := []int{}
	row = append(row, 1)
	x[1] = row
	fmt.Println(cap(x[1]))
}

//go:noinline
func n2() {
	var x [][]int
	for i := 0; i < 2; i++ {
		var row []int
		row = append(row, 1)
		fmt.Println("row", cap(row))
		x = append(x, row)
	}
	fmt.Println("n2", cap(x))
}

//go:noinline
func o() { var s []int; s = append(s, 1); var i any = s; _ = i; fmt.Println("o", cap(s)) }

//go:noinline
func p(x ...int) int { return len(x) }

//go:noinline
func q() { var s []int; s = append(s, 1); p(s...); fmt.Println("q", cap(s)) }
func sum(x ...int) int {
	t := 0
	for _, v := range x {
		t += v
	}
	return t
}

//go:noinline
func q2() { var s []int; s = append(s, 1); fmt.Println("q2", sum(s...), cap(s)) }

//go:noinline
func r() {
	defer func() { fmt.Println("deferred") }()
	var s []int
	s = append(s, 1)
	fmt.Println("r", cap(s))
}

//go:noinline
func r2() {
	var s []int
	defer func() { fmt.Println("r2 d", cap(s)) }()
	s = append(s, 1)
	fmt.Println("r2", cap(s))
}

//go:noinline
func t() { ch := make(chan []int, 1); var s []int; s = append(s, 1); fmt.Println("t", cap(s)); ch <- s }

//go:noinline
func u() { var s []int; go func() { _ = s }(); s = append(s, 1); fmt.Println("u", cap(s)) }

//go:noinline
func v(s []int) { s = append(s, 1); fmt.Println("v", cap(s)) }

//go:noinline
func w(s []int) []int {
	if len(s) > 3 {
		return s
	}
	return w(append(s, 1))
}

//go:noinline
func w2(s []int, n int) {
	s = append(s, n)
	fmt.Print(cap(s), " ")
	if n > 0 {
		w2(s, n-1)
	} else {
		fmt.Println("w2")
	}
}

//go:noinline
func x() (n int) {
	var s []int
	for i := range 3 {
		s = append(s, i)
	}
	s = s[1:]
	for _, e := range s {
		n += e
	}
	fmt.Println("x", cap(s))
	return n
}

//go:noinline
func y() {
	s := make([]int, 0, 2)
	s = append(s, 1, 2)
	s = append(s, 3)
	fmt.Println("y", cap(s))
	t := make([]int, 0, 0)
	t = append(t, 1)
	fmt.Println(cap(t))
	nn := 0
	if len(s) > 10 {
		nn = 1
	}
	t2 := make([]int, 0, nn)
	t2 = append(t2, 1)
	fmt.Println(cap(t2))
}

//go:noinline
func z() {
	s := []int{1, 2, 3}
	s = append(s, 4)
	fmt.Println("z", cap(s))
	s = s[:0:0]
	s = append(s, 4)
	fmt.Println(cap(s))
	q := []int{1, 2, 3}
	u := q[3:3:3]
	u = append(u, 1)
	fmt.Println(cap(u))
	fmt.Println(cap(append(q[1:1:1], 3)))
}

type L struct {
	a, b int64
	c    string
}

//go:noinline
func aa() {
	type T struct{ s []string }
	var t T
	t.s = append(t.s, "x")
	u := t
	u.s = append(u.s, "y")
	fmt.Println("aa", cap(t.s), cap(u.s))
	x := T{}
	x.s = append(x.s, "a", "b", "c")
	fmt.Println(cap(x.s))
}

//go:noinline
func bb() {
	s := append([]byte{}, 'a', 'b')
	fmt.Println("bb", cap(s), string(s))
	t := append([]byte("ab"), 'c')
	fmt.Println(cap(t))
	r := append([]rune(nil), 'x')
	fmt.Println(cap(r))
}

//go:noinline
func dd(x, y []int) {
	var s []int
	s = append(s, x...)
	fmt.Println("dd", cap(s))
	s = append(s, 1)
	fmt.Println(cap(s))
	s = append(s, y...)
	fmt.Println(cap(s))
}

//go:noinline
func ee() {
	var s [][]string
	var r []string
	r = append(r, "a")
	s = append(s, r)
	fmt.Println("ee", cap(r), cap(s))
}

//go:noinline
func ff() {
	var st []*P
	st = append(st, &P{})
	for len(st) > 0 {
		n := st[len(st)-1]
		st = st[:len(st)-1]
		if n.x == nil && len(st) < 1 && cap(st) > 100 {
			st = append(st, n, n)
		}
	}
	fmt.Println("ff", cap(st))
}

//go:noinline
func gg() { var s []interface{ M() }; s = append(s, nil); fmt.Println("gg", cap(s)); s[0] = nil }
func vis(s *[]int, d int) {
	*s = append(*s, d)
	if d > 0 {
		vis(s, d-1)
	}
}

//go:noinline
func hh() {
	var s []int
	vis(&s, 5)
	fmt.Println("hh", cap(s))
	var path []int
	var dfs func(int)
	dfs = func(d int) {
		path = append(path, d)
		fmt.Println("dfs", cap(path))
		if d > 0 {
			dfs(d - 1)
		}
	}
	dfs(3)
}

//go:noinline
func ii(f func(int) bool) {
	var s []int
	for i := 0; f(i); i++ {
		s = append(s, i)
	}
	fmt.Println("ii", cap(s))
}
func seq(y func(int) bool) {
	for i := range 3 {
		if !y(i) {
			return
		}
	}
}

func main() {
	a()
	b(true)
	b(false)
	c()
	d()
	e2()
	e3()
	f()
	g()
	h()
	h2(3)
	h3(3)
	k()
	k2()
	k3()
	k4()
	k5()
	m()
	n()
	n2()
	o()
	q()
	q2()
	r()
	r2()
	t()
	u()
	v(nil)
	fmt.Println(cap(w(nil)))
	w2(nil, 5)
	x()
	y()
	z()
	aa()
	bb()
	dd(nil, []int{1})
	dd([]int{1}, []int{1})
	ee()
	ff()
	gg()
	hh()
	ii(func(i int) bool { return i < 3 })
}
