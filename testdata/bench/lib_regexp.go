// Regular expressions: many short strings, and one long text.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	date := regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
	mail := regexp.MustCompile(`[a-z0-9._]+@[a-z0-9.]+\.[a-z]{2,}`)
	word := regexp.MustCompile(`\b(fox|dog|cat)s?\b`)
	n := 0
	for i := range 60000 {
		s := fmt.Sprintf("%04d-%02d-%02d", 1900+i%200, i%12+1, i%28+1)
		if m := date.FindStringSubmatch(s); m != nil {
			n += len(m[1])
		}
		if date.MatchString("x" + s) {
			n++
		}
	}
	var b strings.Builder
	for i := range 8000 {
		fmt.Fprintf(&b, "user%d wrote to someone.%d@example.org about foxes, dogs and a cat;\n", i, i)
	}
	text := b.String()
	for range 3 {
		n += len(mail.FindAllString(text, -1))
		n += len(word.FindAllStringIndex(text, -1))
		n += len(word.ReplaceAllString(text, "<$1>"))
		n += len(mail.ReplaceAllStringFunc(text, strings.ToUpper))
	}
	for _, line := range strings.Split(text, "\n") {
		if loc := mail.FindStringIndex(line); loc != nil {
			n += loc[0]
		}
		if word.MatchString(line) {
			n++
		}
	}
	fmt.Println(n)
}
