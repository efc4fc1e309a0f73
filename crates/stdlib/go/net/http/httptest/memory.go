package httptest

// Servers without a port: connections in memory.

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"
)

// NewTestServer returns a server that is reached by its Client in memory, whatever host a request names. The end of the test
// closes it. It may be changed until Client, Start or StartTLS is called.
func NewTestServer(t testing.TB, handler http.Handler) *Server {
	if handler == nil {
		handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	}
	s := &Server{memory: true}
	s.Config = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				t.Errorf("httptest: panic in server handler: %v", p)
			}
			if p != nil {
				panic(http.ErrAbortHandler)
			}
		}()
		handler.ServeHTTP(w, r)
	})}
	t.Cleanup(s.Close)
	return s
}

// startMemory starts a server that is in memory.
func (s *Server) startMemory() {
	s.memory = false
	s.URL = "http://example.com"
	plain, secure := newMemListener(), newMemListener()
	s.inner = []net.Listener{plain, secure}
	s.prepareTLS()
	roots := x509.NewCertPool()
	roots.AddCert(s.certificate)
	config := &tls.Config{RootCAs: roots, ServerName: "example.com"}
	t := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: s.EnableHTTP2}
	if p := s.Config.Protocols; p != nil {
		t.Protocols = p
	}
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) { return plain.dial() }
	offered := s.TLS.NextProtos
	t.DialTLSContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := secure.dial()
		if err != nil {
			return nil, err
		}
		own := config.Clone()
		own.NextProtos = offered
		client := tls.Client(c, own)
		if err := client.HandshakeContext(ctx); err != nil {
			c.Close()
			return nil, err
		}
		return client, nil
	}
	s.client = &http.Client{Transport: t}
	s.wrap()
	s.serve(plain)
	s.serve(tls.NewListener(secure, s.TLS))
}

// memListener hands out what is dialed.
type memListener struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newMemListener() *memListener {
	return &memListener{conns: make(chan net.Conn), done: make(chan struct{})}
}

func (l *memListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *memListener) Close() error {
	l.once.Do(func() { close(l.done) })
	return nil
}

func (l *memListener) Addr() net.Addr { return memServer }

func (l *memListener) dial() (net.Conn, error) {
	client, server := memPair()
	select {
	case l.conns <- server:
		return client, nil
	case <-l.done:
		return nil, fmt.Errorf("httptest: %w", net.ErrClosed)
	}
}

var (
	memServer = &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80}
	memClient = &net.TCPAddr{IP: net.IPv4(192, 0, 2, 2), Port: 1024}
)

// memHalf is one direction of a connection.
type memHalf struct {
	mu    sync.Mutex
	cond  *sync.Cond
	buf   []byte
	ended bool // nothing follows
	shut  bool // nobody reads
	until time.Time
	timer *time.Timer
}

// memRoom is how much waits to be read at most.
const memRoom = 64 << 10

func newMemHalf() *memHalf {
	h := &memHalf{}
	h.cond = sync.NewCond(&h.mu)
	return h
}

// change changes something that others wait for.
func (h *memHalf) change(f func()) {
	h.mu.Lock()
	f()
	h.cond.Broadcast()
	h.mu.Unlock()
}

// memConn is one end of a connection. A deadline for reading stands with what it reads; that for writing stands here.
type memConn struct {
	r, w          *memHalf
	local, remote net.Addr
	mu            sync.Mutex
	writeUntil    time.Time
	writeTimer    *time.Timer
	closed        bool
}

func memPair() (client, server net.Conn) {
	a, b := newMemHalf(), newMemHalf()
	return &memConn{r: a, w: b, local: memClient, remote: memServer}, &memConn{r: b, w: a, local: memServer, remote: memClient}
}

func (c *memConn) fail(op string, err error) error {
	return &net.OpError{Op: op, Net: "tcp", Source: c.local, Addr: c.remote, Err: err}
}

func expired(t time.Time) bool { return !t.IsZero() && !time.Now().Before(t) }

func (c *memConn) Read(p []byte) (int, error) {
	h := c.r
	h.mu.Lock()
	defer h.mu.Unlock()
	for {
		switch {
		case h.shut:
			return 0, c.fail("read", net.ErrClosed)
		case expired(h.until):
			return 0, c.fail("read", os.ErrDeadlineExceeded)
		case len(h.buf) > 0:
			n := copy(p, h.buf)
			h.buf = h.buf[n:]
			h.cond.Broadcast()
			return n, nil
		case h.ended:
			return 0, io.EOF
		case len(p) == 0:
			return 0, nil
		}
		h.cond.Wait()
	}
}

func (c *memConn) Write(p []byte) (n int, err error) {
	h := c.w
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(p) > 0 {
		c.mu.Lock()
		closed, late := c.closed, expired(c.writeUntil)
		c.mu.Unlock()
		switch {
		case closed || h.ended || h.shut:
			return n, c.fail("write", net.ErrClosed)
		case late:
			return n, c.fail("write", os.ErrDeadlineExceeded)
		case len(h.buf) >= memRoom:
			h.cond.Wait()
			continue
		}
		k := min(len(p), memRoom-len(h.buf))
		h.buf = append(h.buf, p[:k]...)
		p = p[k:]
		n += k
		h.cond.Broadcast()
	}
	return n, nil
}

// CloseWrite ends what the other end reads.
func (c *memConn) CloseWrite() error {
	c.w.change(func() { c.w.ended = true })
	return nil
}

func (c *memConn) Close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.SetDeadline(time.Time{})
	c.w.change(func() { c.w.ended = true })
	c.r.change(func() { c.r.shut = true })
	return nil
}

func (c *memConn) LocalAddr() net.Addr  { return c.local }
func (c *memConn) RemoteAddr() net.Addr { return c.remote }

func (c *memConn) SetDeadline(t time.Time) error {
	c.SetReadDeadline(t)
	return c.SetWriteDeadline(t)
}

// wakeAt replaces a timer by one that wakes those who wait for h.
func wakeAt(old *time.Timer, t time.Time, h *memHalf) *time.Timer {
	if old != nil {
		old.Stop()
	}
	if t.IsZero() {
		return nil
	}
	return time.AfterFunc(time.Until(t), func() { h.change(func() {}) })
}

func (c *memConn) SetReadDeadline(t time.Time) error {
	c.r.change(func() { c.r.until, c.r.timer = t, wakeAt(c.r.timer, t, c.r) })
	return nil
}

func (c *memConn) SetWriteDeadline(t time.Time) error {
	c.mu.Lock()
	c.writeUntil, c.writeTimer = t, wakeAt(c.writeTimer, t, c.w)
	c.mu.Unlock()
	c.w.change(func() {})
	return nil
}
