// run

package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	r, w, _ := os.Pipe()
	go func() {
		n, err := w.Write(make([]byte, 1<<20))
		fmt.Println("written", n, err)
		w.Close()
	}()
	time.Sleep(20 * time.Millisecond)
	n, _ := io.Copy(io.Discard, r)
	fmt.Println(n)
}
