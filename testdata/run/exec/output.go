// run

package main

import (
	"fmt"
	"os/exec"
)

func main() {
	out, err := exec.Command("echo", "hello", "world").Output()
	fmt.Printf("%q %v\n", out, err)
	out, err = exec.Command("sh", "-c", "echo out; echo err >&2; exit 3").CombinedOutput()
	fmt.Printf("%q %v\n", out, err)
	out, err = exec.Command("sh", "-c", "echo out; echo err >&2; exit 3").Output()
	ee := err.(*exec.ExitError)
	fmt.Printf("%q %v %q %d %v %v\n", out, err, ee.Stderr, ee.ExitCode(), ee.Success(), ee.Exited())
}
