// Package scanner splits text into the tokens of Go and of languages like it.
package scanner

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"unicode"
	"unicode/utf8"
)

// Position is a place in a source; it is valid if its line is.
type Position struct {
	Filename string
	Offset   int
	Line     int
	Column   int
}

// IsValid reports whether the position has a line.
func (pos *Position) IsValid() bool { return pos.Line > 0 }

func (pos Position) String() string {
	name := pos.Filename
	if name == "" {
		name = "<input>"
	}
	if pos.IsValid() {
		name += fmt.Sprintf(":%d:%d", pos.Line, pos.Column)
	}
	return name
}

// Bits of Scanner.Mode: which tokens are recognized.
const (
	ScanIdents     = 1 << -Ident
	ScanInts       = 1 << -Int
	ScanFloats     = 1 << -Float
	ScanChars      = 1 << -Char
	ScanStrings    = 1 << -String
	ScanRawStrings = 1 << -RawString
	ScanComments   = 1 << -Comment
	SkipComments   = 1 << -skipComment
	GoTokens       = ScanIdents | ScanFloats | ScanChars | ScanStrings | ScanRawStrings | ScanComments | SkipComments
)

// What Scan returns when it is not a character.
const (
	EOF = -(iota + 1)
	Ident
	Int
	Float
	Char
	String
	RawString
	Comment

	skipComment
)

var names = [...]string{"EOF", "Ident", "Int", "Float", "Char", "String", "RawString", "Comment"}

// TokenString names a token or quotes a character.
func TokenString(tok rune) string {
	if i := int(-tok) - 1; i >= 0 && i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%q", string(tok))
}

// GoWhitespace is Go's white space, a bit for each character.
const GoWhitespace = 1<<'\t' | 1<<'\n' | 1<<'\r' | 1<<' '

// Scanner reads tokens and characters.
type Scanner struct {
	src io.Reader
	// Bytes read and not yet passed: buf[at:]. Those of the token so far stand before at, from mark on (-1: no token).
	buf  []byte
	at   int
	mark int
	// End of the token in buf.
	end int
	// Error of the source, once it has come.
	err error

	// The character after those passed (none: not read yet), and its width in bytes.
	ch    rune
	width int
	// Place of ch.
	offset, line, column int

	Error       func(s *Scanner, msg string)
	ErrorCount  int
	Mode        uint
	Whitespace  uint64
	IsIdentRune func(ch rune, i int) bool
	Position
}

// none: the next character has not been looked at.
const none = -2

// Init makes the scanner read src with Go's settings.
func (s *Scanner) Init(src io.Reader) *Scanner {
	*s = Scanner{
		src: src, mark: -1, ch: none, line: 1, column: 1,
		IsIdentRune: s.IsIdentRune, Position: Position{Filename: s.Filename},
		Mode: GoTokens, Whitespace: GoWhitespace, buf: s.buf[:0],
	}
	s.IsIdentRune = nil
	return s
}

// fill reads more of the source behind what is kept.
func (s *Scanner) fill() {
	keep := s.at
	if s.mark >= 0 {
		keep = s.mark
	}
	if keep > 0 {
		n := copy(s.buf, s.buf[keep:])
		s.buf = s.buf[:n]
		s.at -= keep
		s.end -= keep
		if s.mark >= 0 {
			s.mark = 0
		}
	}
	if len(s.buf) == cap(s.buf) {
		s.buf = append(make([]byte, 0, max(1024, 2*cap(s.buf))), s.buf...)
	}
	// A reader may return nothing now and then.
	for range 100 {
		n, err := s.src.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		s.err = err
		if n > 0 || err != nil {
			break
		}
	}
}

// look makes ch the next character.
func (s *Scanner) look() rune {
	if s.ch != none {
		return s.ch
	}
	for s.err == nil && !utf8.FullRune(s.buf[s.at:]) {
		s.fill()
	}
	if s.at == len(s.buf) {
		s.width = 0
		s.ch = EOF
		if s.err != io.EOF {
			s.fail(s.err.Error())
			s.err = io.EOF
		}
		return EOF
	}
	s.ch, s.width = utf8.DecodeRune(s.buf[s.at:])
	switch {
	case s.ch == 0:
		s.fail("invalid character NUL")
	case s.ch == utf8.RuneError && s.width == 1:
		s.fail("invalid UTF-8 encoding")
	case s.ch == 0xfeff && s.offset == 0:
		// A byte order mark at the beginning is not part of the text.
		s.at += s.width
		s.offset += s.width
		s.column++
		s.ch = none
		return s.look()
	}
	return s.ch
}

// pass goes over the character that look showed and looks at the one behind it.
func (s *Scanner) pass() rune {
	s.skip()
	return s.look()
}

func (s *Scanner) skip() {
	if s.ch == EOF {
		return
	}
	s.at += s.width
	s.offset += s.width
	if s.ch == '\n' {
		s.line++
		s.column = 1
	} else {
		s.column++
	}
	s.ch = none
}

