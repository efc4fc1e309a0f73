// run

package main

import (
	"fmt"
	"strings"
)

type s string

func (x s) rev() (out s) {
	for _, r := range x {
		out = s(r) + out
	}
	return
}
func lcp(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return a[:i]
}
func lcs(a, b string) string {
	t := make([][]string, len(a)+1)
	for i := range t {
		t[i] = make([]string, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			switch {
			case a[i] == b[j]:
				t[i][j] = a[i:i+1] + t[i+1][j+1]
			case len(t[i+1][j]) >= len(t[i][j+1]):
				t[i][j] = t[i+1][j]
			default:
				t[i][j] = t[i][j+1]
			}
		}
	}
	return t[0][0]
}
func match(p, s string) bool {
	switch {
	case p == "":
		return s == ""
	case p[0] == '*':
		return match(p[1:], s) || s != "" && match(p, s[1:])
	case s != "" && (p[0] == '?' || p[0] == s[0]):
		return match(p[1:], s[1:])
	}
	return false
}
func soundex(w string) string {
	code := "01230120022455012623010202"
	out := w[:1]
	last := code[w[0]-'A']
	for i := 1; i < len(w) && len(out) < 4; i++ {
		c := code[w[i]-'A']
		if c != '0' && c != last {
			out += string(c)
		}
		last = c
	}
	return (out + "000")[:4]
}

func main() {
	words := []string{"b", "", "a", "ab", "aa", "B", "é", "z", "\xff", "a\x00"}
	for i, a := range words {
		for _, b := range words[i:] {
			if a < b {
				fmt.Print("<")
			} else if a == b {
				fmt.Print("=")
			} else {
				fmt.Print(">")
			}
		}
	}
	fmt.Println()
	fmt.Println(s("héllo").rev(), lcp("flower", "flow"), lcs("AGGTAB", "GXTXAYB"), match("a*b?d", "axxbcd"), match("*", ""), match("a?", "a"))
	fmt.Println(soundex("ROBERT"), soundex("RUPERT"), soundex("A"))
	acc := ""
	for i := range 5 {
		acc += fmt.Sprint(i)
		acc = acc + acc[len(acc)-1:]
	}
	t := acc
	acc += "tail"
	fmt.Println(acc, t, len(acc)-len(t), acc[:len(t)] == t)
	a, b := "x", "y"
	c := a + b + a + "lit" + b + a + b
	d := "x" + "y" + a + "lit" + "yx" + b
	fmt.Println(c, c == d, c != d, c > a, a+b < b)
	parts := map[string]string{}
	for i := range 3 {
		k := "k" + string(rune('0'+i))
		parts[k] += "v"
		parts[k] += k
	}
	fmt.Println(parts, parts["k1"]+parts["none"]+"!")
	var arr [3]string
	arr[1] += "set"
	p := &arr[2]
	*p += "via pointer"
	*p += *p
	fmt.Printf("%q\n", arr)
	long := strings.Repeat("0123456789", 100)
	h := 0
	for i := 0; i+3 <= len(long); i += 7 {
		if long[i:i+3] < "500" {
			h++
		}
		if sub := long[i : i+3]; sub == "678" || sub == "234" {
			h += 100
		}
	}
	fmt.Println(h, long[995:], len(long[10:20]))
	switch x := a + "y"; x {
	case c[:2]:
		fmt.Println("prefix")
	}
}
