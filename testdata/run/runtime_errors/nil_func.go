// run

package main

import (
	"fmt"
)

type hooks struct{ before, after func(int) }

func main() {
	h := hooks{before: func(i int) { fmt.Println("before", i) }}
	h.before(1)
	h.after(2)
}
