package http

// The connections of a server that speak HTTP/1.

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// conn is one connection of a server.
type conn struct {
	server    *Server
	rwc       net.Conn
	remote    string
	tls       *tls.ConnectionState
	br        *bufio.Reader
	bw        *bufio.Writer
	state     ConnState
	since     time.Time
	headUntil time.Time // the first head must have come
	posted    bool      // the last request was POST
	heard     bool      // something has come since the connection was idle
	cancel    context.CancelFunc
	hijacked  bool
	werr      error
	w         *response
	h2        *h2Serve

	// Reading while a handler runs, to learn that the client has gone.
	watching bool
	aborted  bool
	hasByte  bool
	one      [1]byte
	watched  chan struct{}
}

// newConn returns a connection of the server.
func (s *Server) newConn(rwc net.Conn) *conn {
	c := &conn{server: s, rwc: rwc}
	c.bw = bufio.NewWriterSize(c, 4096)
	return c
}

func (c *conn) setState(state ConnState, hook bool) {
	s := c.server
	switch state {
	case StateNew:
		s.mu.Lock()
		s.activeConn[c] = struct{}{}
		s.mu.Unlock()
	case StateHijacked, StateClosed:
		s.mu.Lock()
		delete(s.activeConn, c)
		s.mu.Unlock()
	}
	c.state, c.since = state, time.Now()
	if hook && s.ConnState != nil {
		s.ConnState(c.rwc, state)
	}
}

// Read is what the buffered reader reads from.
func (c *conn) Read(p []byte) (int, error) {
	if c.watching {
		c.unwatch()
	}
	if c.hasByte && len(p) > 0 {
		p[0] = c.one[0]
		c.hasByte, c.heard = false, true
		return 1, nil
	}
	n, err := c.rwc.Read(p)
	c.heard = c.heard || n > 0
	if err != nil {
		c.clientGone()
	}
	return n, err
}

// Write is what the buffered writer writes to.
func (c *conn) Write(p []byte) (int, error) {
	n, err := c.rwc.Write(p)
	if err != nil && c.werr == nil {
		c.werr = err
		c.cancel()
	}
	return n, err
}

// watch reads one byte in the background; an error means that the client has gone.
func (c *conn) watch() {
	if c.watching || c.hasByte || c.hijacked {
		return
	}
	c.watching = true
	c.watched = make(chan struct{})
	go func() {
		n, err := c.rwc.Read(c.one[:])
		if n == 1 {
			c.hasByte = true
		}
		if ne, ok := err.(net.Error); ok && c.aborted && ne.Timeout() {
			err = nil
		}
		if err != nil {
			c.clientGone()
		}
		c.watching = false
		close(c.watched)
	}()
}

// clientGone tells those who want to know that nothing more comes from the client.
func (c *conn) clientGone() {
	c.cancel()
	if w := c.w; w != nil && w.gone != nil {
		select {
		case w.gone <- true:
		default:
		}
	}
}

func (c *conn) unwatch() {
	if !c.watching {
		return
	}
	c.aborted = true
	c.rwc.SetReadDeadline(time.Unix(1, 0))
	<-c.watched
	c.rwc.SetReadDeadline(time.Time{})
	c.aborted = false
}

// requestContext begins to watch the connection when somebody wants to know about the end of the context.
type requestContext struct {
	context.Context
	w *response
}

func (r *requestContext) Done() <-chan struct{} {
	r.w.wantWatch()
	return r.Context.Done()
}

func (r *requestContext) Err() error {
	r.w.wantWatch()
	return r.Context.Err()
}

func (w *response) wantWatch() {
	if w.done || w.watchWanted {
		return
	}
	w.watchWanted = true
	if b, ok := w.reqBody.(*body); !ok || b.eof {
		w.conn.watch()
	}
}

