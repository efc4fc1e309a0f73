// run
package main

import "fmt"

type Plain int

func (p Plain) Add[N ~int | ~float64](n N) N { return N(p) + n }
func (p *Plain) Inc[N ~int](n N) N           { *p += Plain(n); return N(*p) }

type List[T any] []T

func (l List[T]) Conv[U any](f func(T) U) List[U] {
	var r List[U]
	for _, x := range l {
		r = append(r, f(x))
	}
	return r
}

type W struct{ Plain }
type W2 struct{ *List[string] }

func use(f func(int) int) int { return f(1) }

func gen[T any](x T, p Plain) {
	l := List[T]{x, x}
	f := l.Conv[string]
	fmt.Println(f(func(t T) string { return fmt.Sprintf("<%v>", t) }))
	var g func(func(T) int) List[int] = l.Conv
	fmt.Println(g(func(T) int { return 4 }))
	h := (*Plain).Inc[int]
	fmt.Println(h(&p, 3), p)
}

func main() {
	p := Plain(3)
	f := p.Add[int]
	p = 10
	fmt.Println(f(1), p.Add[float64](0.5))
	var g func(float64) float64 = p.Add
	fmt.Println(g(0.25))
	fmt.Println(use(p.Add), use(p.Inc), p)
	h := Plain.Add[int]
	fmt.Println(h(p, 5))
	k := (*Plain).Add[int]
	fmt.Println(k(&p, 5))
	w := W{4}
	i := w.Inc[int]
	fmt.Println(i(2), w)
	j := W.Add[int]
	fmt.Println(j(w, 2))
	jj := (*W).Inc[int]
	fmt.Println(jj(&w, 2), w)
	w2 := W2{&List[string]{"a", "bb"}}
	c := w2.Conv[int]
	fmt.Println(c(func(s string) int { return len(s) }))
	var cc func(W2, func(string) int) List[int] = W2.Conv
	fmt.Println(cc(w2, func(s string) int { return len(s) * 2 }))
	gen("x", 5)
	gen(1.5, 6)
	defer func(f func(int) int) { fmt.Println(f(3)) }(p.Add)
	go p.Add(3)
	defer p.Inc(3)
	fmt.Printf("%T %T\n", p.Add[int], Plain.Add[float64])
}
