// run
package main

import "fmt"

type Big [100000]int
type S struct {
	a int
	b Big
	p *int
}

func mk(n int) (b Big) {
	for i := range b {
		b[i] = i * n
	}
	return
}
func mk2(n int) Big {
	defer func() {}()
	b := mk(n)
	b[0] = 7
	return b
}
func sum(b Big) (t int) {
	b[5]++
	for _, x := range b {
		t += x
	}
	return
}
func (s S) val() int  { s.b[3] = 1; return s.b[99999] + s.a }
func (s *S) ptr() int { s.b[3] = 1; return s.b[99999] + s.a }

type I interface{ val() int }

func pass(x any) int {
	switch v := x.(type) {
	case Big:
		return v[10]
	case S:
		return v.b[10]
	}
	return -1
}
func gen[T any](x T) (T, error) { return x, nil }
func multi() (Big, S, error)     { return mk(3), S{a: 1, b: mk(4)}, nil }

func main() {
	b := mk(2)
	c := b
	c[1] = 100
	fmt.Println(sum(b), sum(c), b == c, b[5], c[1], b[1])
	d := mk2(2)
	fmt.Println(d[0], d[99999], b != d)
	s := S{a: 5, b: b}
	t := s
	t.b[99999] = -1
	fmt.Println(s.val(), t.val(), s.ptr(), t.ptr(), s == t, s.b[3])
	var i I = s
	fmt.Println(i.val())
	var a any = b
	fmt.Println(pass(a), pass(s), a == any(b), a == any(c))
	if x, ok := a.(Big); ok {
		x[0] = 9
		fmt.Println(x[0], a.(Big)[0])
	}
	if x, ok := a.(S); !ok {
		fmt.Println(x.a, x.b[7])
	}
	m := map[string]Big{"x": b}
	m["y"] = c
	fmt.Println(len(m), m["y"][1], m["z"][5], sum(m["x"]))
	if v, ok := m["q"]; !ok {
		fmt.Println(v[1])
	}
	sl := []Big{b, c}
	sl = append(sl, d)
	sl = append(sl, mk(1), mk(0))
	fmt.Println(len(sl), sl[2][0], sl[3][50], sl[4][50])
	for _, v := range sl {
		v[1] = 77
	}
	fmt.Println(sl[0][1])
	f := func() int { return b[2] + c[1] }
	b[2] = 1000
	fmt.Println(f())
	done := make(chan int)
	go func(x Big) { x[0] = 1; done <- x[2] }(b)
	fmt.Println(<-done)
	defer func(x Big, y S) { fmt.Println("deferred", x[2], y.a) }(b, s)
	g, _ := gen(b)
	fmt.Println(g[2])
	x, y, _ := multi()
	fmt.Println(x[10], y.b[10], y.a)
	x, y.b = y.b, x
	fmt.Println(x[10], y.b[10])
	fn := s.val
	s.a = 100
	fmt.Println(fn(), S.val(s), (*S).ptr(&s))
	p := &b
	q := *p
	q[0] = 5
	fmt.Println(p[0], q[0], len(*p))
	switch b {
	case c:
		fmt.Println("c")
	case b:
		fmt.Println("b")
	}
	var np *Big
	defer func() { fmt.Println(recover()) }()
	sum(*np)
}
