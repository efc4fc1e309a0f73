package fmt

import (
	"errors"
	"io"
	"os"
	"unicode/utf8"
)

// A ScanState is what a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// A Scanner reads itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Scan reads operands between white space from standard input.
func Scan(a ...any) (n int, err error) { return Fscan(os.Stdin, a...) }

// Scanln is Scan that stops at a newline.
func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }

// Scanf reads from standard input by a format.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

// Sscan reads operands between white space from a string.
func Sscan(str string, a ...any) (n int, err error) {
	return (&ss{str: str, nlIsSpace: true}).scan(a)
}

// Sscanln is Sscan that stops at a newline.
func Sscanln(str string, a ...any) (n int, err error) {
	return (&ss{str: str, nlIsEnd: true}).scan(a)
}

// Sscanf reads from a string by a format.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return (&ss{str: str}).scanf(format, a)
}

// Fscan reads operands between white space from r.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	return (&ss{rs: runeScanner(r), nlIsSpace: true}).scan(a)
}

// Fscanln is Fscan that stops at a newline.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	return (&ss{rs: runeScanner(r), nlIsEnd: true}).scan(a)
}

// Fscanf reads from r by a format.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return (&ss{rs: runeScanner(r)}).scanf(format, a)
}

func runeScanner(r io.Reader) io.RuneScanner {
	if rs, ok := r.(io.RuneScanner); ok {
		return rs
	}
	return &byteRunes{r: r}
}

// byteRunes reads runes from a reader byte by byte, so as not to read too far.
type byteRunes struct {
	r      io.Reader
	buf    [utf8.UTFMax]byte
	n      int // bytes read ahead
	last   rune
	size   int
	unread bool
}

func (b *byteRunes) ReadRune() (rune, int, error) {
	if b.unread {
		b.unread = false
		return b.last, b.size, nil
	}
	for b.n == 0 || !utf8.FullRune(b.buf[:b.n]) {
		k, err := io.ReadFull(b.r, b.buf[b.n:b.n+1])
		if k == 0 {
			if b.n == 0 {
				return 0, 0, err
			}
			break
		}
		b.n++
	}
	b.last, b.size = utf8.DecodeRune(b.buf[:b.n])
	copy(b.buf[:], b.buf[b.size:b.n])
	b.n -= b.size
	return b.last, b.size, nil
}

func (b *byteRunes) UnreadRune() error {
	if b.unread {
		return errors.New("fmt: scanning called UnreadRune with no rune available")
	}
	b.unread = true
	return nil
}

const (
	eof     = -1
	hugeWid = 1 << 30
)

// ss reads operands from a string, or from rs if that is not nil.
type ss struct {
	str       string
	pos       int
	prev      int
	rs        io.RuneScanner
	buf       []byte
	count     int // runes read
	limit     int // count at which the operand ends
	maxWid    int
	atEOF     bool
	nlIsSpace bool
	nlIsEnd   bool
}

type scanError struct {
	err error
}

func (s *ss) fail(err error) { panic(scanError{err}) }

func (s *ss) failText(text string) { panic(scanError{errors.New(text)}) }

func catch(err *error) {
	if e := recover(); e != nil {
		if se, ok := e.(scanError); ok {
			*err = se.err
		} else if ee, ok := e.(error); ok && ee == io.EOF {
			*err = ee
		} else {
			panic(e)
		}
	}
}

func (s *ss) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *ss) ReadRune() (r rune, size int, err error) {
	if s.atEOF || s.count >= s.limit {
		return 0, 0, io.EOF
	}
	if s.rs == nil {
		s.prev = s.pos
		if s.pos >= len(s.str) {
			s.atEOF = true
			return 0, 0, io.EOF
		}
		r, size = rune(s.str[s.pos]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.str[s.pos:])
		}
		s.pos += size
	} else {
		r, size, err = s.rs.ReadRune()
	}
	if err == nil {
		s.count++
		if s.nlIsEnd && r == '\n' {
			s.atEOF = true
		}
	} else if err == io.EOF {
		s.atEOF = true
	}
	return
}

func (s *ss) UnreadRune() error {
	if s.rs == nil {
		s.pos = s.prev
	} else {
		s.rs.UnreadRune()
	}
	s.atEOF = false
	s.count--
	return nil
}