// Next passes the next character and returns it.
func (s *Scanner) Next() rune {
	s.mark = -1
	s.Line = 0
	ch := s.look()
	if ch != EOF {
		s.skip()
		s.look()
	}
	return ch
}

// Peek returns the next character without passing it.
func (s *Scanner) Peek() rune { return s.look() }

// Pos is the place right behind what was read last.
func (s *Scanner) Pos() Position {
	return Position{Filename: s.Filename, Offset: s.offset, Line: s.line, Column: s.column}
}

func (s *Scanner) fail(msg string) {
	s.end = s.at
	s.ErrorCount++
	if s.Error != nil {
		s.Error(s, msg)
		return
	}
	pos := s.Position
	if !pos.IsValid() {
		pos = s.Pos()
	}
	fmt.Fprintf(os.Stderr, "%s: %s\n", pos, msg)
}

// TokenText is the text of the token that was scanned last.
func (s *Scanner) TokenText() string {
	if s.mark < 0 {
		return ""
	}
	return string(bytes.Clone(s.buf[s.mark:max(s.end, s.mark)]))
}

func (s *Scanner) identRune(ch rune, i int) bool {
	if s.IsIdentRune != nil {
		return ch != EOF && s.IsIdentRune(ch, i)
	}
	return ch == '_' || unicode.IsLetter(ch) || unicode.IsDigit(ch) && i > 0
}

// Scan reads the next token or character.
func (s *Scanner) Scan() rune {
	ch := s.look()
	s.mark = -1
	s.Line = 0
	for {
		for ch >= 0 && ch <= ' ' && s.Whitespace&(1<<uint(ch)) != 0 {
			ch = s.pass()
		}
		s.mark = s.at
		s.end = s.at
		s.Offset, s.Line, s.Column = s.offset, s.line, s.column
		tok := s.token(ch)
		if tok == skipComment {
			s.mark = -1
			ch = s.look()
			continue
		}
		s.end = s.at
		return tok
	}
}

func (s *Scanner) token(ch rune) rune {
	switch {
	case s.identRune(ch, 0):
		if s.Mode&(ScanIdents) == 0 {
			s.pass()
			return ch
		}
		ch = s.pass()
		for i := 1; s.identRune(ch, i); i++ {
			ch = s.pass()
		}
		return Ident
	case isDecimal(ch):
		if s.Mode&(ScanInts|ScanFloats) != 0 {
			return s.number(ch, false)
		}
	case ch == EOF:
		return EOF
	case ch == '"' && s.Mode&ScanStrings != 0:
		s.quoted('"')
		s.pass()
		return String
	case ch == '\'' && s.Mode&ScanChars != 0:
		if s.quoted('\'') != 1 {
			s.fail("invalid char literal")
		}
		s.pass()
		return Char
	case ch == '`' && s.Mode&ScanRawStrings != 0:
		s.raw()
		return RawString
	case ch == '.':
		next := s.pass()
		if isDecimal(next) && s.Mode&ScanFloats != 0 {
			return s.number(next, true)
		}
		return '.'
	case ch == '/':
		next := s.pass()
		if (next == '/' || next == '*') && s.Mode&ScanComments != 0 {
			s.comment(next)
			if s.Mode&SkipComments != 0 {
				return skipComment
			}
			return Comment
		}
		return '/'
	}
	s.pass()
	return ch
}

// raw passes a raw string.
func (s *Scanner) raw() {
	ch := s.pass()
	for ch != '`' {
		if ch == EOF {
			s.fail("literal not terminated")
			return
		}
		ch = s.pass()
	}
	s.pass()
}

// quoted passes a literal up to its closing quote and returns how many characters it stands for.
func (s *Scanner) quoted(quote rune) (n int) {
	ch := s.pass()
	for ch != quote {
		if ch == '\n' || ch == EOF {
			s.fail("literal not terminated")
			return
		}
		if ch == '\\' {
			s.escape(quote)
			ch = s.look()
		} else {
			ch = s.pass()
		}
		n++
	}
	return
}

func (s *Scanner) escape(quote rune) {
	ch := s.pass()
	switch ch {
	case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', quote:
		s.pass()
	case '0', '1', '2', '3', '4', '5', '6', '7':
		s.digits(ch, 8, 3)
	case 'x':
		s.digits(s.pass(), 16, 2)
	case 'u':
		s.digits(s.pass(), 16, 4)
	case 'U':
		s.digits(s.pass(), 16, 8)
	default:
		s.fail("invalid char escape")
	}
}

// digits passes exactly n digits of a base.
func (s *Scanner) digits(ch rune, base, n int) {
	for n > 0 && digitOf(ch) < base {
		ch = s.pass()
		n--
	}
	if n > 0 {
		s.fail("invalid char escape")
	}
}

func (s *Scanner) comment(ch rune) {
	if ch == '/' {
		ch = s.pass()
		for ch != '\n' && ch >= 0 {
			ch = s.pass()
		}
		return
	}
	ch = s.pass()
	for {
		if ch < 0 {
			s.fail("comment not terminated")
			return
		}
		last := ch
		ch = s.pass()
		if last == '*' && ch == '/' {
			s.pass()
			return
		}
	}
}
