package textproto

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// An Error is an answer of a server that says that something is wrong.
type Error struct {
	Code int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("%03d %q", e.Code, e.Msg) }

// A ProtocolError is a violation of the protocol.
type ProtocolError string

func (p ProtocolError) Error() string { return string(p) }

func fault(format string, text string) error { return ProtocolError(fmt.Sprintf(format, text)) }

var errTooLarge = errors.New("message too large")

// A Reader reads lines.
type Reader struct {
	R   *bufio.Reader
	dot *dotReader
	buf []byte
}

// NewReader makes a Reader.
func NewReader(r *bufio.Reader) *Reader { return &Reader{R: r} }

// ReadLine reads a line without its end.
func (r *Reader) ReadLine() (string, error) {
	line, err := r.line(-1)
	return string(line), err
}

// ReadLineBytes reads a line without its end.
func (r *Reader) ReadLineBytes() ([]byte, error) {
	line, err := r.line(-1)
	if line != nil {
		line = bytes.Clone(line)
	}
	return line, err
}

func (r *Reader) line(limit int64) ([]byte, error) {
	r.closeDot()
	var line []byte
	for {
		l, more, err := r.R.ReadLine()
		if err != nil {
			return nil, err
		}
		if limit >= 0 && int64(len(line))+int64(len(l)) > limit {
			return nil, errTooLarge
		}
		if line == nil && !more {
			return l, nil
		}
		line = append(line, l...)
		if !more {
			return line, nil
		}
	}
}

// ReadContinuedLine reads a line with those behind it that begin with a space.
func (r *Reader) ReadContinuedLine() (string, error) {
	line, err := r.continued(-1, nil)
	return string(line), err
}

// ReadContinuedLineBytes reads a line with those behind it that begin with a space.
func (r *Reader) ReadContinuedLineBytes() ([]byte, error) {
	line, err := r.continued(-1, nil)
	if line != nil {
		line = bytes.Clone(line)
	}
	return line, err
}

func (r *Reader) continued(limit int64, check func([]byte) error) ([]byte, error) {
	line, err := r.line(limit)
	if err != nil || len(line) == 0 {
		return line, err
	}
	if check != nil {
		if err := check(line); err != nil {
			return nil, err
		}
	}
	if r.R.Buffered() > 1 {
		next, _ := r.R.Peek(2)
		if len(next) > 0 && letter(next[0]) || len(next) == 1 && next[0] == '\n' || len(next) == 2 && next[0] == '\r' && next[1] == '\n' {
			return TrimBytes(line), nil
		}
	}
	r.buf = append(r.buf[:0], TrimBytes(line)...)
	if limit < 0 {
		limit = math.MaxInt64
	}
	limit -= int64(len(r.buf))
	for r.skipSpace() > 0 {
		r.buf = append(r.buf, ' ')
		if int64(len(r.buf)) >= limit {
			return nil, errTooLarge
		}
		line, err := r.line(limit - int64(len(r.buf)))
		if err != nil {
			break
		}
		r.buf = append(r.buf, TrimBytes(line)...)
	}
	return r.buf, nil
}

func letter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }

func (r *Reader) skipSpace() int {
	n := 0
	for {
		c, err := r.R.ReadByte()
		if err != nil {
			return n
		}
		if c != ' ' && c != '\t' {
			r.R.UnreadByte()
			return n
		}
		n++
	}
}

func (r *Reader) codeLine(expect int) (code int, more bool, message string, err error) {
	line, err := r.ReadLine()
	if err != nil {
		return
	}
	return parseCodeLine(line, expect)
}

func parseCodeLine(line string, expect int) (code int, more bool, message string, err error) {
	if len(line) < 4 || line[3] != ' ' && line[3] != '-' {
		err = fault("short response: %q", line)
		return
	}
	more = line[3] == '-'
	code, err = strconv.Atoi(line[:3])
	if err != nil || code < 100 {
		err = fault("invalid response code: %q", line)
		return
	}
	message = line[4:]
	if 1 <= expect && expect < 10 && code/100 != expect || 10 <= expect && expect < 100 && code/10 != expect || 100 <= expect && expect < 1000 && code != expect {
		err = &Error{code, message}
	}
	return
}

// ReadCodeLine reads a line that begins with a code; an Error is returned if it is not the expected one.
func (r *Reader) ReadCodeLine(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.codeLine(expectCode)
	if err == nil && more {
		err = fault("unexpected multi-line response: %q", message)
	}
	return
}

// ReadResponse reads an answer that may have several lines.
func (r *Reader) ReadResponse(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.codeLine(expectCode)
	several := more
	for more {
		line, e := r.ReadLine()
		if e != nil {
			return 0, "", e
		}
		var code2 int
		var part string
		code2, more, part, e = parseCodeLine(line, 0)
		if e != nil || code2 != code {
			message += "\n" + strings.TrimRight(line, "\r\n")
			more = true
			continue
		}
		message += "\n" + part
	}
	if err != nil && several && message != "" {
		err = &Error{code, message}
	}
	return
}

