// check

package main

import (
	"fmt"
	"nosuchpackage/at/all"
)

func main() { fmt.Println(all.X) }
