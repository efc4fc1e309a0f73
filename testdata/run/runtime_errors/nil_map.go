// run

package main

import (
	"fmt"
)

type cache struct{ m map[string]int }

func (c cache) put(k string) { c.m[k] = 1 }

func main() {
	var c cache
	fmt.Println(len(c.m), c.m["x"])
	c.put("k")
}
