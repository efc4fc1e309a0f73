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
	fmt.Println(r.SetReadDeadline(time.Now().Add(30 * time.Millisecond)))
	_, err := r.Read(make([]byte, 1))
	fmt.Println(err, errors.Is(err, os.ErrDeadlineExceeded), os.IsTimeout(err))
	w.SetWriteDeadline(time.Now().Add(30 * time.Millisecond))
	n, err := w.Write(make([]byte, 1<<20))
	fmt.Println(n, err)
	runtime.KeepAlive(r)
	f, _ := os.Open("/etc/passwd")
	fmt.Println(f.SetDeadline(time.Now()))
}
