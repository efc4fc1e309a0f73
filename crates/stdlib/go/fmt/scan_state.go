package fmt

// What scanning reads from, rune by rune.

import (
	"errors"
	"io"
	"unicode/utf8"
)

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
