// run
package main

import "fmt"

// A type declared in a generic function is a different one in each of its instances.

func wrap[T any](x T) any {
	type box struct{ v T }
	return box{x}
}

func count[T any]() any {
	type number int
	return number(1)
}

type list[T any] struct{ items []T }

func (l list[T]) tagged() []any {
	type tag struct {
		i int
		v T
	}
	var out []any
	for i, x := range l.items {
		out = append(out, tag{i, x})
	}
	return out
}

func pair[K comparable, V any](k K, v V) map[K]any {
	type cell struct {
		next *cell
		val  V
	}
	c := &cell{val: v}
	c.next = &cell{nil, v}
	return map[K]any{k: c.next.val}
}

func kinds[T any](x any) string {
	type mine struct{ T2[T] }
	switch x.(type) {
	case mine:
		return "mine"
	case T:
		return "T"
	}
	return fmt.Sprintf("%T", x)
}

// T2 is generic itself.
type T2[T any] struct{ a, b T }

func nested[T any](x T) any {
	f := func() any {
		type deep [2]T
		return deep{x, x}
	}
	return f()
}

func main() {
	fmt.Printf("%T %T %v\n", wrap(1), wrap("a"), wrap(2.5))
	fmt.Println(wrap(1) == wrap(1), wrap(1) == wrap(2), wrap(1) == wrap(int8(1)))
	fmt.Println(count[int]() == count[int](), count[int]() == count[string]())
	fmt.Printf("%T %T\n", count[int](), count[[]string]())
	for _, x := range (list[string]{[]string{"a", "b"}}).tagged() {
		fmt.Printf("%T %+v\n", x, x)
	}
	fmt.Println(pair("k", 1.5))
	fmt.Println(kinds[int](5), kinds[int]("s"), kinds[string]("s"))
	fmt.Printf("%T %v\n", nested("z"), nested('z'))
	defer func() { fmt.Println(recover()) }()
	fmt.Println(wrap([]int{1}) == wrap([]int{1}))
}
