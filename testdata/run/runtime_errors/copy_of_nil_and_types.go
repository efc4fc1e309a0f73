// run

package main

import (
	"fmt"
)

type t struct{ m map[string]map[string]int }

func (x *t) add(a, b string) {
	if x.m == nil {
		x.m = map[string]map[string]int{}
	}
	x.m[a][b]++
}

func main() {
	var x t
	fmt.Println(len(x.m["a"]), x.m["a"]["b"])
	x.add("a", "b")
}
