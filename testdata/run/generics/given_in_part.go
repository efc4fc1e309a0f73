// run

// Functions given some of their type arguments go as arguments; what is inferred through elements, methods beside a type, and
// directions of channels; sizes that do not depend on type parameters are constants.
package main

import (
	"fmt"
	"strconv"
	"unsafe"
)

func convert[To, From any](from From, how func(From) To) To { return how(from) }

func pick[Key comparable, Value any](key Key) map[Key]Value { return map[Key]Value{key: *new(Value)} }

func apply[A, B any](a A, f func(A) B) B { return f(a) }

func textOf(f func(int) map[int]string) string { return fmt.Sprintf("%T", f(7)) }

func zero[A, B, C any](A, B) C { var c C; return c }

func three(f func(string, int) bool) bool { return f("", 0) }

type pointer *int

func add[S ~[]E, E any](s S, more ...E) S { return append(s, more...) }

type number int

func (n number) Text() string { return strconv.Itoa(int(n)) }

func texts[T interface {
	~int
	Text() R
}, R any](list ...T) []R {
	var out []R
	for _, x := range list {
		out = append(out, x.Text())
	}
	return out
}

type matcher[T any] func(T) bool

func produces[T any](T) matcher[<-chan T] {
	return func(c <-chan T) bool { return c != nil }
}

func holds[T any](value T, m matcher[T]) bool { return m(value) }

func call[P any](p P) string { return fmt.Sprintf("%T", p) }

func self[Q int](q Q) Q { return q }

func sizes[T any](x T) (int, int) {
	type node struct {
		flag  bool
		next  *T
		items []T
	}
	const total = unsafe.Sizeof(node{}) + unsafe.Offsetof(node{}.items) + unsafe.Alignof(map[string]T{})
	return int(total), len([unsafe.Sizeof(&x)]bool{})
}

const places float64 = 3

func main() {
	fmt.Println(textOf(pick[int]))
	fmt.Println(apply(5, pick[int, bool]))
	fmt.Println(three(zero[string]), three(zero[string, int]))
	fmt.Println(convert[string](6, strconv.Itoa), convert("12", strconv.Quote))
	fmt.Println(call(self))

	n := 3
	var list []pointer
	list = add(list, &n)
	fmt.Println(len(list), *list[0])
	fmt.Println(texts(number(1), number(2)))

	ch := make(chan string)
	fmt.Println(holds(ch, produces("")))

	fmt.Println(sizes("text"))
	fmt.Println(1 << places)
}