func (s *ss) Width() (wid int, ok bool) {
	if s.maxWid == hugeWid {
		return 0, false
	}
	return s.maxWid, true
}

func (s *ss) getRune() rune {
	r, _, err := s.ReadRune()
	if err != nil {
		if err == io.EOF {
			return eof
		}
		s.fail(err)
	}
	return r
}

func (s *ss) mustReadRune() rune {
	r := s.getRune()
	if r == eof {
		s.fail(io.ErrUnexpectedEOF)
	}
	return r
}

func (s *ss) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer catch(&err)
	if f == nil {
		f = notSpace
	}
	s.buf = s.buf[:0]
	return s.token(skipSpace, f), nil
}

func isSpace(r rune) bool {
	switch {
	case r < 0x85:
		return r == ' ' || '\t' <= r && r <= '\r'
	case r < 0x2000:
		return r == 0x85 || r == 0xA0 || r == 0x1680
	}
	return r <= 0x200A || r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000
}

func notSpace(r rune) bool { return !isSpace(r) }

func (s *ss) SkipSpace() {
	for {
		r := s.getRune()
		if r == eof {
			return
		}
		if r == '\r' && s.peek("\n") {
			continue
		}
		if r == '\n' {
			if s.nlIsSpace {
				continue
			}
			s.failText("unexpected newline")
		}
		if !isSpace(r) {
			s.UnreadRune()
			return
		}
	}
}

func (s *ss) token(skipSpace bool, f func(rune) bool) []byte {
	if skipSpace {
		s.SkipSpace()
	}
	for {
		r := s.getRune()
		if r == eof {
			break
		}
		if !f(r) {
			s.UnreadRune()
			break
		}
		s.buf = utf8.AppendRune(s.buf, r)
	}
	return s.buf
}

func contains(set string, r rune) bool {
	for i := 0; i < len(set); i++ {
		if rune(set[i]) == r {
			return true
		}
	}
	return false
}

// consume takes the next rune if it is in set, and keeps it if wanted.
func (s *ss) consume(set string, keep bool) bool {
	r := s.getRune()
	if r == eof {
		return false
	}
	if contains(set, r) {
		if keep {
			s.buf = append(s.buf, byte(r))
		}
		return true
	}
	s.UnreadRune()
	return false
}

func (s *ss) accept(set string) bool { return s.consume(set, true) }

func (s *ss) peek(set string) bool {
	r := s.getRune()
	if r != eof {
		s.UnreadRune()
	}
	return r != eof && contains(set, r)
}

func (s *ss) notEOF() {
	if s.getRune() == eof {
		panic(io.EOF)
	}
	s.UnreadRune()
}

func (s *ss) okVerb(verb rune, verbs, typ string) {
	if !contains(verbs, verb) {
		s.failText("bad verb '%" + string(verb) + "' for " + typ)
	}
}

const (
	binary      = "01"
	octal       = "01234567"
	decimal     = "0123456789"
	hexadecimal = "0123456789aAbBcCdDeEfF"
	floatVerbs  = "beEfFgGv"
)

// Natives for numbers: see package strconv, which this package does not import to stay small.
func parseInt(s string, base, bits int) (i int64, status int)
func parseUint(s string, base, bits int) (u uint64, status int)
func parseFloat(s string, bits int) (f float64, status int)
func unquote(s string) (t string, ok bool)
func quote(s string, keep int) string
func ldexp(f float64, exp int) float64

// basicPointer turns a pointer to a type of basic kind into a pointer to the basic type itself; nil if it cannot.
func basicPointer(p any) any

// typeName returns the type of v as %T prints it, and whether it is a pointer.
func typeName(v any) (name string, pointer bool)

func numError(fn, tok string, status int) error {
	text := "value out of range"
	if status == 1 {
		text = "invalid syntax"
	}
	return &scanErrorText{"strconv." + fn + ": parsing " + quote(tok, 0) + ": " + text}
}

type scanErrorText struct {
	text string
}

func (e *scanErrorText) Error() string { return e.text }

