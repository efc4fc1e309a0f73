// run

package main

import (
	"fmt"
)

var a = b + 1
var b = f()
var c, d = g()
var e = func() int { log("e"); return a + x }()
var x = 10
var _ = log("blank")
var t = table{"k": h}
var self *node = &node{name: "root", kids: []*node{{name: "kid"}}}

type table map[string]func() int
type node struct {
	name string
	kids []*node
}

var order []string

func log(s string) int { order = append(order, s); return len(order) }
func f() int           { log("f"); return c * 2 }
func g() (int, string) { log("g"); return 5, "d" }
func h() int           { return x + len(self.name) }

func init() { log("init1"); order = append(order, fmt.Sprint(a, b, c, d, e)) }
func init() { log("init2"); x = 100 }

var late = log("late")

func main() {
	for i, s := range order {
		fmt.Println(i, s)
	}
	fmt.Println(t["k"](), late, self.kids[0].name, x)
}
func init() { log("init3") }
