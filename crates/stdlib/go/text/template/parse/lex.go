package parse

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kinds of tokens. Keywords come last.
type kind int

const (
	tokError kind = iota
	tokBool
	tokChar
	tokCharConstant
	tokComment
	tokComplex
	tokAssign
	tokDeclare
	tokEOF
	tokField
	tokIdentifier
	tokLeftDelim
	tokLeftParen
	tokNumber
	tokPipe
	tokRawString
	tokRightDelim
	tokRightParen
	tokSpace
	tokString
	tokText
	tokVariable
	tokKeyword
	tokBlock
	tokBreak
	tokContinue
	tokDot
	tokDefine
	tokElse
	tokEnd
	tokIf
	tokNil
	tokRange
	tokTemplate
	tokWith
)

var keywords = map[string]kind{
	".": tokDot, "block": tokBlock, "break": tokBreak, "continue": tokContinue, "define": tokDefine, "else": tokElse,
	"end": tokEnd, "if": tokIf, "range": tokRange, "nil": tokNil, "template": tokTemplate, "with": tokWith,
}

type token struct {
	kind kind
	pos  Pos
	text string
	line int
}

func (t token) String() string {
	switch {
	case t.kind == tokEOF:
		return "EOF"
	case t.kind == tokError:
		return t.text
	case t.kind > tokKeyword:
		return "<" + t.text + ">"
	case len(t.text) > 10:
		return fmt.Sprintf("%.10q...", t.text)
	}
	return fmt.Sprintf("%q", t.text)
}

const (
	leftDelim    = "{{"
	rightDelim   = "}}"
	leftComment  = "/*"
	rightComment = "*/"
	spaces       = " \t\r\n"
)

// A lexer cuts a template into tokens, one at each call of next.
type lexer struct {
	input       string
	left, right string
	pos         int
	line        int
	inAction    bool
	depth       int
	comments    bool
	breakOK     bool
	continueOK  bool
	failed      bool
	trimNext    bool
}

func (l *lexer) token(k kind, start int, line int) token {
	return token{k, Pos(start), l.input[start:l.pos], line}
}