func (c *conn) serve(ctx context.Context) {
	if a := c.rwc.RemoteAddr(); a != nil {
		c.remote = a.String()
	}
	ctx = context.WithValue(ctx, LocalAddrContextKey, c.rwc.LocalAddr())
	defer func() {
		if err := recover(); err != nil && err != ErrAbortHandler {
			buf := make([]byte, 64<<10)
			buf = buf[:runtime.Stack(buf, false)]
			c.server.logf("http: panic serving %v: %v\n%s", c.remote, err, buf)
		}
		if c.w != nil {
			c.w.done = true
			c.w.cancel()
			c.w.sentContinue = true
		}
		if !c.hijacked {
			c.unwatch()
			c.close()
			c.setState(StateClosed, true)
		}
	}()
	if t, ok := c.rwc.(*tls.Conn); ok {
		if d := c.server.handshakeTimeout(); d > 0 {
			c.rwc.SetDeadline(time.Now().Add(d))
		}
		if err := t.HandshakeContext(ctx); err != nil {
			reason := err.Error()
			if e, ok := err.(tls.RecordHeaderError); ok && e.Conn != nil && looksLikeHTTP(e.RecordHeader) {
				answerPlain(err)
				reason = "client sent an HTTP request to an HTTPS server"
			}
			c.server.logf("http: TLS handshake error from %s: %v", c.remote, reason)
			return
		}
		c.rwc.SetDeadline(time.Time{})
		state := t.ConnectionState()
		c.tls = &state
	} else if t, ok := c.rwc.(interface{ ConnectionState() tls.ConnectionState }); ok {
		state := t.ConnectionState()
		c.tls = &state
	}
	ctx, c.cancel = context.WithCancel(ctx)
	defer c.cancel()
	c.br = bufio.NewReader(c)
	proto := ""
	if c.tls != nil {
		proto = c.tls.NegotiatedProtocol
	}
	switch {
	case proto == "h2" && c.server.ownH2, c.tls == nil && c.beginsH2():
		c.serveH2(ctx)
		return
	case proto != "" && proto != "http/1.0" && proto != "http/1.1":
		if own, ok := c.rwc.(*tls.Conn); ok && c.server.TLSNextProto[proto] != nil {
			c.setState(StateActive, true)
			c.server.TLSNextProto[proto](c.server, own, initialHandler{serverHandler{c.server}, ctx, c})
		}
		return
	}
	if !c.server.speaksHTTP1() {
		return
	}
	for {
		w, err := c.readRequest(ctx)
		if c.state != StateActive && (err == nil || c.heard) {
			c.setState(StateActive, true)
		}
		if err != nil {
			c.refuse(err)
			return
		}
		r := w.req
		if e := r.Header.get("Expect"); e != "" {
			if hasToken(r.Header["Expect"], "100-continue") {
				if b, ok := r.Body.(*body); ok && r.ProtoAtLeast(1, 1) {
					w.expects = true
					b.onRead = func() {
						if !w.sentContinue && !c.hijacked {
							w.sentContinue = true
							c.bw.WriteString("HTTP/1.1 100 Continue\r\n\r\n")
							c.bw.Flush()
						}
					}
				}
			} else {
				w.Header().Set("Connection", "close")
				w.WriteHeader(StatusExpectationFailed)
				w.finish()
				return
			}
		}
		c.w = w
		serverHandler{c.server}.ServeHTTP(w, r)
		w.done = true
		w.cancel()
		if c.hijacked {
			return
		}
		w.finish()
		c.server.afterResponse(c)
		if !w.reusable() {
			if w.tooLarge || w.bodyCut() {
				c.closeWriteAndWait()
			}
			return
		}
		c.w = nil
		c.heard = c.br.Buffered() > 0
		c.setState(StateIdle, true)
		if !c.server.keepsAlive() {
			return
		}
		if d := c.server.idleTimeout(); d > 0 {
			c.rwc.SetReadDeadline(time.Now().Add(d))
		} else if c.server.ReadTimeout != 0 || c.server.ReadHeaderTimeout != 0 {
			c.rwc.SetReadDeadline(time.Time{})
		}
		if _, err := c.br.Peek(4); err != nil {
			return
		}
		if c.server.idleTimeout() > 0 {
			c.rwc.SetReadDeadline(time.Time{})
		}
	}
}

// initialHandler is what those get who speak another protocol: it completes their requests.
type initialHandler struct {
	serverHandler
	ctx context.Context
	c   *conn
}

// BaseContext is the context of requests on the connection.
func (h initialHandler) BaseContext() context.Context { return h.ctx }

func (h initialHandler) ServeHTTP(w ResponseWriter, r *Request) {
	if r.TLS == nil {
		r.TLS = h.c.tls
	}
	if r.Body == nil {
		r.Body = NoBody
	}
	if r.RemoteAddr == "" {
		r.RemoteAddr = h.c.remote
	}
	h.serverHandler.ServeHTTP(w, r)
}

// beginsH2 reports whether a client begins with HTTP/2 on a connection without TLS.
func (c *conn) beginsH2() bool {
	p := c.server.Protocols
	if p == nil || !p.UnencryptedHTTP2() {
		return false
	}
	if d := c.server.headerTimeout(); d > 0 {
		c.headUntil = time.Now().Add(d)
		c.rwc.SetReadDeadline(c.headUntil)
	}
	if first, _ := c.br.Peek(4); string(first) != h2Preface[:4] {
		return false
	}
	all, _ := c.br.Peek(len(h2Preface))
	return string(all) == h2Preface
}

func (c *conn) close() {
	if c.bw != nil {
		c.bw.Flush()
	}
	c.rwc.Close()
}

// rstAvoidanceDelay is how long a connection stays after it was closed for writing.
var rstAvoidanceDelay = 500 * time.Millisecond

// closeWriteAndWait lets the client read the answer before the connection is gone.
func (c *conn) closeWriteAndWait() {
	c.bw.Flush()
	if t, ok := c.rwc.(interface{ CloseWrite() error }); ok {
		t.CloseWrite()
	}
	time.Sleep(rstAvoidanceDelay)
}

// badRequest is a request that is refused with a code and a word of explanation.
type badRequest struct {
	code int
	text string
}

func (e badRequest) Error() string { return StatusText(e.code) + ": " + e.text }

