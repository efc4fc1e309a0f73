// run

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
)

func main() {
	r, w, _ := os.Pipe()
	cmd := exec.Command("sh", "-c", "echo via three >&3")
	cmd.ExtraFiles = []*os.File{w}
	fmt.Println(cmd.Run())
	w.Close()
	b, _ := io.ReadAll(r)
	fmt.Printf("%q\n", b)
}
