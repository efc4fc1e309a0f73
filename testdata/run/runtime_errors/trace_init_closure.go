// run

package main

import (
	"fmt"
)

var table = map[string]func([]int) int{
	"first": func(s []int) int { return s[0] },
	"last":  func(s []int) int { return s[len(s)-1] },
}

var checked = table["first"]([]int{7})

func main() {
	fmt.Println(checked)
	fmt.Println(table["last"](nil))
}
