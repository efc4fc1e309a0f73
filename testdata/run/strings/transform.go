// run

package main

import (
	"fmt"
	"os"
	"strings"
	"unicode"
)

func main() {
	fmt.Println(strings.ToUpper("héllo ß ǆ"), strings.ToLower("HÉLLO İ Σ"), strings.ToTitle("ǆ abc"), strings.Title("hello wOrld"))
	fmt.Println(strings.Repeat("ab", 3)+"|", strings.Repeat("", 5)+"|", strings.Repeat("x", 0)+"|")
	fmt.Println(strings.Replace("aaaa", "a", "b", 2), strings.Replace("aaaa", "a", "b", -1), strings.ReplaceAll("abab", "ab", ""), strings.Replace("abc", "", "-", -1), strings.Replace("abc", "", "-", 2), strings.ReplaceAll("é世", "", "."))
	fmt.Printf("%q %q %q %q %q\n", strings.TrimSpace(" \t a b \n\u00a0"), strings.Trim("xxaxbxx", "x"), strings.TrimLeft("xyxa", "xy"), strings.TrimRight("axyx", "xy"), strings.Trim("", "a"))
	fmt.Printf("%q %q %q %q\n", strings.TrimPrefix("abc", "ab"), strings.TrimSuffix("abc", "bc"), strings.TrimFunc("12a34", unicode.IsDigit), strings.TrimLeftFunc("12a34", unicode.IsDigit))
	fmt.Printf("%q %q\n", strings.TrimRightFunc("12a34", unicode.IsDigit), strings.Trim("éaé", "é"))
	fmt.Println(strings.Map(func(r rune) rune {
		switch {
		case r == 'a':
			return 'A'
		case r == 'b':
			return -1
		case r == 'c':
			return '世'
		}
		return r
	}, "abcabc\xff"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "1", "aa", "2", "aaa", "3")
	fmt.Println(r.Replace("<b>aaa aa a</b>"))
	r2 := strings.NewReplacer("a", "b", "b", "a", "", "X")
	fmt.Println(r2.Replace("abc"), strings.NewReplacer("aaa", "3", "aa", "2", "a", "1").Replace("aaaa"), strings.NewReplacer("x", "").Replace("axbx"))
	fmt.Printf("%q %q\n", strings.ToValidUTF8("a\xff\xfeb", "?"), strings.ToValidUTF8("a\xffb", ""))
	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "i"), strings.ToLowerSpecial(unicode.TurkishCase, "I"))
	fmt.Println(strings.Clone("x"), strings.Count("", ""))
	n, err := strings.NewReplacer("a", "bb").WriteString(os.Stdout, "banana\n")
	fmt.Println(n, err)
}
