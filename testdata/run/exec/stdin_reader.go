// run

package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
)

func main() {
	cmd := exec.Command("cat")
	cmd.Stdin = strings.NewReader(strings.Repeat("0123456789", 20000))
	var out bytes.Buffer
	cmd.Stdout = &out
	fmt.Println(cmd.Run(), out.Len())
	cmd = exec.Command("head", "-c", "5")
	cmd.Stdin = strings.NewReader(strings.Repeat("0123456789", 100000))
	b, err := cmd.Output()
	fmt.Println(string(b), err)
}
