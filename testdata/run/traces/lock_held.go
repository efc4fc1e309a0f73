// run

package main

import (
	"sync"
)

func main() {
	var rw sync.RWMutex
	rw.RLock()
	rw.Lock()
}
