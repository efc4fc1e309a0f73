// run

package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}
func caesar(s string, k int) string {
	out := make([]byte, len(s))
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z':
			c = 'a' + (c-'a'+byte(k))%26
		case 'A' <= c && c <= 'Z':
			c = 'A' + (c-'A'+byte(k))%26
		}
		out[i] = c
	}
	return string(out)
}
func rle(s string) (out string) {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		out += string(s[i]) + strconv.Itoa(j-i)
		i = j
	}
	return
}
func palindrome(s string) bool {
	var r []rune
	for _, c := range strings.ToLower(s) {
		if unicode.IsLetter(c) {
			r = append(r, c)
		}
	}
	for i := range r {
		if r[i] != r[len(r)-1-i] {
			return false
		}
	}
	return true
}
func wrap(s string, w int) (lines []string) {
	line := ""
	for _, f := range strings.Fields(s) {
		if len(line)+len(f)+1 > w && line != "" {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += f
	}
	return append(lines, line)
}
func hex(b []byte) (s string) {
	const d = "0123456789abcdef"
	for _, c := range b {
		s += d[c>>4:c>>4+1] + string(d[c&15])
	}
	return
}

func main() {
	fmt.Println(reverse("héllo 世界"), caesar("Hello, Zebra", 3), caesar(caesar("abc", 5), 21), rle("aaabbc"), rle(""))
	fmt.Println(palindrome("A man, a plan, a canal: Panama"), palindrome("été"), palindrome("ab"))
	fmt.Printf("%q\n", wrap("the quick brown fox jumps over the lazy dog", 12))
	fmt.Println(hex([]byte("Vole\xff\x00")))
	s := ""
	for i := range 20 {
		s = string(rune('a'+i)) + s + string(rune('A'+i))
	}
	fmt.Println(s, len(s), s[10:15], strings.Count(s, ""))
	t := s
	for len(t) > 3 {
		t = t[1 : len(t)-1]
	}
	fmt.Println(t, t+t > t, strings.Repeat(t, 2)[1:])
	b := []byte("mutable")
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	fmt.Println(string(b), string(b[2:4])+string(b[:1]))
	c := map[rune]int{}
	for _, r := range "mississippi é é" {
		c[r]++
	}
	fmt.Println(c['s'], c['é'], len(c))
}
