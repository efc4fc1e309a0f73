// run

package main

import (
	"fmt"
)

func f() {
	defer func() { panic("in defer") }()
	panic("original")
}

func main() {
	defer fmt.Println("main deferred")
	f()
}
