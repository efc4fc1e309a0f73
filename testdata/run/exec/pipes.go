// run

package main

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
)

func main() {
	cmd := exec.Command("tr", "a-z", "A-Z")
	in, err := cmd.StdinPipe()
	fmt.Println(err)
	out, err := cmd.StdoutPipe()
	fmt.Println(err)
	fmt.Println(cmd.Start())
	go func() {
		defer in.Close()
		io.WriteString(in, "hello\nworld\n")
	}()
	sc := bufio.NewScanner(out)
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	fmt.Println(cmd.Wait())
	_, err = cmd.StdinPipe()
	fmt.Println(err)
	fmt.Println(cmd.Start())
	fmt.Println(cmd.Wait())
}
