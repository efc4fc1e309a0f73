// run

package main

import (
	"fmt"
)

type A struct{}

func (A) Rec() { fmt.Println("A", recover()) }

type B struct{ A }
type C struct{ *B }
type I interface{ Rec() }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("outer", r)
		}
	}()
	f()
}
func main() {
	try(func() { defer B{}.Rec(); panic(1) })
	try(func() { defer C{&B{}}.Rec(); panic(2) })
	try(func() { var i I = B{}; defer i.Rec(); panic(3) })
	try(func() { var i I = &B{}; defer i.Rec(); panic(4) })
	try(func() { var i I = C{&B{}}; f := i.Rec; defer f(); panic(5) })
}
