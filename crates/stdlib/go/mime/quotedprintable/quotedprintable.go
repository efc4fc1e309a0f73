// Package quotedprintable: the quoted-printable encoding of RFC 2045.
package quotedprintable

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// A Reader decodes what it reads.
type Reader struct {
	br   *bufio.Reader
	rerr error  // what the last line was read with
	line []byte // not yet decoded
}

// NewReader returns a Reader.
func NewReader(r io.Reader) *Reader { return &Reader{br: bufio.NewReader(r)} }

func hexByte(b []byte) (v byte, err error) {
	if len(b) < 2 {
		return 0, io.ErrUnexpectedEOF
	}
	for _, c := range b[:2] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		default:
			return 0, fmt.Errorf("quotedprintable: invalid hex byte 0x%02x", c)
		}
		v = v<<4 | c
	}
	return v, nil
}

func isSpace(c rune) bool { return c == '\n' || c == '\r' || c == ' ' || c == '\t' }

func (r *Reader) Read(p []byte) (n int, err error) {
	for len(p) > 0 {
		if len(r.line) == 0 {
			if r.rerr != nil {
				return n, r.rerr
			}
			if err := r.nextLine(); err != nil {
				return n, err
			}
			continue
		}
		c := r.line[0]
		switch {
		case c == '=':
			v, err := hexByte(r.line[1:])
			if err != nil {
				if len(r.line) >= 2 && r.line[1] != '\r' && r.line[1] != '\n' {
					// An equals sign that means nothing stands for itself.
					break
				}
				return n, err
			}
			c = v
			r.line = r.line[2:]
		case c == '\t' || c == '\r' || c == '\n':
		case c >= 0x80:
			// Not allowed, but seen.
		case c < ' ' || c > '~':
			return n, fmt.Errorf("quotedprintable: invalid unescaped byte 0x%02x in body", c)
		}
		p[0] = c
		p = p[1:]
		r.line = r.line[1:]
		n++
	}
	return n, nil
}

// nextLine reads a line and takes off white space at its end, or a soft line end.
func (r *Reader) nextLine() error {
	r.line, r.rerr = r.br.ReadSlice('\n')
	if r.rerr == bufio.ErrBufferFull {
		whole := append([]byte(nil), r.line...)
		for r.rerr == bufio.ErrBufferFull {
			var more []byte
			more, r.rerr = r.br.ReadSlice('\n')
			whole = append(whole, more...)
		}
		r.line = whole
	}
	if len(r.line) == 0 {
		return r.rerr
	}
	hasLF := bytes.HasSuffix(r.line, []byte("\n"))
	hasCR := bytes.HasSuffix(r.line, []byte("\r\n"))
	whole := r.line
	r.line = bytes.TrimRightFunc(whole, isSpace)
	if bytes.HasSuffix(r.line, []byte("=")) {
		right := bytes.TrimLeft(whole[len(r.line):], " \t")
		r.line = r.line[:len(r.line)-1]
		if !bytes.HasPrefix(right, []byte("\n")) && !bytes.HasPrefix(right, []byte("\r\n")) &&
			!(len(right) == 0 && len(r.line) > 0 && r.rerr == io.EOF) {
			r.rerr = fmt.Errorf("quotedprintable: invalid bytes after =: %q", right)
		}
	} else if hasLF {
		if hasCR {
			r.line = append(r.line, "\r\n"...)
		} else {
			r.line = append(r.line, '\n')
		}
	}
	return nil
}

const lineMax = 76

// A Writer encodes what is written to it; Close writes the end.
type Writer struct {
	// Binary says that line ends are data, too.
	Binary bool

	w    io.Writer
	line []byte
	cr   bool
}

// NewWriter returns a Writer.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

func (w *Writer) Write(p []byte) (n int, err error) {
	for i, c := range p {
		if err := w.put(c); err != nil {
			return i, err
		}
	}
	return len(p), nil
}

func (w *Writer) put(c byte) error {
	if !w.Binary && (c == '\r' || c == '\n') {
		if w.cr && c == '\n' {
			// The end of \r\n, which is written. Escaped bytes between do not count.
			w.cr = false
			return nil
		}
		w.cr = w.cr || c == '\r'
		if err := w.escapeLast(); err != nil {
			return err
		}
		return w.endLine("\r\n")
	}
	if c >= '!' && c <= '~' && c != '=' || c == ' ' || c == '\t' {
		w.cr = false
		if len(w.line) == lineMax-1 {
			if err := w.endLine("=\r\n"); err != nil {
				return err
			}
		}
		w.line = append(w.line, c)
		return nil
	}
	return w.escape(c)
}

func (w *Writer) escape(c byte) error {
	const upperHex = "0123456789ABCDEF"
	if len(w.line) > lineMax-1-3 {
		if err := w.endLine("=\r\n"); err != nil {
			return err
		}
	}
	w.line = append(w.line, '=', upperHex[c>>4], upperHex[c&15])
	return nil
}

// escapeLast escapes white space at the end of a line.
func (w *Writer) escapeLast() error {
	if n := len(w.line); n > 0 {
		if c := w.line[n-1]; c == ' ' || c == '\t' {
			w.line = w.line[:n-1]
			return w.escape(c)
		}
	}
	return nil
}

func (w *Writer) endLine(end string) error {
	_, err := w.w.Write(append(w.line, end...))
	w.line = w.line[:0]
	return err
}

// Close writes what is left; the destination stays open.
func (w *Writer) Close() error {
	if err := w.escapeLast(); err != nil {
		return err
	}
	_, err := w.w.Write(w.line)
	w.line = w.line[:0]
	return err
}
