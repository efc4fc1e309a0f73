// run

package main

import (
	"fmt"
)

type stringer interface {
	comparable
	String() string
}
type id int

func (i id) String() string { return fmt.Sprintf("#%d", int(i)) }

type setter[T any] interface {
	*T
	set(string)
}
type conf struct{ v string }

func (c *conf) set(s string) { c.v = s }

func build[T any, P setter[T]](vals ...string) []T {
	out := make([]T, len(vals))
	for i, v := range vals {
		P(&out[i]).set(v)
	}
	return out
}
func joinAll[T stringer](xs ...T) (s string) {
	var last T
	for i, x := range xs {
		if i > 0 && x == last {
			s += "="
		}
		s += x.String()
		last = x
	}
	return
}

type ordered interface {
	~int | ~int8 | ~uint | ~string | ~float64
}

func maxOf[T ordered](a T, rest ...T) T {
	for _, r := range rest {
		a = max(a, r)
	}
	return a
}

type bytesOrString interface{ ~[]byte | ~string }

func count[T bytesOrString](s T, c byte) (n int) {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			n++
		}
	}
	return n + len(s[1:])*100
}
func conv[To, From ~int | ~int8 | ~uint8 | ~float64](f From) To { return To(f) }
func sizeof[T any]() string {
	var z T
	switch any(z).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice"
	}
	return fmt.Sprintf("other %T", z)
}
func send[C ~chan E | ~chan<- E, E any](c C, e E) { c <- e }
func deref[P ~*E, E any](p P) E                   { return *p }
func call[F ~func(A) R, A, R any](f F, a A) R     { return f(a) }

type cloner[T any] interface{ clone() T }
type doc struct{ n int }

func (d doc) clone() doc          { return doc{d.n + 1} }
func dup[T cloner[T]](x T) (T, T) { return x.clone(), x.clone().clone() }

func main() {
	fmt.Println(joinAll(id(1), id(2), id(2)), build[conf]("a", "b"))
	fmt.Println(maxOf(1, 5, 3), maxOf("a", "c", "b"), maxOf(2.5), maxOf[int8](1, 2))
	fmt.Println(count("hello", 'l'), count([]byte("abca"), 'a'))
	fmt.Println(conv[int](3.99), conv[uint8](300), conv[float64](id(7)), conv[int8, float64](-5.5))
	fmt.Println(sizeof[int](), sizeof[string](), sizeof[id](), sizeof[any]())
	c := make(chan string, 1)
	send(c, "sent")
	n := 42
	fmt.Println(<-c, deref(&n), call(func(s string) int { return len(s) }, "four"))
	fmt.Println(dup(doc{1}))
}