func (s *ss) scanNumber(verb rune, signed bool) (tok string, base int) {
	s.SkipSpace()
	s.notEOF()
	s.okVerb(verb, "bdoUxXv", "integer")
	base = 10
	digits := decimal
	have := false
	switch verb {
	case 'b':
		base, digits = 2, binary
	case 'o':
		base, digits = 8, octal
	case 'x', 'X', 'U':
		base, digits = 16, hexadecimal
	}
	if verb == 'U' {
		if !s.consume("U", false) || !s.consume("+", false) {
			s.failText("bad unicode format ")
		}
	} else {
		if signed {
			s.accept("+-")
		}
		if verb == 'v' {
			base = 0
			digits = decimal + "_"
			if s.peek("0") {
				s.accept("0")
				have = true
				switch {
				case s.accept("bB"):
					digits = binary + "_"
				case s.accept("oO"):
					digits = octal + "_"
				case s.accept("xX"):
					digits = hexadecimal + "_"
				default:
					digits = octal + "_"
				}
			}
		}
	}
	if !have {
		s.notEOF()
		if !s.accept(digits) {
			s.failText("expected integer")
		}
	}
	for s.accept(digits) {
	}
	return string(s.buf), base
}

func (s *ss) scanRune(bits uint) int64 {
	s.notEOF()
	r := int64(s.getRune())
	if x := r << (64 - bits) >> (64 - bits); x != r {
		s.failText("overflow on character value " + string(rune(r)))
	}
	return r
}

func (s *ss) scanInt(verb rune, bits uint) int64 {
	if verb == 'c' {
		return s.scanRune(bits)
	}
	tok, base := s.scanNumber(verb, true)
	i, status := parseInt(tok, base, 64)
	if status != 0 {
		s.fail(numError("ParseInt", tok, status))
	}
	if x := i << (64 - bits) >> (64 - bits); x != i {
		s.failText("integer overflow on token " + tok)
	}
	return i
}

func (s *ss) scanUint(verb rune, bits uint) uint64 {
	if verb == 'c' {
		return uint64(s.scanRune(bits))
	}
	tok, base := s.scanNumber(verb, false)
	u, status := parseUint(tok, base, 64)
	if status != 0 {
		s.fail(numError("ParseUint", tok, status))
	}
	if x := u << (64 - bits) >> (64 - bits); x != u {
		s.failText("unsigned integer overflow on token " + tok)
	}
	return u
}

func (s *ss) scanBool(verb rune) bool {
	s.SkipSpace()
	s.notEOF()
	s.okVerb(verb, "tv", "boolean")
	switch s.getRune() {
	case '1':
		return true
	case 't', 'T':
		if s.accept("rR") && (!s.accept("uU") || !s.accept("eE")) {
			s.failText("syntax error scanning boolean")
		}
		return true
	case 'f', 'F':
		if s.accept("aA") && (!s.accept("lL") || !s.accept("sS") || !s.accept("eE")) {
			s.failText("syntax error scanning boolean")
		}
	}
	return false
}

func (s *ss) floatToken() string {
	s.buf = s.buf[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.buf)
	}
	s.accept("+-")
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.buf)
	}
	digits := decimal + "_"
	exp := "eEpP"
	if s.accept("0") && s.accept("xX") {
		digits = hexadecimal + "_"
		exp = "pP"
	}
	for s.accept(digits) {
	}
	if s.accept(".") {
		for s.accept(digits) {
		}
	}
	if s.accept(exp) {
		s.accept("+-")
		for s.accept(decimal + "_") {
		}
	}
	return string(s.buf)
}

func (s *ss) parseFloat(tok string, bits int) float64 {
	p, x := -1, false
	for i := 0; i < len(tok); i++ {
		switch tok[i] {
		case 'p':
			p = i
		case 'x', 'X':
			x = true
		}
	}
	if p >= 0 && !x {
		// A decimal mantissa with a binary exponent.
		f, status := parseFloat(tok[:p], bits)
		if status != 0 {
			s.fail(numError("ParseFloat", tok[:p], status))
		}
		m, status := parseInt(tok[p+1:], 10, 0)
		if status != 0 {
			s.fail(numError("Atoi", tok[p+1:], status))
		}
		return ldexp(f, int(m))
	}
	f, status := parseFloat(tok, bits)
	if status != 0 {
		s.fail(numError("ParseFloat", tok, status))
	}
	return f
}

