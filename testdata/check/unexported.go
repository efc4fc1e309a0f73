// check

package main

import (
	"strings"
)

func main() {
	var b strings.Builder
	_ = b.buf
	_ = strings.indexFunc
	fmt.println("x")
	_ = b.nothing
	b.writestring("x")
	_ = strings.NoSuch
}
