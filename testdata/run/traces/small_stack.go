// run

package main

import (
	"fmt"
	"runtime/debug"
)

func depth(n int, s string) int { return depth(n+1, s) + 1 }

func main() {
	fmt.Println(debug.SetMaxStack(1 << 18))
	fmt.Println(depth(0, "x"))
}
