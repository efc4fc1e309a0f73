// run

package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"
)

func main() {
	r, w, _ := os.Pipe()
	go func() {
		time.Sleep(30 * time.Millisecond)
		r.Close()
	}()
	_, err := r.Read(make([]byte, 1))
	fmt.Println(err, errors.Is(err, os.ErrClosed))
	runtime.KeepAlive(w)
}
