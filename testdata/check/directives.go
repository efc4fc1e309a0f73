// check

package main

func h() { //go:noinline
	//go:nosplit
	x := 1
	_ = x
}

//go:noinline
type (
	a int //go:noinline
)

//go:nowritebarrier
func f() {}

//go:linkname a b c d
var v int

func main() { h(); f() } //go:norace

//go:noinline
