// run

package main

import (
	"fmt"
	"os/exec"
	"syscall"
)

func main() {
	err := exec.Command("sh", "-c", "kill -TERM $$").Run()
	fmt.Println(err)
	ee := err.(*exec.ExitError)
	ws := ee.Sys().(syscall.WaitStatus)
	fmt.Println(ws.Signaled(), ws.Signal(), ws.ExitStatus(), ee.ExitCode(), ee.String())
	err = exec.Command("sh", "-c", "kill -KILL $$").Run()
	fmt.Println(err)
}
