// run

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func main() {
	b := make([]byte, 6)
	n, err := os.Stdin.Read(b)
	fmt.Println(n, err, string(b[:n]))
	r := bufio.NewReader(os.Stdin)
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	k, err := io.Copy(os.Stdout, r)
	fmt.Println(k, err)
	n, err = os.Stdin.Read(b)
	fmt.Println(n, err)
	fmt.Fprintln(os.Stderr, "done\twith stdin")
	os.Stdout.WriteString("raw\n")
	os.Stdout.Write([]byte{0xff, 0x00, '\n'})
}
