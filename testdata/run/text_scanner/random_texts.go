// run

package main

import (
	"fmt"
	"math/rand"
	"strings"
	"text/scanner"
	"unicode"
	"testing/iotest"
)

func run(src string, mode uint, one bool) {
	var s scanner.Scanner
	if one {
		s.Init(iotest.OneByteReader(strings.NewReader(src)))
	} else {
		s.Init(strings.NewReader(src))
	}
	s.Filename = "f"
	s.Error = func(s *scanner.Scanner, msg string) { fmt.Print(" !", msg, "@", s.Position, s.Pos(), " ") }
	if mode != 0 {
		s.Mode = mode
	}
	fmt.Printf("%q: ", src)
	for n := 0; n < 200; n++ {
		t := s.Scan()
		fmt.Printf("%s %q %v %v|", scanner.TokenString(t), s.TokenText(), s.Position, s.Pos())
		if t == scanner.EOF {
			break
		}
	}
	fmt.Println(s.ErrorCount)
}

func main() {
	run("x := 3.14 + 0x1F // hi\n \"a\\n\" 'c' `raw\nx` /* c */ y", 0, false)
	parts := []string{"a", "_x", "0", "1", "9", "0x", "0b", "0o", "_", ".", "e", "p", "+", "-", "'", "\"", "\\", "n", "x", "u", "`", "/", "*", "//", "/*", "*/", "\n", " ", "\t", "é", "世", "\xff", "\x00", "f", "7", "8", "E", "12", "\ufeff", "ab", "U0010", "'a'", "\"s\"", "\r"}
	r := rand.New(rand.NewSource(5))
	modes := []uint{0, 0, scanner.ScanIdents, scanner.ScanInts | scanner.ScanStrings, scanner.ScanFloats, scanner.GoTokens &^ scanner.SkipComments, scanner.ScanChars | scanner.ScanComments, scanner.ScanRawStrings}
	for i := 0; i < 400; i++ {
		var b strings.Builder
		for n := r.Intn(9); n >= 0; n-- {
			b.WriteString(parts[r.Intn(len(parts))])
		}
		run(b.String(), modes[r.Intn(len(modes))], i%5 == 0)
	}
	for i := 0; i < 300; i++ {
		var b strings.Builder
		ps := []string{"0", "1", "8", "_", "x", "b", "o", ".", "e", "p", "+", "a", "f", "0x", "0b"}
		b.WriteString([]string{"0", "1", "0x", "0b", "0o", "."}[r.Intn(6)])
		for n := r.Intn(6); n >= 0; n-- {
			b.WriteString(ps[r.Intn(len(ps))])
		}
		run(b.String(), modes[r.Intn(2)*3], i%5 == 0)
	}
	var s scanner.Scanner
	s.Init(strings.NewReader("%var1 var2%\n'"))
	s.IsIdentRune = func(ch rune, i int) bool { return ch == '%' && i == 0 || unicode.IsLetter(ch) || unicode.IsDigit(ch) && i > 0 }
	for tok := s.Scan(); tok != scanner.EOF; tok = s.Scan() {
		fmt.Printf("%s: %s\n", s.Position, s.TokenText())
	}
	s.Init(strings.NewReader("ab\ncdé"))
	s.Whitespace ^= 1<<'\t' | 1<<'\n'
	fmt.Println(s.Peek(), s.Next(), s.Pos(), s.Position, s.TokenText())
	fmt.Println(s.Scan(), s.TokenText(), s.Pos())
	fmt.Println(s.Scan(), s.Pos(), s.Next(), s.Pos(), s.Next(), s.Next(), s.Next(), s.Next(), s.Pos())
	run(strings.Repeat("abc ", 2000)+strings.Repeat("z", 3000), 0, false)
}
