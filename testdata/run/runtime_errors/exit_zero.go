// run

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Print("no newline")
	go func() {
		select {}
	}()
	defer os.Exit(0)
}
