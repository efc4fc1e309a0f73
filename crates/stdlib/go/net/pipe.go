package net

import (
	"io"
	"os"
	"sync"
	"time"
)

// pipeDeadline is a deadline whose channel is closed when it has passed.
type pipeDeadline struct {
	mu     sync.Mutex
	timer  *time.Timer
	passed chan struct{}
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func (d *pipeDeadline) set(t time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil && !d.timer.Stop() {
		<-d.passed
	}
	d.timer = nil
	was := isClosed(d.passed)
	if t.IsZero() {
		if was {
			d.passed = make(chan struct{})
		}
		return
	}
	if wait := time.Until(t); wait > 0 {
		if was {
			d.passed = make(chan struct{})
		}
		c := d.passed
		d.timer = time.AfterFunc(wait, func() { close(c) })
		return
	}
	if !was {
		close(d.passed)
	}
}

func (d *pipeDeadline) wait() chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.passed
}

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "pipe" }

// pipe is one end: data goes over the channels, and the reader answers how much it took.
type pipe struct {
	wlock sync.Mutex

	in      <-chan []byte
	taken   chan<- int
	out     chan<- []byte
	gone    <-chan int
	once    sync.Once
	done    chan struct{}
	peer    <-chan struct{}
	reading pipeDeadline
	writing pipeDeadline
}

// Pipe returns two ends of a connection in memory, without buffer.
func Pipe() (Conn, Conn) {
	ab, ba := make(chan []byte), make(chan []byte)
	abTaken, baTaken := make(chan int), make(chan int)
	aDone, bDone := make(chan struct{}), make(chan struct{})
	a := &pipe{in: ba, taken: baTaken, out: ab, gone: abTaken, done: aDone, peer: bDone}
	b := &pipe{in: ab, taken: abTaken, out: ba, gone: baTaken, done: bDone, peer: aDone}
	for _, p := range []*pipe{a, b} {
		p.reading.passed, p.writing.passed = make(chan struct{}), make(chan struct{})
	}
	return a, b
}

func (*pipe) LocalAddr() Addr  { return pipeAddr{} }
func (*pipe) RemoteAddr() Addr { return pipeAddr{} }

func (p *pipe) Read(b []byte) (int, error) {
	n, err := p.read(b)
	if err != nil && err != io.EOF && err != io.ErrClosedPipe {
		err = &OpError{Op: "read", Net: "pipe", Err: err}
	}
	return n, err
}

func (p *pipe) read(b []byte) (int, error) {
	switch {
	case isClosed(p.done):
		return 0, io.ErrClosedPipe
	case isClosed(p.peer):
		return 0, io.EOF
	case isClosed(p.reading.wait()):
		return 0, os.ErrDeadlineExceeded
	}
	select {
	case data := <-p.in:
		n := copy(b, data)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, io.ErrClosedPipe
	case <-p.peer:
		return 0, io.EOF
	case <-p.reading.wait():
		return 0, os.ErrDeadlineExceeded
	}
}

func (p *pipe) Write(b []byte) (int, error) {
	n, err := p.write(b)
	if err != nil && err != io.ErrClosedPipe {
		err = &OpError{Op: "write", Net: "pipe", Err: err}
	}
	return n, err
}

func (p *pipe) write(b []byte) (n int, err error) {
	switch {
	case isClosed(p.done), isClosed(p.peer):
		return 0, io.ErrClosedPipe
	case isClosed(p.writing.wait()):
		return 0, os.ErrDeadlineExceeded
	}
	p.wlock.Lock()
	defer p.wlock.Unlock()
	for once := true; once || len(b) > 0; once = false {
		select {
		case p.out <- b:
			m := <-p.gone
			b = b[m:]
			n += m
		case <-p.done:
			return n, io.ErrClosedPipe
		case <-p.peer:
			return n, io.ErrClosedPipe
		case <-p.writing.wait():
			return n, os.ErrDeadlineExceeded
		}
	}
	return n, nil
}

func (p *pipe) SetDeadline(t time.Time) error {
	if isClosed(p.done) || isClosed(p.peer) {
		return io.ErrClosedPipe
	}
	p.reading.set(t)
	p.writing.set(t)
	return nil
}

func (p *pipe) SetReadDeadline(t time.Time) error {
	if isClosed(p.done) || isClosed(p.peer) {
		return io.ErrClosedPipe
	}
	p.reading.set(t)
	return nil
}

func (p *pipe) SetWriteDeadline(t time.Time) error {
	if isClosed(p.done) || isClosed(p.peer) {
		return io.ErrClosedPipe
	}
	p.writing.set(t)
	return nil
}

func (p *pipe) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}
