// run

package main

import (
	"fmt"
)

func lex(s string) (toks []string) {
	i, start := 0, 0
next:
	if i >= len(s) {
		return
	}
	switch c := s[i]; {
	case c == ' ':
		i++
		goto next
	case c >= '0' && c <= '9':
		start = i
		goto number
	case c == '"':
		start = i
		i++
		goto str
	default:
		toks = append(toks, "op:"+string(c))
		i++
		goto next
	}
number:
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	toks = append(toks, "num:"+s[start:i])
	goto next
str:
	for i < len(s) {
		if s[i] == '\\' {
			i += 2
			continue
		}
		if s[i] == '"' {
			i++
			toks = append(toks, "str:"+s[start:i])
			goto next
		}
		i++
	}
	toks = append(toks, "unterminated")
	return
}

func search(g [][]int, want int) (int, int) {
	r, c := -1, -1
rows:
	for i, row := range g {
	cols:
		for j, v := range row {
			switch {
			case v < 0:
				continue rows
			case v == 0:
				continue cols
			case v == want:
				r, c = i, j
				break rows
			case v > 100:
				break cols
			}
		}
	}
	return r, c
}

func main() {
	for _, s := range []string{`12 + "a b" * 7`, `"esc\"q"1`, `"open`, ``} {
		fmt.Printf("%q\n", lex(s))
	}
	fmt.Println(search([][]int{{0, -1, 5}, {101, 5}, {1, 2, 0, 5}}, 5))
	fmt.Println(search(nil, 1))
	n := 0
retry:
	n++
	func() {
		defer func() { recover() }()
		if n < 4 {
			panic(n)
		}
	}()
	if n < 4 {
		goto retry
	}
	fmt.Println(n)
outer:
	for i := range 3 {
		switch {
		case i == 1:
			for {
				select {
				default:
					continue outer
				}
			}
		default:
			fmt.Print("i", i, " ")
		}
	}
	fmt.Println()
}
