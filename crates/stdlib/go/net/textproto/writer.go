package textproto

import (
	"bufio"
	"fmt"
	"io"
	"sync"
)

// A Writer writes lines.
type Writer struct {
	W   *bufio.Writer
	dot *dotWriter
}

// NewWriter makes a Writer.
func NewWriter(w *bufio.Writer) *Writer { return &Writer{W: w} }

// PrintfLine writes a line and flushes.
func (w *Writer) PrintfLine(format string, args ...any) error {
	w.closeDot()
	fmt.Fprintf(w.W, format, args...)
	w.W.WriteString("\r\n")
	return w.W.Flush()
}

// DotWriter returns a writer of a text that ends in a line with a single dot.
func (w *Writer) DotWriter() io.WriteCloser {
	w.closeDot()
	w.dot = &dotWriter{w: w}
	return w.dot
}

func (w *Writer) closeDot() {
	if w.dot != nil {
		w.dot.Close()
	}
}

type dotWriter struct {
	w    *Writer
	last byte // 0 before anything, '\n' at the start of a line
}

func (d *dotWriter) Write(b []byte) (n int, err error) {
	bw := d.w.W
	for n < len(b) {
		c := b[n]
		if (d.last == 0 || d.last == '\n') && c == '.' {
			bw.WriteByte('.')
		}
		if c == '\n' && d.last != '\r' {
			bw.WriteByte('\r')
		}
		if err = bw.WriteByte(c); err != nil {
			break
		}
		d.last = c
		n++
	}
	return
}

func (d *dotWriter) Close() error {
	if d.w.dot == d {
		d.w.dot = nil
	}
	bw := d.w.W
	switch d.last {
	case '\n':
	case '\r':
		bw.WriteByte('\n')
	default:
		bw.WriteString("\r\n")
	}
	bw.WriteString(".\r\n")
	return bw.Flush()
}

// A Conn is a connection with numbered requests.
type Conn struct {
	Reader
	Writer
	Pipeline
	conn io.ReadWriteCloser
}

// NewConn makes a Conn.
func NewConn(conn io.ReadWriteCloser) *Conn {
	return &Conn{Reader: Reader{R: bufio.NewReader(conn)}, Writer: Writer{W: bufio.NewWriter(conn)}, conn: conn}
}

// Close closes the connection.
func (c *Conn) Close() error { return c.conn.Close() }

// Cmd sends a line when it is its turn, and returns the number of the request.
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

// A Pipeline keeps requests and answers in order.
type Pipeline struct {
	mu       sync.Mutex
	id       uint
	request  sequencer
	response sequencer
}

// Next returns the next number.
func (p *Pipeline) Next() uint {
	p.mu.Lock()
	id := p.id
	p.id++
	p.mu.Unlock()
	return id
}

// StartRequest waits until it is the turn of a request.
func (p *Pipeline) StartRequest(id uint) { p.request.start(id) }

// EndRequest ends a request.
func (p *Pipeline) EndRequest(id uint) { p.request.end(id) }

// StartResponse waits until it is the turn of an answer.
func (p *Pipeline) StartResponse(id uint) { p.response.start(id) }

// EndResponse ends an answer.
func (p *Pipeline) EndResponse(id uint) { p.response.end(id) }

// A sequencer lets numbers pass one after the other.
type sequencer struct {
	mu   sync.Mutex
	id   uint
	wait map[uint]chan struct{}
}

func (s *sequencer) start(id uint) {
	s.mu.Lock()
	if s.id == id {
		s.mu.Unlock()
		return
	}
	c := make(chan struct{})
	if s.wait == nil {
		s.wait = map[uint]chan struct{}{}
	}
	s.wait[id] = c
	s.mu.Unlock()
	<-c
}

func (s *sequencer) end(id uint) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.id != id {
		panic("out of sync")
	}
	id++
	s.id = id
	if c := s.wait[id]; c != nil {
		delete(s.wait, id)
		close(c)
	}
}
