// run

package main

import (
	"fmt"
)

type s struct{ d []int }

func (x *s) at(i int) int              { return x.d[i] }
func (x s) val(i int) int              { return x.d[i] }
func apply(f func(int) int, i int) int { return f(i) }

func main() {
	v := &s{[]int{1, 2}}
	fmt.Println(apply(v.at, 1), apply(v.val, 0))
	f := v.val
	fmt.Println(apply(f, 2))
}