func (c *conn) readRequest(ctx context.Context) (*response, error) {
	if c.hijacked {
		return nil, ErrHijacked
	}
	s := c.server
	var whole, head time.Time
	if s.ReadTimeout > 0 || s.headerTimeout() > 0 {
		now := time.Now()
		if d := s.headerTimeout(); d > 0 {
			head = now.Add(d)
		}
		if !c.headUntil.IsZero() {
			head, c.headUntil = c.headUntil, time.Time{}
		}
		if s.ReadTimeout > 0 {
			whole = now.Add(s.ReadTimeout)
		}
		c.rwc.SetReadDeadline(head)
	}
	if s.WriteTimeout > 0 {
		defer func() { c.rwc.SetWriteDeadline(time.Now().Add(s.WriteTimeout)) }()
	}
	limit := s.MaxHeaderBytes
	if limit <= 0 {
		limit = DefaultMaxHeaderBytes
	}
	if first, _ := c.br.Peek(1); len(first) == 1 && first[0] == 0x16 {
		// A client of TLS: it might never send the end of a line.
		return nil, badRequest{StatusBadRequest, ""}
	}
	if c.posted {
		// Some clients send more than they said.
		extra, _ := c.br.Peek(4)
		c.br.Discard(len(extra) - len(strings.TrimLeft(string(extra), "\r\n")))
	}
	r, err := readRequest(c.br, limit+4096)
	if err != nil {
		return nil, err
	}
	c.posted = r.Method == "POST"
	upgrade := r.Method == "PRI" && len(r.Header) == 0 && r.URL.Path == "*" && r.Proto == "HTTP/2.0"
	if r.ProtoMajor != 1 && !upgrade {
		return nil, badRequest{StatusHTTPVersionNotSupported, "unsupported protocol version"}
	}
	hosts, found := r.Header["Host"]
	if r.ProtoAtLeast(1, 1) && (!found || len(hosts) == 0) && r.Method != "CONNECT" && !upgrade {
		return nil, badRequest{StatusBadRequest, "missing required Host header"}
	}
	if len(hosts) == 1 && !validHost(hosts[0]) {
		return nil, badRequest{StatusBadRequest, "malformed Host header"}
	}
	count, most := len(r.Trailer), s.maxHeaderValues()
	if count > most {
		return nil, errHeadTooLarge
	}
	for k, list := range r.Header {
		if count += len(list); count > most {
			return nil, errHeadTooLarge
		}
		if !isToken(k) {
			return nil, badRequest{StatusBadRequest, "invalid header name"}
		}
		for _, v := range list {
			if !validValue(v) {
				return nil, badRequest{StatusBadRequest, "invalid header value"}
			}
		}
	}
	delete(r.Header, "Host")
	w := &response{conn: c, req: r, reqBody: r.Body, header: make(Header), length: -1, status: 0}
	ctx, w.cancel = context.WithCancel(ctx)
	r.ctx = &requestContext{ctx, w}
	r.RemoteAddr = c.remote
	r.TLS = c.tls
	if b, ok := r.Body.(*body); ok {
		b.server, b.trailerLimit = true, most
		b.onEOF = func() {
			if s.ReadTimeout > 0 {
				c.rwc.SetReadDeadline(time.Time{})
			}
			if w.watchWanted {
				c.watch()
			}
		}
		if head != whole {
			c.rwc.SetReadDeadline(whole)
		}
	} else if !head.IsZero() {
		// The whole request is there: ReadTimeout is no limit for its handler.
		c.rwc.SetReadDeadline(time.Time{})
	}
	w.close10 = !r.ProtoAtLeast(1, 1) && hasToken(r.Header["Connection"], "keep-alive")
	if r.Close {
		w.closing = true
	}
	return w, nil
}

func (s *Server) maxHeaderValues() int {
	if s.MaxHeaderValueCount > 0 {
		return s.MaxHeaderValueCount
	}
	return DefaultMaxHeaderValueCount
}

func validHost(h string) bool {
	for i := 0; i < len(h); i++ {
		c := h[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"/<>?@\\^`{|}#", c) >= 0 {
			return false
		}
	}
	return true
}

// refuse answers a request that could not be read.
func (c *conn) refuse(err error) {
	const head = "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
	say := func(code int, text string) {
		line := strconv.Itoa(code) + " " + StatusText(code)
		if text != "" {
			line += ": " + text
		}
		fmt.Fprintf(c.rwc, "HTTP/1.1 %s%s%s", line, head, line)
	}
	switch e := err.(type) {
	case *unsupportedEncoding:
		fmt.Fprintf(c.rwc, "HTTP/1.1 %d %s%sUnsupported transfer encoding", StatusNotImplemented, StatusText(StatusNotImplemented), head)
		return
	case badRequest:
		say(e.code, e.text)
		return
	case *net.OpError:
		return
	}
	switch {
	case err == errHeadTooLarge:
		say(StatusRequestHeaderFieldsTooLarge, "")
		c.closeWriteAndWait()
	case err == io.EOF, err == io.ErrUnexpectedEOF:
	default:
		say(StatusBadRequest, "")
	}
}
