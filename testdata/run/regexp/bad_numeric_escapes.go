// run

// Escapes by number that are wrong: how much of them the error shows.

package main

import (
	"fmt"
	"regexp"
)

func main() {
	for _, s := range []string{`\x`, `\x*`, `\x**`, `\xa`, `\xa*`, `\x*a`, `\xé`, `\xé1`, `\x1é`, `\x{`, `\x{}`, `\x{1`, `\x{1z}`, `\x{110000}`, `[\x*]`, `[\x1]`, `\x)`, `a\x$|b`, `\xFg`, `\x{é}`} {
		_, err := regexp.Compile(s)
		fmt.Println(s, err)
	}
}
