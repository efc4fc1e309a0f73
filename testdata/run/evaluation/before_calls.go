// run
package main

import "fmt"

type point struct{ x, y int }

var (
	n         = 1
	word      = "abc"
	list      = []int{1, 2, 3}
	set       = map[string]int{"a": 1}
	boxed any = 1
	z         = 1 + 2i
	on        = true
	pt        = point{1, 2}
	to        = &n
)

func reset() {
	n, word, list, set = 1, "abc", []int{1, 2, 3}, map[string]int{"a": 1}
	boxed, z, on, pt, to = 1, 1+2i, true, point{1, 2}, &n
}

// change alters everything that the expressions beside it read.
//
//go:noinline
func change() int {
	n, word, list, set = 100, "xyzzy", []int{7, 8, 9, 10}, map[string]int{"a": 7, "b": 8}
	boxed, z, on, pt = 100, 100, false, point{100, 200}
	to = new(5)
	return 0
}

func two[A, B any](a A, b B) string { return fmt.Sprint(a, " ", b) }

func id[T any](x T) T { return x }

func show(what string, f func() string) {
	reset()
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	fmt.Println(what, f())
}

func main() {
	show("variable", func() string { return two(n, change()) })
	show("slice", func() string { return two(list[:2], change()) })
	show("string slice", func() string { return two(word[1:], change()) })
	show("len", func() string { return two(len(word)+len(list)*10, change()) })
	show("cap", func() string { return two(cap(list), change()) })
	show("index", func() string { return two(list[0], change()) })
	show("index by len", func() string { return two(list[len(list)-1], change()) })
	show("real", func() string { return two(real(z), change()) })
	show("complex", func() string { return two(complex(float64(n), 1), change()) })
	show("bytes", func() string { return two([]byte(word), change()) })
	show("runes", func() string { return two(string([]rune(word)[1:]), change()) })
	show("assertion", func() string { return two(boxed.(int), change()) })
	show("and", func() string { return two(on && n == 1, change()) })
	show("or", func() string { return two(!on || n == 1, change()) })
	show("min", func() string { return two(min(n, 50), change()) })
	show("max", func() string { return two(max(word, "b"), change()) })
	show("map literal", func() string { return two(map[string]int{word: n}, change()) })
	show("map", func() string { return two(set["a"], change()) })
	show("field", func() string { return two(pt.x, change()) })
	show("pointer", func() string { return two(*to, change()) })
	show("new", func() string { return two(*new(n + 1), change()) })
	show("make", func() string { return two(len(make([]int, n)), change()) })
	show("assignment", func() string {
		a, b := len(list), change()
		return two(a, b)
	})
	show("struct", func() string {
		s := struct {
			a []int
			b int
		}{list[1:], change()}
		return fmt.Sprint(s)
	})
	show("concatenation", func() string { return word[:1] + word[1:] + fmt.Sprint(change()) })
	show("slice out of range", func() string { return two(list[2:n+1], two(id(5), change())) })
	show("key before value", func() string {
		var p *int
		return fmt.Sprint(map[int]int{*p: change()}, fmt.Sprint(n))
	})
	show("call in new", func() string {
		return two(*new(two(1, 2)), map[int]*int{id(1): new(list[id(7)])})
	})
	fmt.Println(n)
}
