// run

package main

import (
	"sync"
)

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) inc()     { c.mu.Lock(); defer c.mu.Unlock(); c.n++; c.get() }
func (c *counter) get() int { c.mu.Lock(); defer c.mu.Unlock(); return c.n }

func main() {
	var c counter
	c.inc()
}
