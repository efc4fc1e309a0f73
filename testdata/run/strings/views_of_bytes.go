// run

package main

import (
	"fmt"
	"regexp"
	"strings"
)

var shared = []byte("abc")

func change() string {
	shared[0] = 'X'
	return "Xbc"
}

type text string

func main() {
	b := []byte("key")
	m := map[string]int{"key": 1, "kez": 2}
	fmt.Println(m[string(b)])
	if v, ok := m[string(b)]; ok {
		fmt.Println(v)
	}
	m[string(b)]++
	b[2] = 'z'
	fmt.Println(m, m[string(b)], string(b) == "kez", string(b) < "key", "kez" >= string(b))

	// What is kept is a copy.
	kept := "" + string(b)
	also := string(b) + "" + ""
	longer := "<" + string(b) + ">"
	b[0] = 'K'
	fmt.Println(kept, also, longer, string(b))

	// The conversion comes before the call.
	fmt.Println(string(shared) == change(), string(shared))
	fmt.Println("-"+string(shared)+func() string { shared[1] = 'Y'; return "!" }(), string(shared))

	switch string(b) {
	case "kez":
		fmt.Println("old")
	case "Kez":
		b[0] = 'Q'
		fmt.Println("new", string(b))
	}
	switch s := text(b); s {
	case "Qez":
		fmt.Println("named", s)
	}
	var none []byte
	fmt.Println(string(none) == "", m[string(none)], text(none) == text(b))

	var sb strings.Builder
	for _, n := range []int{1, 18, 33, 100, 1000} {
		sb.Reset()
		sb.Grow(n)
		fmt.Print(sb.Cap(), " ")
	}
	fmt.Println()
	for _, pairs := range [][]string{{}, {"a", "b", "b", "a"}, {"a", "1", "a", "2"}, {"ab", "x"}, {"<", "&lt;", ">", "&gt;"}, {"", "-"}, {"a", "", "bc", "Z"}} {
		r := strings.NewReplacer(pairs...)
		fmt.Printf("%q %q %q\n", r.Replace("abc<ab>"), r.Replace(""), r.Replace("xyz"))
	}
	for _, e := range []string{`^0^`, `^abc`, `^abc$`, `abc\b`, `^ab\b`, `^ab$`, `(?m)^ab$`} {
		fmt.Print(e, " ")
		fmt.Println(regexp.MustCompile(e).LiteralPrefix())
	}
}
