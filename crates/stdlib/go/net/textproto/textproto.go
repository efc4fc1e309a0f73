// Package textproto is what text protocols share: lines, heads, numbered replies, text that ends in a dot.
package textproto

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
)

// An Error is a reply that was not expected.
type Error struct {
	Code int
	Msg  string
}

func (e *Error) Error() string {
	s := strconv.Itoa(e.Code)
	for len(s) < 3 {
		s = "0" + s
	}
	return s + " " + e.Msg
}

// A ProtocolError is an answer that breaks the rules.
type ProtocolError string

func (p ProtocolError) Error() string { return string(p) }

const space = " \t\r\n"

// TrimString trims white space of ASCII.
func TrimString(s string) string { return strings.Trim(s, space) }

// TrimBytes trims white space of ASCII.
func TrimBytes(b []byte) []byte { return bytes.Trim(b, space) }

// A Conn is both sides of a protocol, and the order of its requests.
type Conn struct {
	Reader
	Writer
	Pipeline
	conn io.ReadWriteCloser
}

// NewConn returns a Conn on a connection.
func NewConn(conn io.ReadWriteCloser) *Conn {
	return &Conn{Reader: Reader{R: bufio.NewReader(conn)}, Writer: Writer{W: bufio.NewWriter(conn)}, conn: conn}
}

// Dial connects to an address.
func Dial(network, addr string) (*Conn, error) {
	c, err := net.Dial(network, addr)
	if err != nil {
		return nil, err
	}
	return NewConn(c), nil
}

func (c *Conn) Close() error { return c.conn.Close() }

// Cmd sends a line when its turn comes.
func (c *Conn) Cmd(format string, args ...any) (id uint, err error) {
	id = c.Next()
	c.StartRequest(id)
	err = c.PrintfLine(format, args...)
	c.EndRequest(id)
	if err != nil {
		return 0, err
	}
	return id, nil
}

// A Pipeline gives requests and responses their turns.
type Pipeline struct {
	mu       sync.Mutex
	id       uint
	request  turns
	response turns
}

// Next returns the number of the next request.
func (p *Pipeline) Next() uint {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := p.id
	p.id++
	return id
}

func (p *Pipeline) StartRequest(id uint)  { p.request.start(id) }
func (p *Pipeline) EndRequest(id uint)    { p.request.end(id) }
func (p *Pipeline) StartResponse(id uint) { p.response.start(id) }
func (p *Pipeline) EndResponse(id uint)   { p.response.end(id) }

// turns lets one after the other go on.
type turns struct {
	mu   sync.Mutex
	id   uint
	wait map[uint]chan struct{}
}

func (t *turns) start(id uint) {
	t.mu.Lock()
	if t.id == id {
		t.mu.Unlock()
		return
	}
	c := make(chan struct{})
	if t.wait == nil {
		t.wait = make(map[uint]chan struct{})
	}
	t.wait[id] = c
	t.mu.Unlock()
	<-c
}

func (t *turns) end(id uint) {
	t.mu.Lock()
	if t.id != id {
		t.mu.Unlock()
		panic("out of sync")
	}
	id++
	t.id = id
	c := t.wait[id]
	delete(t.wait, id)
	t.mu.Unlock()
	if c != nil {
		close(c)
	}
}

// A Writer writes lines.
type Writer struct {
	W   *bufio.Writer
	dot *dotWriter
}

func NewWriter(w *bufio.Writer) *Writer { return &Writer{W: w} }

// PrintfLine writes a formatted line.
func (w *Writer) PrintfLine(format string, args ...any) error {
	w.closeDot()
	fmt.Fprintf(w.W, format, args...)
	w.W.WriteString("\r\n")
	return w.W.Flush()
}

// DotWriter returns a writer for text of many lines, which Close ends with a dot.
func (w *Writer) DotWriter() io.WriteCloser {
	w.closeDot()
	w.dot = &dotWriter{w: w, start: true}
	return w.dot
}

func (w *Writer) closeDot() {
	if w.dot != nil {
		w.dot.Close()
	}
}

type dotWriter struct {
	w     *Writer
	start bool // at the start of a line
	cr    bool // after \r
}

func (d *dotWriter) Write(b []byte) (n int, err error) {
	out := d.w.W
	for n < len(b) && err == nil {
		c := b[n]
		if d.start && c == '.' {
			out.WriteByte('.')
		}
		if c == '\n' && !d.cr {
			out.WriteByte('\r')
		}
		d.start, d.cr = c == '\n', c == '\r'
		if err = out.WriteByte(c); err == nil {
			n++
		}
	}
	return n, err
}

func (d *dotWriter) Close() error {
	if d.w.dot == d {
		d.w.dot = nil
	}
	out := d.w.W
	if d.cr {
		out.WriteByte('\n')
	} else if !d.start {
		out.WriteString("\r\n")
	}
	out.WriteString(".\r\n")
	return out.Flush()
}

// A Reader reads lines.
type Reader struct {
	R   *bufio.Reader
	dot *dotReader
	buf []byte
}

func NewReader(r *bufio.Reader) *Reader { return &Reader{R: r} }

var errTooLarge = errors.New("message too large")

// line reads one line without its end; it is valid until the next read.
func (r *Reader) line(limit int) ([]byte, error) {
	r.closeDot()
	r.buf = r.buf[:0]
	for {
		part, more, err := r.R.ReadLine()
		if err != nil {
			return nil, err
		}
		if limit >= 0 && len(r.buf)+len(part) > limit {
			return nil, errTooLarge
		}
		if len(r.buf) == 0 && !more {
			return part, nil
		}
		r.buf = append(r.buf, part...)
		if !more {
			return r.buf, nil
		}
	}
}