func (s *ss) scanFloat(verb rune, typ string, bits int) float64 {
	s.okVerb(verb, floatVerbs, typ)
	s.SkipSpace()
	s.notEOF()
	return s.parseFloat(s.floatToken(), bits)
}

func (s *ss) scanComplex(verb rune, bits int) complex128 {
	s.okVerb(verb, floatVerbs, "complex")
	s.SkipSpace()
	s.notEOF()
	parens := s.accept("(")
	re := s.floatToken()
	s.buf = s.buf[:0]
	if !s.accept("+-") {
		s.failText("syntax error scanning complex number")
	}
	sign := string(s.buf)
	im := s.floatToken()
	if !s.accept("i") || parens && !s.accept(")") {
		s.failText("syntax error scanning complex number")
	}
	return complex(s.parseFloat(re, bits/2), s.parseFloat(sign+im, bits/2))
}

func (s *ss) scanString(verb rune) string {
	s.okVerb(verb, "svqxX", "string")
	s.SkipSpace()
	s.notEOF()
	switch verb {
	case 'q':
		return s.quotedString()
	case 'x', 'X':
		return s.hexString()
	}
	return string(s.token(true, notSpace))
}

func (s *ss) quotedString() string {
	s.notEOF()
	q := s.getRune()
	switch q {
	case '`':
		for {
			r := s.mustReadRune()
			if r == q {
				return string(s.buf)
			}
			s.buf = utf8.AppendRune(s.buf, r)
		}
	case '"':
		s.buf = append(s.buf, '"')
		for {
			r := s.mustReadRune()
			s.buf = utf8.AppendRune(s.buf, r)
			if r == '\\' {
				s.buf = utf8.AppendRune(s.buf, s.mustReadRune())
			} else if r == '"' {
				break
			}
		}
		t, ok := unquote(string(s.buf))
		if !ok {
			s.failText("invalid syntax")
		}
		return t
	}
	s.failText("expected quoted string")
	return ""
}

func hexDigit(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case 'a' <= r && r <= 'f':
		return int(r-'a') + 10, true
	case 'A' <= r && r <= 'F':
		return int(r-'A') + 10, true
	}
	return 0, false
}

func (s *ss) hexString() string {
	s.notEOF()
	for {
		r := s.getRune()
		if r == eof {
			break
		}
		hi, ok := hexDigit(r)
		if !ok {
			s.UnreadRune()
			break
		}
		lo, ok := hexDigit(s.mustReadRune())
		if !ok {
			s.failText("illegal hex digit")
		}
		s.buf = append(s.buf, byte(hi<<4|lo))
	}
	if len(s.buf) == 0 {
		s.failText("no hex data for %x string")
	}
	return string(s.buf)
}

func (s *ss) scanOne(verb rune, arg any) {
	s.buf = s.buf[:0]
	if v, ok := arg.(Scanner); ok {
		if err := v.Scan(s, verb); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			s.fail(err)
		}
		return
	}
	if arg == nil {
		panic(&scanErrorText{"reflect: call of reflect.Value.Type on zero Value"})
	}
	if !s.store(verb, arg) {
		if p := basicPointer(arg); p == nil || !s.store(verb, p) {
			name, pointer := typeName(arg)
			if !pointer {
				s.failText("type not a pointer: " + name)
			}
			s.failText("can't scan type: " + name)
		}
	}
}

// store reads a value of a basic type; false if arg does not point to one.
func (s *ss) store(verb rune, arg any) bool {
	switch v := arg.(type) {
	case *int:
		*v = int(s.scanInt(verb, 64))
	case *string:
		*v = s.scanString(verb)
	case *float64:
		*v = s.scanFloat(verb, "float64", 64)
	case *bool:
		*v = s.scanBool(verb)
	case *int8:
		*v = int8(s.scanInt(verb, 8))
	case *int16:
		*v = int16(s.scanInt(verb, 16))
	case *int32:
		*v = int32(s.scanInt(verb, 32))
	case *int64:
		*v = s.scanInt(verb, 64)
	case *uint:
		*v = uint(s.scanUint(verb, 64))
	case *uint8:
		*v = uint8(s.scanUint(verb, 8))
	case *uint16:
		*v = uint16(s.scanUint(verb, 16))
	case *uint32:
		*v = uint32(s.scanUint(verb, 32))
	case *uint64:
		*v = s.scanUint(verb, 64)
	case *uintptr:
		*v = uintptr(s.scanUint(verb, 64))
	case *float32:
		*v = float32(s.scanFloat(verb, "float32", 32))
	case *complex64:
		*v = complex64(s.scanComplex(verb, 64))
	case *complex128:
		*v = s.scanComplex(verb, 128)
	case *[]byte:
		*v = []byte(s.scanString(verb))
	default:
		return false
	}
	return true
}

