// run

package main

import (
	"fmt"
	"html"
	"math/rand"
	"strings"
)

func main() {
	r := rand.New(rand.NewSource(7))
	words := []string{"&", "amp", ";", "lt", "gt", "#", "x", "41", "128", "0", "xD800", "X1F600", "notit", "notin;", "copy", "AElig", "Aacute;", "CounterClockwiseContourIntegral;", "quot", "frac12", "é", "x110000", "99999999999", "<", "'", "\"", "acE;", "NotEqualTilde;"}
	for i := 0; i < 300; i++ {
		var sb strings.Builder
		for j := r.Intn(8); j > 0; j-- {
			if r.Intn(3) == 0 {
				sb.WriteString("&")
			}
			if r.Intn(5) == 0 {
				sb.WriteString("&#")
			}
			sb.WriteString(words[r.Intn(len(words))])
		}
		s := sb.String()
		fmt.Printf("%q %q %q\n", s, html.UnescapeString(s), html.EscapeString(s))
	}
}