func (l *lexer) errorf(start, line int, format string, args ...any) token {
	l.failed = true
	l.pos = len(l.input)
	return token{tokError, Pos(start), fmt.Sprintf(format, args...), line}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func leftTrim(s string) bool { return len(s) >= 2 && s[0] == '-' && isSpace(s[1]) }

// atRight reports whether a right delimiter stands at the position, and whether it trims.
func (l *lexer) atRight() (is, trims bool) {
	s := l.input[l.pos:]
	if len(s) >= 2 && isSpace(s[0]) && s[1] == '-' && strings.HasPrefix(s[2:], l.right) {
		return true, true
	}
	return strings.HasPrefix(s, l.right), false
}

func (l *lexer) next() token {
	if l.failed {
		return token{tokEOF, Pos(l.pos), "EOF", l.line}
	}
	if l.inAction {
		return l.action()
	}
	return l.text()
}

func (l *lexer) text() token {
	for {
		start, line := l.pos, l.line
		i := strings.Index(l.input[l.pos:], l.left)
		if i < 0 {
			if start == len(l.input) {
				return token{tokEOF, Pos(start), "EOF", l.line}
			}
			l.pos = len(l.input)
			t := l.token(tokText, start, line)
			l.line += strings.Count(t.text, "\n")
			return t
		}
		if i > 0 {
			end := start + i
			keep := end
			if leftTrim(l.input[end+len(l.left):]) {
				keep = start + len(strings.TrimRight(l.input[start:end], spaces))
			}
			l.line += strings.Count(l.input[start:end], "\n")
			l.pos = end
			if keep > start {
				return token{tokText, Pos(start), l.input[start:keep], line}
			}
		}
		// A left delimiter.
		start, line = l.pos, l.line
		after := l.pos + len(l.left)
		skip := 0
		if leftTrim(l.input[after:]) {
			skip = 2
			l.line += strings.Count(l.input[after:after+2], "\n")
		}
		if strings.HasPrefix(l.input[after+skip:], leftComment) {
			t, ok := l.comment(after + skip)
			if ok {
				return t
			}
			continue
		}
		l.pos = after
		t := l.token(tokLeftDelim, start, line)
		l.pos += skip
		l.inAction = true
		l.depth = 0
		return t
	}
}

// comment reads a comment and its right delimiter; ok says whether there is a token to return.
func (l *lexer) comment(start int) (t token, ok bool) {
	line := l.line
	inside := start + len(leftComment)
	i := strings.Index(l.input[inside:], rightComment)
	if i < 0 {
		return l.errorf(start, line, "unclosed comment"), true
	}
	l.pos = inside + i + len(rightComment)
	is, trims := l.atRight()
	if !is {
		return l.errorf(start, line, "comment ends before closing delimiter"), true
	}
	t = l.token(tokComment, start, line)
	l.line += strings.Count(t.text, "\n")
	l.closeAction(trims)
	return t, l.comments
}

// closeAction passes a right delimiter, and the space behind one that trims.
func (l *lexer) closeAction(trims bool) {
	if trims {
		l.line += strings.Count(l.input[l.pos:l.pos+2], "\n")
		l.pos += 2
	}
	l.pos += len(l.right)
	if trims {
		rest := l.input[l.pos:]
		n := len(rest) - len(strings.TrimLeft(rest, spaces))
		l.line += strings.Count(rest[:n], "\n")
		l.pos += n
	}
	l.inAction = false
}

func (l *lexer) rune() rune {
	r, w := utf8.DecodeRuneInString(l.input[l.pos:])
	if w == 0 {
		return -1
	}
	l.pos += w
	return r
}

func (l *lexer) peek() rune {
	if l.pos >= len(l.input) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(l.input[l.pos:])
	return r
}

func alphanumeric(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

func (l *lexer) action() token {
	start, line := l.pos, l.line
	if is, trims := l.atRight(); is {
		if l.depth > 0 {
			return l.errorf(start, line, "unclosed left paren")
		}
		l.closeAction(trims)
		at := start
		if trims {
			at += 2
		}
		return token{tokRightDelim, Pos(at), l.right, line}
	}
	switch r := l.rune(); {
	case r == -1:
		return l.errorf(start, line, "unclosed action")
	case isSpace(byte(r)) && r < 0x80:
		for l.pos < len(l.input) && isSpace(l.input[l.pos]) {
			if is, trims := l.atRight(); is && trims {
				break
			}
			l.pos++
		}
		l.line += strings.Count(l.input[start:l.pos], "\n")
		return l.token(tokSpace, start, line)
	case r == '=':
		return l.token(tokAssign, start, line)
	case r == ':':
		if l.rune() != '=' {
			return l.errorf(start, line, "expected :=")
		}
		return l.token(tokDeclare, start, line)
	case r == '|':
		return l.token(tokPipe, start, line)
	case r == '"':
		return l.quoted(start, line)
	case r == '`':
		i := strings.IndexByte(l.input[l.pos:], '`')
		if i < 0 {
			return l.errorf(start, line, "unterminated raw quoted string")
		}
		l.pos += i + 1
		t := l.token(tokRawString, start, line)
		l.line += strings.Count(t.text, "\n")
		return t
	case r == '$':
		if l.atTerminator() {
			return l.token(tokVariable, start, line)
		}
		return l.name(tokVariable, start, line)
	case r == '\'':
		for {
			switch r := l.rune(); r {
			case '\\':
				if r := l.rune(); r != -1 && r != '\n' {
					continue
				}
				fallthrough
			case -1, '\n':
				return l.errorf(start, line, "unterminated character constant")
			case '\'':
				return l.token(tokCharConstant, start, line)
			}
		}
	case r == '.':
		if l.pos < len(l.input) && (l.input[l.pos] < '0' || l.input[l.pos] > '9') {
			if l.atTerminator() {
				return l.token(tokDot, start, line)
			}
			return l.name(tokField, start, line)
		}
		l.pos = start
		return l.number(start, line)
	case r == '+' || r == '-' || '0' <= r && r <= '9':
		l.pos = start
		return l.number(start, line)
	case alphanumeric(r):
		return l.identifier(start, line)
	case r == '(':
		l.depth++
		return l.token(tokLeftParen, start, line)
	case r == ')':
		l.depth--
		if l.depth < 0 {
			return l.errorf(start, line, "unexpected right paren")
		}
		return l.token(tokRightParen, start, line)
	case r <= unicode.MaxASCII && unicode.IsPrint(r):
		return l.token(tokChar, start, line)
	default:
		return l.errorf(start, line, "unrecognized character in action: %#U", r)
	}
}

func (l *lexer) quoted(start, line int) token {
	for {
		switch r := l.rune(); r {
		case '\\':
			if r := l.rune(); r != -1 && r != '\n' {
				continue
			}
			return l.errorf(start, line, "unterminated quoted string")
		case -1, '\n':
			return l.errorf(start, line, "unterminated quoted string")
		case '"':
			return l.token(tokString, start, line)
		}
	}
}

// atTerminator reports whether what comes next may stand behind an identifier.
func (l *lexer) atTerminator() bool {
	switch r := l.peek(); r {
	case ' ', '\t', '\r', '\n', -1, '.', ',', '|', ':', ')', '(':
		return true
	}
	return strings.HasPrefix(l.input[l.pos:], l.right)
}

// name reads a variable or field behind its first character.
func (l *lexer) name(k kind, start, line int) token {
	for alphanumeric(l.peek()) {
		l.rune()
	}
	if !l.atTerminator() {
		return l.errorf(start, line, "bad character %#U", l.peek())
	}
	return l.token(k, start, line)
}

func (l *lexer) identifier(start, line int) token {
	for alphanumeric(l.peek()) {
		l.rune()
	}
	if !l.atTerminator() {
		return l.errorf(start, line, "bad character %#U", l.peek())
	}
	word := l.input[start:l.pos]
	switch k := keywords[word]; {
	case k == tokBreak && !l.breakOK, k == tokContinue && !l.continueOK:
		return l.token(tokIdentifier, start, line)
	case k > tokKeyword:
		return l.token(k, start, line)
	case word == "true" || word == "false":
		return l.token(tokBool, start, line)
	}
	return l.token(tokIdentifier, start, line)
}

func (l *lexer) accept(set string) bool {
	if l.pos < len(l.input) && strings.IndexByte(set, l.input[l.pos]) >= 0 {
		l.pos++
		return true
	}
	return false
}

func (l *lexer) acceptRun(set string) {
	for l.accept(set) {
	}
}

func (l *lexer) scanNumber() bool {
	l.accept("+-")
	digits := "0123456789_"
	exponent := "eE"
	if l.accept("0") {
		switch {
		case l.accept("xX"):
			digits = "0123456789abcdefABCDEF_"
			exponent = "pP"
		case l.accept("oO"):
			digits = "01234567_"
			exponent = ""
		case l.accept("bB"):
			digits = "01_"
			exponent = ""
		}
	}
	l.acceptRun(digits)
	if l.accept(".") {
		l.acceptRun(digits)
	}
	if exponent != "" && l.accept(exponent) {
		l.accept("+-")
		l.acceptRun("0123456789_")
	}
	l.accept("i")
	if alphanumeric(l.peek()) {
		l.rune()
		return false
	}
	return true
}

func (l *lexer) number(start, line int) token {
	if !l.scanNumber() {
		return l.errorf(start, line, "bad number syntax: %q", l.input[start:l.pos])
	}
	if c := l.peek(); c == '+' || c == '-' {
		if !l.scanNumber() || l.input[l.pos-1] != 'i' {
			return l.errorf(start, line, "bad number syntax: %q", l.input[start:l.pos])
		}
		return l.token(tokComplex, start, line)
	}
	return l.token(tokNumber, start, line)
}
