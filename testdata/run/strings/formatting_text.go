// run

package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func center(s string, w int) string {
	n := w - utf8.RuneCountInString(s)
	if n <= 0 {
		return s
	}
	return strings.Repeat(" ", n/2) + s + strings.Repeat(" ", n-n/2)
}
func snake(s string) string {
	var b strings.Builder
	for i, r := range s {
		if unicode.IsUpper(r) {
			if i > 0 {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
func camel(s string) string {
	p := strings.Split(s, "_")
	for i := range p {
		if p[i] != "" {
			p[i] = strings.ToUpper(p[i][:1]) + p[i][1:]
		}
	}
	return strings.Join(p, "")
}
func commas(n int64) string {
	s := strconv.FormatInt(n, 10)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		s = "-" + s
	}
	return s
}
func roman(n int) (s string) {
	for _, p := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= p.v {
			s += p.s
			n -= p.v
		}
	}
	return
}
func levenshtein(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	prev := make([]int, len(rb)+1)
	for j := range prev {
		prev[j] = j
	}
	for i, x := range ra {
		cur := append(make([]int, 0, len(prev)), i+1)
		for j, y := range rb {
			c := prev[j]
			if x != y {
				c++
			}
			cur = append(cur, min(c, prev[j+1]+1, cur[j]+1))
		}
		prev = cur
	}
	return prev[len(rb)]
}
func template(s string, vars map[string]string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "{{")
		if i < 0 {
			break
		}
		j := strings.Index(s[i:], "}}")
		if j < 0 {
			break
		}
		b.WriteString(s[:i])
		k := strings.TrimSpace(s[i+2 : i+j])
		if v, ok := vars[k]; ok {
			b.WriteString(v)
		} else {
			fmt.Fprintf(&b, "<no %q>", k)
		}
		s = s[i+j+2:]
	}
	b.WriteString(s)
	return b.String()
}

func main() {
	fmt.Printf("|%s|%s|%s|\n", center("abc", 9), center("été", 8), center("toolong", 3))
	fmt.Println(snake("helloWorldFooÉté"), camel("some_snake__case"), commas(1234567), commas(-999), commas(math.MinInt64))
	fmt.Println(roman(1994), roman(3888), levenshtein("kitten", "sitting"), levenshtein("", "été"), levenshtein("flaw", "lawn"))
	fmt.Println(template("Hi {{name}}, {{ x }} and {{none}} {{open", map[string]string{"name": "Bob", "x": "{{y}}"}))
	for _, l := range strings.Split("a\tbb\tccc\n1\t22\t333", "\n") {
		for _, c := range strings.Split(l, "\t") {
			fmt.Printf("%-6s", c)
		}
		fmt.Println("|")
	}
	r := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;")
	fmt.Println(r.Replace(`<a href="x&y">`))
	fmt.Println(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return 'a' + (r-'a'+13)%26
		}
		return r
	}, "uryyb jbeyq"))
}
