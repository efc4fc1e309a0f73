// check

package main

type List[T any] struct {
	head T
	tail List[T]
}

type Box[T any] struct{ value T }

type Loop struct {
	in Box[Loop]
}

type Deep [4]Box[Box[Box[Deep]]]

type Fine struct {
	next Box[*Fine]
	all  []Box[Fine]
}

type (
	Ping[T any] Pong[T]
	Pong[T any] Ping[T]
)

type Tree[K, V any] struct {
	key  K
	left Tree[K, *V]
}

type Shape interface {
	~int | Square
}

type Square struct {
	Shape
}

type J K

type K = L

type L = J

func main() {}