func (s *ss) scan(a []any) (n int, err error) {
	defer catch(&err)
	s.limit, s.maxWid = hugeWid, hugeWid
	for _, v := range a {
		s.scanOne('v', v)
		n++
	}
	if s.nlIsEnd {
		for {
			r := s.getRune()
			if r == '\n' || r == eof {
				break
			}
			if !isSpace(r) {
				s.failText("expected newline")
			}
		}
	}
	return
}

// literal matches the format, as far as there is no verb, with the input: bytes of the format used; -1 on a mismatch.
func (s *ss) literal(format string) (i int) {
	for i < len(format) {
		c, w := utf8.DecodeRuneInString(format[i:])
		if isSpace(c) {
			newlines := 0
			trailing := false
			for isSpace(c) && i < len(format) {
				if c == '\n' {
					newlines++
					trailing = false
				} else {
					trailing = true
				}
				i += w
				c, w = utf8.DecodeRuneInString(format[i:])
			}
			for j := 0; j < newlines; j++ {
				r := s.getRune()
				for isSpace(r) && r != '\n' {
					r = s.getRune()
				}
				if r != '\n' && r != eof {
					s.failText("newline in format does not match input")
				}
			}
			if trailing {
				r := s.getRune()
				if newlines == 0 {
					// Space that stands alone matches at least one space.
					if !isSpace(r) && r != eof {
						s.failText("expected space in input to match format")
					}
					if r == '\n' {
						s.failText("newline in input does not match format")
					}
				}
				for isSpace(r) && r != '\n' {
					r = s.getRune()
				}
				if r != eof {
					s.UnreadRune()
				}
			}
			continue
		}
		if c == '%' {
			if i+w == len(format) {
				s.failText("missing verb: % at end of format string")
			}
			if next, _ := utf8.DecodeRuneInString(format[i+w:]); next != '%' {
				return
			}
			i += w
		}
		if s.mustReadRune() != c {
			s.UnreadRune()
			return -1
		}
		i += w
	}
	return
}

// parsenum reads the decimal number at the start of s[start:end], and says where it ends; one above a million is none, and takes
// all.
func parsenum(s string, start, end int) (num int, isnum bool, newi int) {
	for newi = start; newi < end && '0' <= s[newi] && s[newi] <= '9'; newi++ {
		if num > 1e6 {
			return 0, false, end
		}
		num = num*10 + int(s[newi]-'0')
		isnum = true
	}
	return
}

func (s *ss) scanf(format string, a []any) (n int, err error) {
	defer catch(&err)
	s.limit = hugeWid
	for i := 0; i < len(format); {
		w := s.literal(format[i:])
		if w > 0 {
			i += w
			continue
		}
		if format[i] != '%' {
			s.failText("input does not match format")
		}
		i++
		width, given, next := parsenum(format, i, len(format)-1)
		i, s.maxWid = next, hugeWid
		if given {
			s.maxWid = width
		}
		c, w := utf8.DecodeRuneInString(format[i:])
		i += w
		if c != 'c' {
			s.SkipSpace()
		}
		if c == '%' {
			s.SkipSpace()
			s.notEOF()
			if !s.accept("%") {
				s.failText("missing literal %")
			}
			continue
		}
		s.limit = min(hugeWid, s.count+s.maxWid)
		if n >= len(a) {
			s.failText("too few operands for format '%" + format[i-w:] + "'")
		}
		s.scanOne(c, a[n])
		n++
		s.limit = hugeWid
	}
	if n < len(a) {
		s.failText("too many operands")
	}
	return
}
