// run

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
)

func main() {
	c := exec.Command("true")
	fmt.Println(c.Wait())
	var b bytes.Buffer
	c.Stdout = &b
	_, err := c.Output()
	fmt.Println(err)
	_, err = c.StdoutPipe()
	fmt.Println(err)
	c.Stderr = &b
	_, err = c.CombinedOutput()
	fmt.Println(err)
	c.Stdin = os.Stdin
	_, err = c.StdinPipe()
	fmt.Println(err)
	fmt.Println(c.Run())
	fmt.Println(c.Run())
	fmt.Println(c.Wait())
	fmt.Println(c.ProcessState, c.ProcessState.Pid() == c.Process.Pid)
	fmt.Println(c.Process.Kill())
	fmt.Println(c.Process.Signal(os.Interrupt))
	_, err = c.Process.Wait()
	fmt.Println(err)
}
