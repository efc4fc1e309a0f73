// run

package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

type kind int

const (
	ident kind = iota
	number
	punct
	eof
)

func (k kind) String() string { return [...]string{"ident", "number", "punct", "eof"}[k] }

type token struct {
	kind kind
	text string
	line int
}
type stateFn func(*lexer) stateFn
type lexer struct {
	in         string
	start, pos int
	line       int
	out        chan token
}

func (l *lexer) next() (r rune) {
	if l.pos >= len(l.in) {
		return -1
	}
	r, n := utf8.DecodeRuneInString(l.in[l.pos:])
	l.pos += n
	return r
}
func (l *lexer) peek() rune { p := l.pos; r := l.next(); l.pos = p; return r }
func (l *lexer) emit(k kind) {
	l.out <- token{k, l.in[l.start:l.pos], l.line}
	l.start = l.pos
}
func lexAny(l *lexer) stateFn {
	switch r := l.next(); {
	case r == -1:
		l.emit(eof)
		return nil
	case r == '\n':
		l.line++
		fallthrough
	case unicode.IsSpace(r):
		l.start = l.pos
		return lexAny
	case unicode.IsLetter(r):
		return lexIdent
	case unicode.IsDigit(r):
		return lexNumber
	default:
		l.emit(punct)
		return lexAny
	}
}
func lexIdent(l *lexer) stateFn {
	for unicode.IsLetter(l.peek()) || unicode.IsDigit(l.peek()) {
		l.next()
	}
	l.emit(ident)
	return lexAny
}
func lexNumber(l *lexer) stateFn {
	for unicode.IsDigit(l.peek()) || l.peek() == '.' {
		l.next()
	}
	l.emit(number)
	return lexAny
}
func lex(s string) <-chan token {
	l := &lexer{in: s, line: 1, out: make(chan token)}
	go func() {
		defer close(l.out)
		for st := stateFn(lexAny); st != nil; {
			st = st(l)
		}
	}()
	return l.out
}

func main() {
	counts := map[kind]int{}
	for t := range lex("let größe = 3.14 * r1;\nprint(größe)\n\n// é 42") {
		fmt.Printf("%d:%v:%q ", t.line, t.kind, t.text)
		counts[t.kind]++
	}
	fmt.Println()
	fmt.Println(counts)
}
