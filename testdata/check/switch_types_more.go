// check

package main

import (
	"fmt"
)

func main() {
	x := 1
	switch x {
	case "a":
	case 1.5:
	case nil:
	case x > 1:
	}
	switch {
	case 1:
	case "s":
	}
	switch y := x; y {
	case []int{}:
	}
	switch f := func() {}; f {
	}
	switch x.(type) {
	}
	var e error
	switch v := e.(type) {
	case string:
		_ = v
	case *int:
	case fmt.Stringer, error:
		v.Foo()
	}
	switch x {
	case 1:
	}
	switch any(x).(type) {
	case int:
	default:
	}
}
