// run

package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
)

type T struct{}

func (T) String() string { panic("str") }

func main() {
	defer fmt.Println("d1")
	defer func() {
		defer func() { fmt.Println("rec", recover()) }()
		sort.Slice([]int{3, 2, 1}, func(i, j int) bool { panic("cmp") })
	}()
	fmt.Println(T{})
	fmt.Println(strings.Map(func(r rune) rune { return r + 1 }, "abc"))
	var o sync.Once
	defer func() {
		r := recover()
		fmt.Fprintln(os.Stdout, r)
		strings.Map(func(r rune) rune { var m map[string]int; m["a"]++; return r }, "abc")
	}()
	o.Do(func() { strings.Repeat("x", -1) })
}
