// run

package main

import (
	"fmt"
	"os"
	"strings"
)

type multi struct{ lines []string }

func (m multi) Error() string { return strings.Join(m.lines, "\n") }

func main() {
	defer os.Stdout.WriteString("deferred output\n")
	defer func() {
		if r := recover(); r != nil {
			panic(multi{[]string{"first", "second", fmt.Sprint(r)}})
		}
	}()
	var a [4]int
	for i := range 5 {
		a[i%5] = i
	}
}
