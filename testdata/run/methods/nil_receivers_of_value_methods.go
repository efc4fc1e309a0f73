// run
package main

import "fmt"

type T int

func (t T) F() int          { return int(t) }
func (t *T) P() int         { return 1 }

type S struct{ a, b int }

func (s S) Get() int { return s.a }

type E struct{ *T }
type E2 struct{ T }

type I interface{ F() int }

func try(name string, f func()) {
	defer func() {
		r := recover()
		e, ok := r.(error)
		fmt.Println(name, r, ok)
		if ok {
			_, ok = r.(interface{ RuntimeError() })
			fmt.Printf("%T %v %s\n", r, ok, e)
		}
	}()
	f()
}

func main() {
	var t *T
	var s *S
	var e2 *E2
	try("iface", func() { var i I = t; i.F() })
	try("mexpr", func() { f := (*T).F; f(t) })
	try("mexpr2", func() { f := (*S).Get; f(s) })
	try("embedptr", func() { var i I = E{}; i.F() })
	try("embed", func() { var i I = e2; i.F() })
	try("embed", func() { var i I = &E{}; i.F() })
	try("direct", func() { t.F() })
	try("bound", func() { f := t.F; f() })
	try("ibound", func() { var i I = t; f := i.F; f() })
	try("iexpr", func() { var i I = t; I.F(i) })
	try("any", func() { var i interface{ Get() int } = s; i.Get() })
	try("nilbase", func() { e2.T.P() })
	try("nilbase", func() { e2.P() })
}
