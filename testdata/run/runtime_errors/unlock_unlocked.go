// run

package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println("recover cannot see it", recover()) }()
	var mu sync.Mutex
	mu.Unlock()
}
