// run

package main

import (
	"fmt"
	"os"
	"os/exec"
)

func main() {
	cmd := exec.Command("sh", "-c", "echo $A-$B-$PWD")
	cmd.Env = []string{"A=1", "B=2", "A=3"}
	cmd.Dir = "/tmp"
	out, err := cmd.Output()
	fmt.Printf("%s%v\n", out, err)
	os.Setenv("FROM_PARENT", "yes")
	out, _ = exec.Command("sh", "-c", "echo $FROM_PARENT").Output()
	fmt.Printf("%s", out)
	cmd = exec.Command("pwd")
	cmd.Dir = "/"
	out, _ = cmd.Output()
	fmt.Printf("%s", out)
	fmt.Println(exec.Command("echo", "a", "b c"))
}
