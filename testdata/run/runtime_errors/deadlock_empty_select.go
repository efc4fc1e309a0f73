// run

package main

import (
	"fmt"
)

func main() {
	fmt.Println("stop")
	select {}
}
