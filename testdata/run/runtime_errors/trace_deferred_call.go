// run

package main

import (
	"fmt"
)

type conn struct{ open bool }

func (c *conn) close() {
	if !c.open {
		panic("close of closed conn")
	}
	c.open = false
}
func use(c *conn) {
	defer c.close()
	defer func() {
		fmt.Println("using", c.open)
	}()
	c.close()
}

func main() {
	use(&conn{true})
}
