// run

package main

import (
	"fmt"
)

type failure struct {
	code int
	why  string
}

func (f failure) Error() string { return fmt.Sprintf("failure %d: %s", f.code, f.why) }

func run() { panic(failure{3, "because"}) }

func main() {
	defer fmt.Println("one")
	defer func() { fmt.Println("two") }()
	run()
}
