// check

package main

import "strings"

type Inner struct{ Deep int }
type Middle struct {
	Inner
	Name string
}
type Outer struct {
	Middle
	count int
}

var (
	_ = Outer{Middle: Middle{}, Name: ""}
	_ = Outer{Deep: 1, Middle: Middle{}}
	_ = Outer{Inner: Inner{}, Deep: 1}
	_ = Outer{Deep: 1, Deep: 2}
	_ = Outer{Count: 1}
	_ = Outer{name: ""}
	_ = Outer{Deep: 1, Name: "fine", count: 3}
	_ = Outer{}.DEEP
	_ = Outer.Count
	_ = strings.NEWREPLACER
	_ = strings.builder{}
)

func main() {}