// ReadLine reads a line without its end.
func (r *Reader) ReadLine() (string, error) {
	b, err := r.line(-1)
	return string(b), err
}

// ReadLineBytes reads a line without its end.
func (r *Reader) ReadLineBytes() ([]byte, error) {
	b, err := r.line(-1)
	if err != nil {
		return nil, err
	}
	return bytes.Clone(b), nil
}

// ReadContinuedLine reads a line and those that continue it.
func (r *Reader) ReadContinuedLine() (string, error) {
	b, err := r.ReadContinuedLineBytes()
	return string(b), err
}

// ReadContinuedLineBytes reads a line and those that continue it.
func (r *Reader) ReadContinuedLineBytes() ([]byte, error) {
	b, err := r.line(-1)
	if err != nil || len(b) == 0 {
		return nil, err
	}
	out := bytes.Clone(TrimBytes(b))
	for {
		next, err := r.R.Peek(1)
		if err != nil || next[0] != ' ' && next[0] != '\t' {
			return out, nil
		}
		if b, err = r.line(-1); err != nil {
			return out, nil
		}
		out = append(append(out, ' '), TrimBytes(b)...)
	}
}

// ReadMIMEHeader reads a head up to its blank line.
func (r *Reader) ReadMIMEHeader() (MIMEHeader, error) {
	var block []byte
	for {
		b, err := r.line(-1)
		if err != nil {
			h, bad := parseHead(string(block))
			if err == io.EOF && len(block) > 0 {
				err = io.ErrUnexpectedEOF
			}
			if bad != nil {
				err = bad
			}
			return h, err
		}
		if len(b) == 0 {
			return parseHead(string(block))
		}
		block = append(append(block, b...), '\n')
		if b[0] != ' ' && b[0] != '\t' && bytes.IndexByte(b, ':') < 0 {
			// Nothing beyond a bad line is read.
			return parseHead(string(block))
		}
	}
}

// code splits a reply into its number, whether more follows, and the text.
func (r *Reader) code(expect int) (code int, more bool, message string, err error) {
	line, err := r.ReadLine()
	if err != nil {
		return 0, false, "", err
	}
	if len(line) < 4 || line[3] != ' ' && line[3] != '-' {
		return 0, false, "", ProtocolError("short response: " + line)
	}
	more = line[3] == '-'
	code, err = strconv.Atoi(line[:3])
	if err != nil || code < 100 {
		return 0, false, "", ProtocolError("invalid response code: " + line)
	}
	message = line[4:]
	if 1 <= expect && expect < 10 && code/100 != expect || 10 <= expect && expect < 100 && code/10 != expect ||
		100 <= expect && expect < 1000 && code != expect {
		err = &Error{code, message}
	}
	return code, more, message, err
}

// ReadCodeLine reads a reply of one line.
func (r *Reader) ReadCodeLine(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.code(expectCode)
	if err == nil && more {
		err = ProtocolError("unexpected multi-line response: " + message)
	}
	return code, message, err
}

// ReadResponse reads a reply of any number of lines.
func (r *Reader) ReadResponse(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.code(expectCode)
	multi := more
	for more {
		line, err := r.ReadLine()
		if err != nil {
			return 0, "", err
		}
		if len(line) >= 4 && (line[3] == ' ' || line[3] == '-') {
			if c, e := strconv.Atoi(line[:3]); e == nil && c == code {
				more = line[3] == '-'
				message += "\n" + line[4:]
				continue
			}
		}
		message += "\n" + strings.TrimRight(line, "\r\n")
	}
	if err != nil && multi && message != "" {
		err = &Error{code, message}
	}
	return code, message, err
}

// DotReader returns a reader of text up to a line that is a dot.
func (r *Reader) DotReader() io.Reader {
	r.closeDot()
	r.dot = &dotReader{r: r}
	return r.dot
}

func (r *Reader) closeDot() {
	if r.dot == nil {
		return
	}
	io.Copy(io.Discard, r.dot)
	r.dot = nil
}

type dotReader struct {
	r    *Reader
	rest []byte
	err  error
}

func (d *dotReader) Read(b []byte) (n int, err error) {
	for len(d.rest) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		if len(b) == 0 {
			return 0, nil
		}
		line, err := d.r.R.ReadBytes('\n')
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			d.err = err
			d.leave()
		}
		if n := len(line); n >= 2 && line[n-2] == '\r' && line[n-1] == '\n' {
			line = append(line[:n-2], '\n')
		}
		if len(line) > 0 && line[0] == '.' {
			if line = line[1:]; len(line) == 1 && line[0] == '\n' {
				d.err = io.EOF
				d.leave()
				continue
			}
		}
		d.rest = line
	}
	n = copy(b, d.rest)
	d.rest = d.rest[n:]
	return n, nil
}

func (d *dotReader) leave() {
	if d.r.dot == d {
		d.r.dot = nil
	}
}

// ReadDotBytes reads text up to a line that is a dot.
func (r *Reader) ReadDotBytes() ([]byte, error) { return io.ReadAll(r.DotReader()) }

// ReadDotLines reads lines up to one that is a dot.
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
		if strings.HasPrefix(line, ".") {
			if line == "." {
				return lines, nil
			}
			line = line[1:]
		}
		lines = append(lines, line)
	}
}
