// check

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println(x)
	y = 1
	var z foo
	os.Foo()
	bar()
	_ = z.a
	var t struct{ a int }
	t.b = 1
	t.m()
	undefinedPkg.X()
}
