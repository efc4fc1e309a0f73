// run

package main

import "fmt"

type E struct{}
type Z struct {
	a [0]int
	b E
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	var p *E
	var z *Z
	var a *[0]int
	var g *struct{ _ int }
	try(func() { *p = E{} })
	try(func() { _ = *p })
	try(func() { *z = Z{} })
	try(func() { z.b = E{} })
	try(func() { *a = [0]int{} })
	try(func() { x := *a; fmt.Println(len(x)) })
	try(func() { *g = struct{ _ int }{} })
	try(func() { *p = *new(E) })
	try(func() { q := *z; fmt.Println(q) })
	try(func() { y := Z{}; *z = y })
}
