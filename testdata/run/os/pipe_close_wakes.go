// run

package main

import (
	"errors"
	"fmt"
	"os"
	"time"
)

func main() {
	r, _, _ := os.Pipe()
	go func() {
		time.Sleep(30 * time.Millisecond)
		r.Close()
	}()
	_, err := r.Read(make([]byte, 1))
	fmt.Println(err, errors.Is(err, os.ErrClosed))
}
