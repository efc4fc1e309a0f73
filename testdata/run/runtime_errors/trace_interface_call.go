// run

package main

import (
	"fmt"
)

type shape interface{ area(k int) int }
type sq struct{ side int }
type wrap struct{ shape }

func (s sq) area(k int) int { return s.side / k }
func total(ss []shape, k int) (n int) {
	for _, s := range ss {
		n += s.area(k)
	}
	return
}

func main() {
	fmt.Println(total([]shape{sq{4}, &sq{6}}, 2))
	fmt.Println(total([]shape{wrap{sq{4}}}, 0))
}
