// run

package main

import (
	"fmt"
)

type shape interface{ area() int }
type sq int

func (s sq) area() int { return int(s * s) }

func main() {
	var v any = "text"
	if s, ok := v.(shape); !ok {
		fmt.Println(s, ok)
	}
	fmt.Println(any(sq(2)).(shape).area())
	fmt.Println(v.(shape).area())
}
