// run

package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	p := func(x []string) { fmt.Printf("%d %q\n", len(x), x) }
	p(strings.Split("a,b,c", ","))
	p(strings.Split("abc", ""))
	p(strings.Split("", ","))
	p(strings.Split("", ""))
	p(strings.Split("a,,b,", ","))
	p(strings.Split("é世\xff", ""))
	p(strings.SplitN("a,b,c,d", ",", 2))
	p(strings.SplitN("a,b,c,d", ",", 0))
	p(strings.SplitN("a,b,c,d", ",", -1))
	p(strings.SplitN("abc", "", 2))
	p(strings.SplitAfter("a,b,c", ","))
	p(strings.SplitAfterN("a,b,c", ",", 2))
	p(strings.Fields("  a  b\tc\nd \u00a0e\u2003f "))
	p(strings.Fields("   "))
	p(strings.FieldsFunc("a1b22c", unicode.IsDigit))
	fmt.Println(strings.Join([]string{"a", "b", "c"}, "-"), strings.Join(nil, "x"), strings.Join([]string{"one"}, "x"), strings.Join([]string{"", ""}, "|"))
	fmt.Println(strings.Split("x", ",") != nil, strings.SplitN("x", ",", 0) == nil)
	for part := range strings.SplitSeq("a-b-c", "-") {
		fmt.Print(part, ";")
	}
	for f := range strings.FieldsSeq(" x  y ") {
		fmt.Print(f, ";")
	}
	for l := range strings.Lines("one\ntwo\nthree") {
		fmt.Printf("%q;", l)
	}
	fmt.Println()
}
