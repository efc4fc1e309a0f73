// run

package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("deferred calls do not run")
	fmt.Println("out")
	fmt.Fprintln(os.Stderr, "err line")
	func() {
		defer os.Exit(3)
		panic("not seen")
	}()
}
