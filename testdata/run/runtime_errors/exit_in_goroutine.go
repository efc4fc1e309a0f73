// run

package main

import (
	"fmt"
	"os"
)

func main() {
	go func() {
		fmt.Println("leaving")
		os.Exit(41)
	}()
	select {}
}
