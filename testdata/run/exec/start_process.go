// run

package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	p, err := os.StartProcess("/bin/sh", []string{"sh", "-c", "echo from child; exit 4"}, &os.ProcAttr{
		Files: []*os.File{nil, os.Stdout, os.Stderr},
	})
	st, err := p.Wait()
	fmt.Println(st, err, st.ExitCode(), st.Exited(), st.Sys().(syscall.WaitStatus).ExitStatus())
	_, err = os.StartProcess("/no/such", nil, &os.ProcAttr{})
	fmt.Println(err)
}
