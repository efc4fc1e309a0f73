// run

package main

import (
	"fmt"
)

type list[T any] struct{ items []T }

func (l *list[T]) get(i int) T  { return l.items[i] }
func first[T any](l *list[T]) T { return l.get(0) }

func main() {
	fmt.Println(first(&list[string]{[]string{"x"}}))
	fmt.Println(first(&list[int]{}))
}
