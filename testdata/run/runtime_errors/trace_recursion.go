// run

package main

import (
	"fmt"
)

type node struct {
	kids []*node
	name string
}

func (n *node) walk(depth int, f func(string, int)) {
	f(n.name, depth)
	for _, k := range n.kids {
		k.walk(depth+1, f)
	}
}

func main() {
	t := &node{name: "a", kids: []*node{{name: "b"}, {name: "c", kids: []*node{nil}}}}
	t.walk(0, func(s string, d int) { fmt.Println(d, s) })
}
