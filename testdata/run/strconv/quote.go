// run

package main

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

func main() {
	for _, s := range []string{"", "abc", "a\"b", "tab\t nl\n cr\r", "\x00\x7f", "é世😀", "\xff\xc3", "\u200b\ufeff", "back`tick", `\`, "\u00ad", "'"} {
		fmt.Println(strconv.Quote(s), strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s))
	}
	for _, r := range []rune{'a', '\'', '"', '\n', 'é', '世', 0x1F600, utf8.RuneError, -1, 0x7f, ' '} {
		fmt.Print(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.IsPrint(r), strconv.IsGraphic(r), " ")
	}
	fmt.Println()
	for _, s := range []string{`"abc"`, `"a\tb\x41\u00e9\U0001F600\101"`, "`raw\\n`", `'x'`, `'\n'`, `"unterminated`, `abc`, `""`, `"\q"`, `'ab'`, `"\""`, `"'"`, `'"'`, `"\'"`, "\"a\nb\"", `"\xff"`, `"\400"`} {
		v, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", v, err)
	}
	r, multi, tail, err := strconv.UnquoteChar(`\u00e9rest`, '"')
	fmt.Println(string(r), multi, tail, err)
	p, err := strconv.QuotedPrefix(`"abc\n" tail`)
	fmt.Println(p, err)
	fmt.Println(string(strconv.AppendQuote([]byte("q:"), "x\ty")), string(strconv.AppendQuoteRune(nil, 'z')))
}
