// run

package main

import (
	"fmt"
)

type animal interface {
	sound() string
	legs() int
}
type dog struct{}
type loud struct{ animal }
type counting struct {
	animal
	calls *int
}

func (dog) sound() string    { return "woof" }
func (dog) legs() int        { return 4 }
func (l loud) sound() string { return l.animal.sound() + "!" }
func (c counting) legs() int { *c.calls++; return c.animal.legs() }

type rw interface {
	reader
	writer
	reader2
}
type reader interface{ read() string }
type reader2 interface{ read() string }
type writer interface{ write(string) }
type buf struct{ s string }

func (b *buf) read() string   { return b.s }
func (b *buf) write(s string) { b.s += s }

type ptrEmbed struct{ *buf }

func main() {
	n := 0
	var a animal = counting{loud{loud{dog{}}}, &n}
	fmt.Println(a.sound(), a.legs(), a.legs(), n)
	if c, ok := a.(counting); ok {
		_, isLoud := c.animal.(loud)
		fmt.Println(isLoud, c.animal.(loud).animal.(loud).animal == animal(dog{}))
	}
	var x rw = &buf{}
	x.write("hi")
	var r reader = x
	fmt.Println(r.read(), r.(writer) != nil, r == reader(x))
	p := ptrEmbed{x.(*buf)}
	p.write(" there")
	x = p
	fmt.Println(x.read(), p.s)
	defer func() { fmt.Println(recover()) }()
	var empty loud
	empty.sound()
}
