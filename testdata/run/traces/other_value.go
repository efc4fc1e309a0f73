// run

package main

import (
	"fmt"
)

func main() {
	defer func() { r := recover(); panic(fmt.Sprint("wrapped: ", r)) }()
	panic("first")
}
