// Imports much and uses nothing of it: an import costs what is reached.
package main

import (
	"fmt"
	_ "net/http"
)

func main() { fmt.Println("hello, world") }
