// Package nettest has connections in memory, for tests.
package nettest

import (
	"errors"
	"io"
	"math"
	"net"
	"os"
	"sync"
	"time"
)

var errGone = errors.New("connection closed by peer")

// half is one direction of a connection.
type half struct {
	mu   sync.Mutex
	cond *sync.Cond

	addr     net.Addr // of the end that reads
	buf      []byte
	room     int
	shut     bool // by the end that reads
	ended    bool // by the end that writes
	readErr  error
	writeErr error
	closeErr error

	reading, writing deadline
}

type deadline struct {
	timer  *time.Timer
	passed bool
}

func newHalf(addr net.Addr) *half {
	h := &half{addr: addr, room: math.MaxInt}
	h.cond = sync.NewCond(&h.mu)
	return h
}

// change changes something that others wait for.
func (h *half) change(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f()
	h.cond.Broadcast()
}

// set sets one of the deadlines.
func (h *half) set(d *deadline, t time.Time) {
	h.change(func() {
		if d.timer != nil {
			d.timer.Stop()
			d.timer = nil
		}
		wait := time.Until(t)
		if d.passed = !t.IsZero() && wait <= 0; d.passed || t.IsZero() {
			return
		}
		var timer *time.Timer
		timer = time.AfterFunc(wait, func() {
			h.change(func() {
				if d.timer == timer {
					d.passed = true
				}
			})
		})
		d.timer = timer
	})
}

func (h *half) canRead() bool {
	return h.readErr != nil || h.reading.passed || len(h.buf) > 0 || h.shut || h.ended
}

func (h *half) read(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for !h.canRead() {
		h.cond.Wait()
	}
	switch {
	case h.shut:
		return 0, net.ErrClosed
	case h.reading.passed:
		return 0, os.ErrDeadlineExceeded
	case len(h.buf) > 0:
		n := copy(p, h.buf)
		h.buf = h.buf[n:]
		h.cond.Broadcast()
		return n, nil
	case h.ended:
		return 0, io.EOF
	}
	return 0, h.readErr
}

func (h *half) write(p []byte) (n int, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for n < len(p) {
		switch {
		case h.ended:
			return n, net.ErrClosed
		case h.writing.passed:
			return n, os.ErrDeadlineExceeded
		case h.shut:
			return n, errGone
		case h.writeErr != nil:
			return n, h.writeErr
		case len(h.buf) >= h.room:
			h.cond.Wait()
			continue
		}
		k := min(len(p)-n, h.room-len(h.buf))
		h.buf = append(h.buf, p[n:n+k]...)
		n += k
		h.cond.Broadcast()
	}
	return n, nil
}

// A Conn is one end of a connection.
type Conn struct {
	r, w *half
	peer *Conn
}

// NewConnPair returns both ends of a connection.
func NewConnPair() (*Conn, *Conn) {
	ip := net.IPv4(192, 0, 2, 1)
	return pair(&net.TCPAddr{IP: ip, Port: 10000}, &net.TCPAddr{IP: ip, Port: 10001})
}

func pair(one, other net.Addr) (*Conn, *Conn) {
	a, b := newHalf(one), newHalf(other)
	c, d := &Conn{r: a, w: b}, &Conn{r: b, w: a}
	c.peer, d.peer = d, c
	return c, d
}

// Peer returns the other end.
func (c *Conn) Peer() *Conn { return c.peer }

func (c *Conn) Read(b []byte) (n int, err error) {
	if n, err = c.r.read(b); err != nil && err != io.EOF {
		err = &net.OpError{Op: "read", Net: "tcp", Source: c.RemoteAddr(), Addr: c.LocalAddr(), Err: err}
	}
	return n, err
}

// CanRead reports whether Read has something, an error perhaps.
func (c *Conn) CanRead() (yes bool) {
	c.r.change(func() { yes = c.r.canRead() })
	return yes
}

func (c *Conn) Write(b []byte) (n int, err error) {
	if n, err = c.w.write(b); err != nil {
		err = &net.OpError{Op: "write", Net: "tcp", Source: c.LocalAddr(), Addr: c.RemoteAddr(), Err: err}
	}
	return n, err
}

// IsClosed reports whether this end is closed both ways.
func (c *Conn) IsClosed() bool {
	shut, ended := false, false
	c.r.change(func() { shut = c.r.shut })
	c.w.change(func() { ended = c.w.ended })
	return shut && ended
}

// CloseRead ends reading.
func (c *Conn) CloseRead() error {
	c.r.change(func() { c.r.shut, c.r.buf = true, nil })
	return nil
}

