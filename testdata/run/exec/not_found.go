// run

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
)

func main() {
	err := exec.Command("no-such-program-xyz").Run()
	fmt.Println(err, errors.Is(err, exec.ErrNotFound))
	err = exec.Command("/no/such/program").Run()
	fmt.Println(err, errors.Is(err, fs.ErrNotExist), os.IsNotExist(err))
	_, err = exec.LookPath("no-such-program-xyz")
	fmt.Println(err)
	_, err = exec.LookPath("./nope")
	fmt.Println(err)
	c := exec.Command("ls")
	c.Dir = "/no/such/dir"
	fmt.Println(c.Run())
	fmt.Println((&exec.Cmd{}).Run())
	fmt.Println(exec.Command("/etc/passwd").Run())
}
