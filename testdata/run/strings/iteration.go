// run

package main

import (
	"fmt"
	"strings"
)

func main() {
	s := "a,b;c d"
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",; ", r) }) {
		fmt.Print(w, "|")
	}
	for p := range strings.SplitAfterSeq("x-y-z", "-") {
		fmt.Print(p, "|")
	}
	fmt.Println()
	text := "line1\n\nline3\n"
	for i, l := range strings.Split(text, "\n") {
		fmt.Printf("%d%q ", i, l)
	}
	for l := range strings.Lines(text) {
		fmt.Printf("%q ", strings.TrimSuffix(l, "\n"))
	}
	fmt.Println()
	n := 0
	for range "日本語\xff" {
		n++
	}
	fmt.Println(n, len("日本語\xff"))
	for i := 0; i < len("é!"); i++ {
		fmt.Printf("%d:%x ", i, "é!"[i])
	}
	for len(s) > 0 {
		var tok string
		if i := strings.IndexAny(s, ",; "); i >= 0 {
			tok, s = s[:i], s[i+1:]
		} else {
			tok, s = s, ""
		}
		fmt.Print("<", tok, ">")
	}
	fmt.Println()
	depth, maxDepth := 0, 0
	for _, c := range "((a)(b(c)))" {
		switch c {
		case '(':
			depth++
			maxDepth = max(maxDepth, depth)
		case ')':
			depth--
		}
	}
	fmt.Println(depth, maxDepth)
	csv := "name,age\n\"Bob, Jr\",5\nAnn,30"
	for _, line := range strings.Split(csv, "\n") {
		var fields []string
		inQ, start := false, 0
		for i := 0; i <= len(line); i++ {
			if i == len(line) || line[i] == ',' && !inQ {
				fields = append(fields, strings.Trim(line[start:i], `"`))
				start = i + 1
			} else if line[i] == '"' {
				inQ = !inQ
			}
		}
		fmt.Printf("%q ", fields)
	}
	fmt.Println()
}
