// run

package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	s := "the quick brown fox jumps over the lazy dog"
	fmt.Println(strings.Index(s, "quick"), strings.Index(s, "zzz"), strings.Index(s, ""), strings.LastIndex(s, "the"), strings.LastIndex(s, ""))
	fmt.Println(strings.IndexByte(s, 'q'), strings.LastIndexByte(s, 'o'), strings.IndexRune("aé世", '世'), strings.IndexRune("a\xffb", utf8.RuneError), strings.IndexAny(s, "xyz"), strings.LastIndexAny(s, "xyz"))
	fmt.Println(strings.IndexFunc(s, unicode.IsSpace), strings.LastIndexFunc(s, func(r rune) bool { return r == 'z' }))
	fmt.Println(strings.Contains(s, "fox"), strings.ContainsAny(s, "!?"), strings.ContainsRune(s, 'z'), strings.ContainsFunc(s, unicode.IsUpper), strings.Contains("", ""))
	fmt.Println(strings.HasPrefix(s, "the"), strings.HasSuffix(s, "dog"), strings.HasPrefix(s, ""), strings.HasSuffix("a", "ba"))
	fmt.Println(strings.Count(s, "o"), strings.Count("cheese", "e"), strings.Count("five", ""), strings.Count("aaaa", "aa"), strings.Count("é世", ""))
	fmt.Println(strings.EqualFold("Go", "GO"), strings.EqualFold("ß", "SS"), strings.EqualFold("σ", "ς"), strings.EqualFold("K", "\u212a"), strings.EqualFold("a", "b"))
	fmt.Println(strings.Compare("a", "b"), strings.Compare("b", "a"), strings.Compare("a", "a"))
	fmt.Println(strings.Cut("k=v=w", "="))
	fmt.Println(strings.Cut("none", "="))
	fmt.Println(strings.CutPrefix("prefix-x", "prefix-"))
	fmt.Println(strings.CutSuffix("x.go", ".go"))
	fmt.Println(strings.CutPrefix("abc", "z"))
	long := strings.Repeat("ab", 1000) + "c" + strings.Repeat("ab", 1000)
	fmt.Println(strings.Index(long, "bc"), strings.Index(long, "ca"), strings.LastIndex(long, "c"), strings.Index(long, strings.Repeat("ab", 50)+"c"), strings.Count(long, "ba"))
}
