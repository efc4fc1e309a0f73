// run

package main

import (
	"bufio"
	"fmt"
	"os"
)

type flusher struct{ w *bufio.Writer }

func (f flusher) exit(code int) {
	f.w.Flush()
	os.Exit(code)
}

func main() {
	f := flusher{bufio.NewWriter(os.Stdout)}
	defer fmt.Println("never")
	fmt.Fprintln(f.w, "buffered line")
	fmt.Fprintln(os.Stderr, "warning: about to exit")
	for i := range 3 {
		fmt.Fprintf(f.w, "%d ", i)
		if i == 2 {
			fmt.Fprintln(f.w)
			f.exit(i + 5)
		}
	}
}
