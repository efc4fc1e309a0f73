// run

package main

import (
	"fmt"
	"strings"
)

func main() {
	s := "héllo, 世界\xff"
	fmt.Println(len(s), s[1], s[0:1], s[1:3], s[7:], s[:0] == "")
	for i := 0; i < len(s); i++ {
		fmt.Printf("%x ", s[i])
	}
	fmt.Println()
	for i, r := range s {
		fmt.Printf("%d:%c(%U) ", i, r, r)
	}
	fmt.Println()
	r := []rune(s)
	fmt.Println(len(r), r[1], string(r[1]), string(r[7:9]), string(r) == s)
	b := []byte(s)
	b[0] = 'H'
	fmt.Println(string(b[:6]), s[:6], len(b))
	fmt.Println(string(rune(65)), string(rune(0x4e16)), string(rune(-1)), string(rune(0x110000)), string(rune(0xd800)) == "\ufffd")
	fmt.Println(string([]byte{0xe4, 0xb8, 0x96}), string([]rune{0x1F600, 'x', -5}), []rune("a\xc3"), []byte("é"))
	t := s
	s += "!"
	fmt.Println(len(t), len(s), s > t, s[len(s)-1:])
	type bytes []byte
	type str string
	fmt.Println(string(bytes("xyz")), str([]byte{'a'}), []byte(str("q")), string(str("a")+"b"))
	m := map[string]int{string([]byte{'k'}): 1}
	fmt.Println(m[string([]byte("k"))], "a"+"b" == string([]byte{97, 98}))
	switch string(b[:1]) {
	case "H":
		fmt.Println("match")
	}
	var sb []byte
	for c := byte('a'); c <= 'e'; c++ {
		sb = append(sb, c)
	}
	x := string(sb)
	sb[0] = 'Z'
	fmt.Println(x, string(sb))
	fmt.Println("\u00e9" == "é", "e\u0301" == "é", len("e\u0301"), `\n` == "\\n")
	const c = "const"
	fmt.Println(c[1], len(c), c[1:3])
	var e string
	fmt.Println(e == "", len(e), e+"x")
	for range e {
		fmt.Println("never")
	}
	for i, c := range []byte("hi") {
		fmt.Print(i, c, " ")
	}
	fmt.Println(strings.Compare("a", "b"))
}
