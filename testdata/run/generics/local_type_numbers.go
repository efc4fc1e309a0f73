// run

package main

import "fmt"

type Box[T any] struct{ v T }

func f() {
	type A = int
	type X struct{}
	fmt.Printf("%T\n", Box[X]{})
	func() {
		type Y struct{}
		fmt.Printf("%T %T\n", Box[Y]{}, Y{})
		func() {
			type Z struct{}
			fmt.Printf("%T %T\n", Box[Z]{}, Box[[]Box[X]]{})
		}()
	}()
	{
		type X int
		fmt.Printf("%T %T\n", Box[X]{}, map[X]Box[*X]{})
	}
	type L[T any] []T
	fmt.Printf("%T %T\n", Box[L[int]]{}, L[X]{})
}
func g[T any]() {
	type X struct{ t T }
	type L[U any] []U
	fmt.Printf("%T %T %T %T\n", Box[X]{}, X{}, Box[L[X]]{}, L[X]{})
	fmt.Printf("%T\n", Box[struct{ x X }]{})
	fmt.Printf("%T\n", Box[func(X) L[int]]{})
}

type S struct{}

func (S) m() {
	type X struct{}
	fmt.Printf("%T\n", Box[X]{})
}

var v = func() any { type Q int; return Box[Q]{} }()

func main() {
	f()
	g[int]()
	type W struct{}
	g[W]()
	S{}.m()
	fmt.Printf("%T\n", v)
}