// CloseWrite ends writing.
func (c *Conn) CloseWrite() error {
	c.w.change(func() { c.w.ended = true })
	return nil
}

// Close ends both.
func (c *Conn) Close() error {
	var err error
	if c.IsClosed() {
		err = net.ErrClosed
	} else {
		c.r.change(func() { err = c.r.closeErr })
	}
	c.CloseRead()
	c.CloseWrite()
	if err != nil {
		err = &net.OpError{Op: "close", Net: "tcp", Addr: c.LocalAddr(), Err: err}
	}
	return err
}

// SetCloseError makes Close fail.
func (c *Conn) SetCloseError(err error) { c.r.change(func() { c.r.closeErr = err }) }

// SetReadError makes Read fail rather than wait.
func (c *Conn) SetReadError(err error) { c.r.change(func() { c.r.readErr = err }) }

// SetWriteError makes Write fail.
func (c *Conn) SetWriteError(err error) { c.w.change(func() { c.w.writeErr = err }) }

// SetReadBufferSize limits what waits to be read; there is no limit if it is negative.
func (c *Conn) SetReadBufferSize(size int) {
	if size < 0 {
		size = math.MaxInt
	}
	c.r.change(func() { c.r.room = size })
}

func (c *Conn) LocalAddr() (addr net.Addr) {
	c.r.change(func() { addr = c.r.addr })
	return addr
}

func (c *Conn) RemoteAddr() net.Addr { return c.peer.LocalAddr() }

// SetLocalAddr changes what LocalAddr returns.
func (c *Conn) SetLocalAddr(addr net.Addr) { c.r.change(func() { c.r.addr = addr }) }

func (c *Conn) SetDeadline(t time.Time) error {
	c.SetReadDeadline(t)
	return c.SetWriteDeadline(t)
}

func (c *Conn) SetReadDeadline(t time.Time) error {
	c.r.set(&c.r.reading, t)
	return nil
}

func (c *Conn) SetWriteDeadline(t time.Time) error {
	c.w.set(&c.w.writing, t)
	return nil
}

// A Listener accepts connections that its NewConn makes.
type Listener struct {
	mu                  sync.Mutex
	cond                *sync.Cond
	queue               []*Conn
	closed              bool
	addr                net.Addr
	acceptErr, closeErr error
	port                int
}

// NewListener returns one.
func NewListener() *Listener {
	l := &Listener{addr: &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80}, port: 10000}
	l.cond = sync.NewCond(&l.mu)
	return l
}

func (l *Listener) change(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f()
	l.cond.Broadcast()
}

func (l *Listener) fail(op string, err error) error {
	if err == nil {
		return nil
	}
	return &net.OpError{Op: op, Net: "tcp", Addr: l.addr, Err: err}
}

// Close ends accepting; connections that wait are closed.
func (l *Listener) Close() (err error) {
	l.change(func() {
		if err = l.closeErr; l.closed {
			err = net.ErrClosed
		}
		l.closed = true
		for _, c := range l.queue {
			c.Close()
		}
		l.queue = nil
		err = l.fail("close", err)
	})
	return err
}

func (l *Listener) Addr() (addr net.Addr) {
	l.change(func() { addr = l.addr })
	return addr
}

// SetAddr changes what Addr returns.
func (l *Listener) SetAddr(addr net.Addr) { l.change(func() { l.addr = addr }) }

// SetAcceptError makes Accept fail.
func (l *Listener) SetAcceptError(err error) { l.change(func() { l.acceptErr = err }) }

// SetCloseError makes Close fail.
func (l *Listener) SetCloseError(err error) { l.change(func() { l.closeErr = err }) }

// NewConn makes a connection and returns the client's end.
func (l *Listener) NewConn() *Conn { return l.NewConnConfig(nil) }

// NewConnConfig is NewConn; f is called with the server's end before it is accepted.
func (l *Listener) NewConnConfig(f func(*Conn)) *Conn {
	var client *Conn
	l.change(func() {
		l.port++
		var server *Conn
		client, server = pair(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 2), Port: l.port}, l.addr)
		if f != nil {
			f(server)
		}
		if l.closed {
			server.Close()
			return
		}
		l.queue = append(l.queue, server)
	})
	return client
}

// Accept returns the server's end of the next connection.
func (l *Listener) Accept() (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.closed && l.acceptErr == nil && len(l.queue) == 0 {
		l.cond.Wait()
	}
	switch {
	case l.closed:
		return nil, l.fail("accept", net.ErrClosed)
	case len(l.queue) == 0:
		return nil, l.fail("accept", l.acceptErr)
	}
	c := l.queue[0]
	l.queue = l.queue[1:]
	return c, nil
}
