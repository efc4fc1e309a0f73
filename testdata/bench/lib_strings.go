// Searching and cutting strings in the library's leaves: Index, Count, Split, Fields, Replace, upper case.
package main

import (
	"fmt"
	"strings"
)

func main() {
	var b strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&b, "line %d: the quick brown fox jumps over lazy dog no. %d\n", i, i*i)
	}
	text := b.String()
	n := 0
	for i := range 60 {
		n += strings.Index(text, "no. 15992001")
		n += strings.Index(text, "absent")
		n += strings.LastIndex(text, "line 1:")
		n += strings.Count(text, "ow")
		n += len(strings.Split(text, "\n"))
		n += len(strings.Fields(text))
		n += len(strings.ReplaceAll(text, "fox", "cat"))
		n += len(strings.ToUpper(text))
		n += strings.IndexByte(text[i:], '7')
		if strings.Contains(text, "zebra") || !strings.EqualFold(text[:40], strings.ToUpper(text[:40])) {
			n++
		}
	}
	words := strings.Fields(text)
	for _, w := range words {
		if strings.HasPrefix(w, "l") {
			n += strings.Index(w, "ne")
		}
		n += strings.IndexByte(w, ':') + len(strings.TrimSuffix(w, ":"))
	}
	fmt.Println(len(text), n)
}
