package fmt

import (
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