// DotReader returns a reader of the text up to a line with a single dot.
func (r *Reader) DotReader() io.Reader {
	r.closeDot()
	r.dot = &dotReader{r: r}
	return r.dot
}

type dotReader struct {
	r     *Reader
	state int
}

// States of a dotReader: where it is in a line.
const (
	lineStart = iota
	afterDot
	afterDotCR
	afterCR
	inLine
	atEnd
)

func (d *dotReader) Read(b []byte) (n int, err error) {
	br := d.r.R
	for n < len(b) && d.state != atEnd {
		var c byte
		if c, err = br.ReadByte(); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			break
		}
		switch d.state {
		case lineStart:
			if c == '.' {
				d.state = afterDot
				continue
			}
			if c == '\r' {
				d.state = afterCR
				continue
			}
			d.state = inLine
		case afterDot:
			if c == '\r' {
				d.state = afterDotCR
				continue
			}
			if c == '\n' {
				d.state = atEnd
				continue
			}
			d.state = inLine
		case afterDotCR:
			if c == '\n' {
				d.state = atEnd
				continue
			}
			br.UnreadByte()
			c = '\r'
			d.state = inLine
		case afterCR:
			if c == '\n' {
				d.state = lineStart
				break
			}
			br.UnreadByte()
			c = '\r'
			d.state = inLine
		case inLine:
			if c == '\r' {
				d.state = afterCR
				continue
			}
			if c == '\n' {
				d.state = lineStart
			}
		}
		b[n] = c
		n++
	}
	if err == nil && d.state == atEnd {
		err = io.EOF
	}
	if err != nil && d.r.dot == d {
		d.r.dot = nil
	}
	return
}

func (r *Reader) closeDot() {
	if r.dot == nil {
		return
	}
	buf := make([]byte, 128)
	for r.dot != nil {
		r.dot.Read(buf)
	}
}

// ReadDotBytes reads the text up to a line with a single dot.
func (r *Reader) ReadDotBytes() ([]byte, error) { return io.ReadAll(r.DotReader()) }

// ReadDotLines reads the lines up to one with a single dot.
func (r *Reader) ReadDotLines() ([]string, error) {
	var lines []string
	for {
		line, err := r.ReadLine()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return lines, err
		}
		if len(line) > 0 && line[0] == '.' {
			if len(line) == 1 {
				return lines, nil
			}
			line = line[1:]
		}
		lines = append(lines, line)
	}
}

// ReadMIMEHeader reads a header up to the empty line behind it.
func (r *Reader) ReadMIMEHeader() (MIMEHeader, error) {
	return readMIMEHeader(r, math.MaxInt64, math.MaxInt64)
}

func readMIMEHeader(r *Reader, maxMemory, maxHeaders int64) (MIMEHeader, error) {
	m := MIMEHeader{}
	if buf, err := r.R.Peek(1); err == nil && (buf[0] == ' ' || buf[0] == '\t') {
		line, err := r.line(maxMemory)
		if err != nil {
			return m, err
		}
		return m, fault("malformed MIME header initial line: %q", string(line))
	}
	for {
		kv, err := r.continued(maxMemory, mustHaveColon)
		if len(kv) == 0 {
			return m, err
		}
		i := bytes.IndexByte(kv, ':')
		if i < 0 {
			return m, fault("malformed MIME header line: %q", string(kv))
		}
		key, ok := headerKey(kv[:i])
		if !ok {
			return m, fault("malformed MIME header line: %q", string(kv))
		}
		v := kv[i+1:]
		for _, c := range v {
			if c != '\t' && c < ' ' || c == 0x7f {
				return m, fault("malformed MIME header line: %q", string(kv))
			}
		}
		maxHeaders--
		if maxHeaders < 0 {
			return nil, errTooLarge
		}
		value := string(bytes.TrimLeft(v, " \t"))
		if m[key] == nil {
			maxMemory -= int64(len(key)) + 100
		}
		maxMemory -= int64(len(value))
		if maxMemory < 0 {
			return m, errTooLarge
		}
		m[key] = append(m[key], value)
		if err != nil {
			return m, err
		}
	}
}

func mustHaveColon(line []byte) error {
	if bytes.IndexByte(line, ':') < 0 {
		return ProtocolError(fmt.Sprintf("malformed MIME header: missing colon: %q", line))
	}
	return nil
}

// headerKey makes a key canonical; false if it is none. Keys with spaces are kept as they are.
func headerKey(b []byte) (string, bool) {
	if len(b) == 0 {
		return "", false
	}
	plain := true
	for _, c := range b {
		if c == ' ' {
			plain = false
		} else if !token(c) {
			return "", false
		}
	}
	if !plain {
		return string(b), true
	}
	canonical(b)
	return string(b), true
}
