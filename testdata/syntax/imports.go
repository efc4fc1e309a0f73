// syntax

package main

import fmt
import "os" "io"
import (
	"a",
)

func main() {}
