// run

package main

import "fmt"

func F[A any]() any { type L struct{}; return L{} }
func G[A any](x A) any {
	type L struct{ x A }
	return L{x}
}
func H[A any](x A) (any, any) {
	type L[B any] struct {
		a A
		b B
	}
	return L[int]{a: x}, L[A]{}
}

type Box[T any] struct{ v T }

func (b Box[T]) Local() any {
	type in struct{ v T }
	type un int
	if fmt.Sprint(b.v) == "u" {
		return un(3)
	}
	return in{b.v}
}
func cl[T any]() func() any {
	return func() any {
		type inner []T
		return inner{}
	}
}
func twoLevels[T any](x T) (a, b any) {
	type P struct{ x T }
	type Q struct{ p P }
	return P{x}, Q{P{x}}
}

func main() {
	fmt.Println(F[int]() == F[string](), F[int]() == F[int]())
	fmt.Printf("%T %T\n", F[int](), F[string]())
	fmt.Println(G(1) == G(1), G(1) == G("a"))
	fmt.Printf("%T %T %v\n", G(1), G("a"), G(2.5))
	a, b := H("x")
	c, _ := H(1)
	fmt.Printf("%T %T %T %v\n", a, b, c, a == c)
	fmt.Printf("%T %T %T\n", Box[int]{}.Local(), Box[string]{"u"}.Local(), Box[any]{"u"}.Local())
	fmt.Println(Box[string]{"u"}.Local() == Box[any]{"u"}.Local())
	fmt.Printf("%T %T\n", cl[int]()(), cl[string]()())
	p, q := twoLevels(1)
	fmt.Printf("%T %T %v %v\n", p, q, p, q)
	type X struct{}
	x1 := any(X{})
	{
		type X struct{}
		fmt.Println(x1 == any(X{}))
		fmt.Printf("%T %T\n", x1, X{})
	}
}
