// run

package main

import "fmt"

type Seq[T any] func(func(T) bool)

func swallow(s ...int) Seq[int] {
	return func(yield func(int) bool) {
		for _, v := range s {
			func() {
				defer func() {
					if r := recover(); r != nil {
						fmt.Println("  swallowed:", r)
					}
				}()
				fmt.Println("  yield", v, yield(v))
			}()
		}
	}
}

func angry(s ...int) Seq[int] {
	return func(yield func(int) bool) {
		for _, v := range s {
			if !yield(v) {
				panic("angry")
			}
		}
	}
}

func try(name string, f func() string) {
	defer func() { fmt.Println(name, "ended:", recover()) }()
	fmt.Println(name, "returned", f())
}

func main() {
	try("one", func() string {
	Y:
		for x := range swallow(1) {
			for y := range angry(1, 2) {
				fmt.Println(x, y)
				break Y
			}
		}
		return "one"
	})
	try("two", func() string {
	Y:
		for x := range swallow(1, 2) {
			for y := range angry(1, 2) {
				fmt.Println(x, y)
				if y == 2 {
					continue Y
				}
			}
		}
		return "two"
	})
	try("three", func() string {
		for x := range swallow(1, 2) {
			for y := range angry(1, 2) {
				fmt.Println(x, y)
				return "from the loop"
			}
		}
		return "three"
	})
	try("four", func() string {
		for x := range swallow(1) {
			panic(x)
		}
		return "four"
	})
	try("five", func() string {
		for range swallow(1, 2, 3) {
			break
		}
		return "five"
	})
	try("six", func() (s string) {
		defer func() { s += fmt.Sprint(" ", recover()) }()
		for x := range angry(1, 2) {
			defer func() { s += fmt.Sprint(" deferred ", x) }()
			return "inner"
		}
		return "six"
	})
	try("seven", func() string {
		defer func() { recover() }()
		for x := range angry(1, 2) {
			for y := range angry(3) {
				return fmt.Sprint("pair ", x, y)
			}
		}
		return "seven"
	})
	try("eight", func() string {
	A:
		for a := range angry(1) {
			for b := range swallow(2, 3) {
				for c := range swallow(4) {
					for d := range swallow(5) {
						fmt.Println(a, b, c, d)
						if b == 2 {
							continue
						}
						break A
					}
				}
			}
		}
		return "eight"
	})
	try("nine", func() string {
	A:
		for a := range Seq[int](func(yield func(int) bool) { _ = yield(1) && yield(2) }) {
			for b := range Seq[int](func(yield func(int) bool) { _ = yield(1) && yield(2) }) {
				for c := range Seq[int](func(yield func(int) bool) { _ = yield(1) && yield(2) }) {
					fmt.Println(a, b, c)
					switch {
					case b == 2:
						continue A
					case c == 2:
						goto out
					}
				}
			}
		out:
			fmt.Println("out", a)
			if a == 2 {
				break A
			}
		}
		return "nine"
	})
	var kept func(int) bool
	try("ten", func() string {
		for range Seq[int](func(yield func(int) bool) { kept = yield; yield(1) }) {
		}
		kept(2)
		return "ten"
	})
}
