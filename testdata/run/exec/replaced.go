// run

package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	fmt.Println("before")
	err := syscall.Exec("/bin/echo", []string{"echo", "replaced"}, os.Environ())
	fmt.Println("never", err)
}
