// run

package main

import (
	"fmt"
	"regexp/syntax"
)

func main() {
	for _, s := range []string{
		`x(?i:ab*c|d?e)1`, `x(?i:ab*cd?e)1`, `A(?:[Bb][Cc]|[Dd])[Zz]`, `[Aa](?:[Bb][Cc]|[Dd])Z`,
		`(?i:a)\d(?i:b)x`, `x(?i:a)\d`, `\d(?i:a)x`, `\d(?i:a)\dx`, `x\d(?i:a)\d`, `\d(?i:a)\d`, `(?i:a)1(?i:b)2x`, `(?i:a)(?s:.)x`, `(?i:a)(?s:.)`, `x(?i:a)(?s:.)`, `x(?i:a)(?s:.)(?i:b)`, `x(?s:.)(?i:b)`, `(?s:.).`, `(?s:.)x.`, `(?s:.)(?i:a)x.`,
		`(?m:^)a$`, `(?m:^a$)b$`, `(?m:^)(?i:x)y`, `((?i:a)b)c`, `((?i:a)1)c`, `((?i:a)1)2`, `(?:(?i:a)1)*c`, `(?i:a)*c`, `(?i:ab)*c`, `(?i:a|b1|cd)*x`, `x|(?i:y)`, `x|(?i:y)|z`, `x|(?i:yz)|(?i:w1)|z`, `x|1|(?i:yz)|2|(?i:w1)|z`, `(?i:x)|1`, `(?i:x)|1|y`, `(?i:x|1)|y2`, `a(?i:x)|1y`,
		`(?i:a)(?i:b)*`, `x(?i:(a))`, `x((?i:a))(?i:b)`, `(?i)a(?-i:b)c`, `(?i)a(?-i:b)`, `(?i)(?-i:b)c1d(?-i:e)`, `x(?i:y){2,3}(?i:z)`, `x(?:(?i:y)|(?s:.))`, `x(?:(?i:y)|(?s:.))w`, `(?:(?i:y)|(?s:.))`, `(?:(?i:y)|(?s:.))|(?:k.)`, `(?s).(?-s:.)`, `(?s).(?-s:.)(?i:x)`, `(?s:.)(?i:x)(?-s:.)y`,
		`$(?m:$)`, `(?m:$)\z$`, `(?m)(?-m:$)$`, `(?m:^)(?m:$)`, `(?i:k)K`, `(?i:é)É`, `[a-z](?i:b)`, `[a-zA-Z](?i:b)`, `(?i:b)[b]`, `(?i:b)[Bb]c`, `x?(?i:y)?z`, `(x(?i:y)?)?z`, `(?:x(?i:y))*`, `(?:x(?i:y)z)*|(?i:w)`,
		`(?i)a.b|c`, `(?i)a(?s:.)b|c`, `.(?i)a(?s:.)b|c`, `(?i:A)B`, `(?i:foo(bar|baz)qux)q`, `(?U)a*(?i:b)`, `\b(?i:w)\bX`, `(?i:a|)x`, `x(?i:a|)`, `(?i)x(?:|a)`, `(?i:)`, `()(?i:a)B`,
	} {
		re, err := syntax.Parse(s, syntax.Perl)
		if err != nil {
			fmt.Println(s, err)
			continue
		}
		fmt.Printf("%-30s %s\n", s, re)
	}
}
