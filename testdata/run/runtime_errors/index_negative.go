// run

package main

import (
	"fmt"
)

type list struct{ items []string }

func (l *list) at(i int) string { return l.items[i] }

func main() {
	defer fmt.Println("deferred runs")
	l := &list{[]string{"a"}}
	i := 0
	i--
	fmt.Println(l.at(i))
}
