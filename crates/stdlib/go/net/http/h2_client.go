package http

// The client's end of HTTP/2.

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"internal/godebug"
	"io"
	"io/fs"
	"net/http/httptrace"
	"net/http/internal/hpack"
	"slices"
	"strconv"
	"strings"
	"time"
)

// h2Conn is a connection with requests on it.
type h2Conn struct {
	*h2Session
	t        *Transport
	pc       *persistConn
	tls      *tls.ConnectionState
	next     uint32
	reserved int // places for requests that will come
	timer    *time.Timer
	used     bool
	last     bool // no request follows
	wanted   bool // there was no place for a request
	single   bool // not one of the transport's
}

// Settings that leave HTTP/2 out where nothing else is said.
var (
	http2client = godebug.New("http2client")
	http2server = godebug.New("http2server")
)

// wantsH2 reports whether HTTP/2 is offered to servers: not if the program does something about connections itself.
func (t *Transport) wantsH2() bool {
	switch {
	case http2client.Value() == "0":
		return false
	case t.Protocols != nil:
		return t.Protocols.HTTP2()
	case t.TLSNextProto != nil:
		return false
	case t.ForceAttemptHTTP2:
		return true
	}
	return t.TLSClientConfig == nil && t.Dial == nil && t.DialContext == nil && t.DialTLS == nil && t.DialTLSContext == nil
}

// setProtocols decides whether HTTP/2 is offered.
func (t *Transport) setProtocols() {
	if t.offersH2 = t.wantsH2(); !t.offersH2 || t.TLSNextProto["h2"] != nil {
		return
	}
	if t.TLSClientConfig == nil {
		t.TLSClientConfig = &tls.Config{}
	}
	t.TLSClientConfig.NextProtos = t.offers(t.TLSClientConfig.NextProtos)
	t.ownH2 = true
	if t.TLSNextProto == nil {
		t.TLSNextProto = map[string]func(string, *tls.Conn) RoundTripper{}
	}
	t.TLSNextProto["h2"] = func(authority string, c *tls.Conn) RoundTripper {
		state := c.ConnectionState()
		pc := &persistConn{t: t, cacheKey: connectMethodKey{"", "https", authority, false}, conn: c, tls: &state, closech: make(chan struct{})}
		alt, err := pc.startH2()
		if err != nil {
			return failing{err}
		}
		alt.single = true
		return alt
	}
}

// failing is what is left of a connection that failed at its start.
type failing struct {
	err error
}

func (f failing) RoundTripErr() error                   { return f.err }
func (f failing) RoundTrip(*Request) (*Response, error) { return nil, f.err }

// offers returns the protocols that a handshake offers.
func (t *Transport) offers(own []string) []string {
	if !t.offersH2 {
		return own
	}
	return nextProtos(own, t.Protocols == nil || t.Protocols.HTTP1(), true)
}

// startH2 makes a connection of one whose server speaks HTTP/2.
func (pc *persistConn) startH2() (*h2Conn, error) {
	l := pc.t.HTTP2.limits(4<<20, 1<<30+h2FirstWindow)
	s := newH2Session(pc.conn, bufio.NewReaderSize(pc.conn, 32<<10), l)
	c := &h2Conn{h2Session: s, t: pc.t, pc: pc, tls: pc.tls, next: 1}
	s.bw.WriteString(h2Preface)
	list := []uint32{2, 0, 4, uint32(l.stream), 6, uint32(pc.t.maxHeader())}
	if l.decode != 4096 {
		list = append(list, 1, uint32(l.decode))
	}
	if l.frame != h2FrameSize {
		list = append(list, 5, uint32(l.frame))
	}
	s.frame(h2Settings, 0, 0, settings(list...))
	s.frame(h2Window, 0, 0, word(uint32(l.whole-h2FirstWindow)))
	if err := s.bw.Flush(); err != nil {
		return nil, err
	}
	s.watch()
	go func() {
		err := s.loop(c.onHead)
		switch err {
		case io.EOF:
			err = io.ErrUnexpectedEOF
			s.mu.Lock()
			if s.goingAway {
				err = &h2GoneError{0, h2NoError, ""}
			}
			s.mu.Unlock()
		default:
			if e, ok := err.(h2ConnError); ok {
				s.write(h2GoAway, 0, 0, append(word(0), word(uint32(e))...))
			}
		}
		c.t.forget(pc)
		s.close(err)
		pc.markClosed(err)
	}()
	return c, nil
}

// RoundTrip makes a request on this connection.
func (c *h2Conn) RoundTrip(r *Request) (*Response, error) {
	ctx, cancel := context.WithCancelCause(r.Context())
	c.mu.Lock()
	c.reserved++
	c.mu.Unlock()
	return c.roundTrip(&transportRequest{Request: r, ctx: ctx, cancel: cancel, trace: httptrace.ContextClientTrace(ctx)})
}

// usable reports whether requests can be made.
func (c *h2Conn) usable() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err == nil && !c.goingAway && !c.last && c.next < 1<<31-1
}

// reserve takes a place for a request, if the server takes one more.
func (c *h2Conn) reserve() bool {
	strict := c.t.HTTP2 != nil && c.t.HTTP2.StrictMaxConcurrentRequests
	c.mu.Lock()
	defer c.mu.Unlock()
	if !strict && len(c.streams)+c.reserved >= max(c.maxStreams, 1) {
		c.wanted = true
		return false
	}
	c.reserved++
	return true
}

// unreserve gives a place back.
func (c *h2Conn) unreserve() {
	c.mu.Lock()
	c.reserved--
	c.mu.Unlock()
}

// idle reports whether there are no requests.
func (c *h2Conn) idle() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.streams) == 0 && c.reserved == 0
}

// idleNow begins to wait for the end of an unused connection; mu is held.
func (c *h2Conn) idleNow() {
	if c.wanted && c.pc.owner == nil {
		c.wanted = false
		go c.t.putOrClose(c.pc)
	}
	if len(c.streams) > 0 {
		return
	}
	if c.goingAway || c.last || c.t.DisableKeepAlives && c.reserved == 0 {
		go c.closeQuietly()
		return
	}
	if d := c.t.IdleConnTimeout; d > 0 {
		if c.timer != nil {
			c.timer.Stop()
		}
		c.timer = time.AfterFunc(d, c.closeIfIdle)
	}
}

func (c *h2Conn) closeIfIdle() {
	c.mu.Lock()
	idle := len(c.streams) == 0 && c.reserved == 0
	if idle {
		c.goingAway = true
	}
	c.mu.Unlock()
	if idle {
		c.closeQuietly()
	}
}

func (c *h2Conn) closeQuietly() {
	c.t.forget(c.pc)
	c.close(errIdleTimeout)
	c.pc.markClosed(errIdleTimeout)
}

func (c *h2Conn) onHead(id uint32, h *h2Head) error {
	c.mu.Lock()
	st := c.streams[id]
	if st == nil {
		c.mu.Unlock()
		return nil
	}
	c.mu.Unlock()
	select {
	case st.got <- h:
	case <-c.done:
	}
	if h.end {
		c.mu.Lock()
		// Trailers reach the response when its reader comes to the end.
		if st.inEnd == nil {
			st.inEnd = io.EOF
		}
		c.forget(st)
		c.cond.Broadcast()
		c.mu.Unlock()
	}
	return nil
}

var errH2Full = errors.New("http2: the connection takes no more requests now")

var errH2Unsent = errors.New("http2: Transport received Server's graceful shutdown GOAWAY")

// open begins a stream with the head of a request.
func (c *h2Conn) open(ctx context.Context, r *Request, fields []hpack.Field, end bool) (*h2Stream, error) {
	stop := context.AfterFunc(ctx, func() {
		c.mu.Lock()
		c.cond.Broadcast()
		c.mu.Unlock()
	})
	defer stop()
	pooled := c.pc.owner == nil && !c.single && !(c.t.HTTP2 != nil && c.t.HTTP2.StrictMaxConcurrentRequests)
	c.mu.Lock()
	for c.err == nil && !c.goingAway && ctx.Err() == nil && len(c.streams) >= max(c.maxStreams, 1) {
		if pooled {
			// The server's limit came after the place was given.
			c.reserved--
			c.mu.Unlock()
			return nil, errH2Full
		}
		c.cond.Wait()
	}
	c.reserved--
	c.mu.Unlock()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	c.wmu.Lock()
	defer c.wmu.Unlock()
	c.mu.Lock()
	if c.err != nil || c.goingAway || c.last {
		c.mu.Unlock()
		return nil, errH2Unsent
	}
	if c.timer != nil {
		c.timer.Stop()
	}
	st := &h2Stream{s: c.h2Session, id: c.next, window: c.firstSend, room: c.streamRoom, got: make(chan *h2Head, 8), dead: make(chan struct{}), sentEnd: end}
	st.onEnd = c.idleNow
	c.next += 2
	c.streams[st.id] = st
	if r.Close || hasToken(r.Header["Connection"], "close") {
		c.last = true
	}
	c.mu.Unlock()
	if err := c.headers(st.id, fields, end); err != nil {
		go c.close(err)
		return nil, err
	}
	return st, nil
}

// roundTrip makes a request, for which a place is reserved.
func (c *h2Conn) roundTrip(tr *transportRequest) (*Response, error) {
	testHookEnterRoundTrip()
	ctx, r, trace := tr.ctx, tr.Request, tr.trace
	if trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{Conn: c.conn, Reused: c.used, WasIdle: c.used})
	}
	c.used = true
	zip := c.t.wantsZip(r)
	hasBody := r.Body != nil && r.Body != NoBody
	length := r.ContentLength
	if hasBody && length == 0 {
		length = -1
	}
	fields := requestFields(r, zip, hasBody, length)
	if c.tooLarge(fields) {
		c.unreserve()
		r.closeBody()
		return nil, errors.New("http2: request header list larger than peer's advertised limit")
	}
	st, err := c.open(ctx, r, fields, !hasBody && len(r.Trailer) == 0)
	if err != nil {
		if err != errH2Unsent && err != errH2Full {
			r.closeBody()
		}
		return nil, err
	}
	if trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	wrote := func(err error) {
		if trace != nil && trace.WroteRequest != nil {
			trace.WroteRequest(httptrace.WroteRequestInfo{Err: err})
		}
	}
	var bodyErr chan error
	var goOn chan bool // the server wants the body, or not
	if hasBody && hasToken(r.Header["Expect"], "100-continue") && c.t.ExpectContinueTimeout > 0 {
		goOn = make(chan bool, 1)
	}
	switch {
	case hasBody:
		bodyErr = make(chan error, 1)
		go func() {
			if goOn != nil && !c.continues(tr, st, goOn) {
				r.closeBody()
				bodyErr <- nil
				return
			}
			err := st.sendBody(r, length)
			wrote(err)
			bodyErr <- err
		}()
	case len(r.Trailer) > 0:
		wrote(st.sendTrailer(r.Trailer))
	default:
		wrote(nil)
	}
	var tooLate <-chan time.Time
	if d := c.t.ResponseHeaderTimeout; d > 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		tooLate = timer.C
	}
	failed := st.dead
	first, informed := true, 0
	for {
		select {
		case h := <-st.got:
			if first && trace != nil && trace.GotFirstResponseByte != nil {
				trace.GotFirstResponseByte()
			}
			first = false
			if goOn != nil {
				if code := h.status(); code == "100" || code >= "200" {
					goOn <- code < "300"
					goOn = nil
				}
			}
			resp, body, err := st.response(ctx, r, h, zip)
			if err != nil {
				st.cancel(h2ProtocolError, err)
				return nil, err
			}
			if resp == nil {
				// One that only informs.
				if informed++; informed > 5 && (trace == nil || trace.Got1xxResponse == nil) {
					err := errors.New("http2: too many 1xx informational responses")
					st.cancel(h2ProtocolError, err)
					return nil, err
				}
				continue
			}
			resp.TLS = c.tls
			if body != nil {
				body.done = func() { tr.cancel(errRequestDone) }
			} else {
				tr.cancel(errRequestDone)
			}
			return resp, nil
		case err := <-bodyErr:
			bodyErr = nil
			if err != nil {
				select {
				case h := <-st.got:
					st.got <- h
					continue
				default:
				}
				c.mu.Lock()
				dead := st.err
				c.mu.Unlock()
				if dead != nil {
					return nil, dead
				}
				st.cancel(h2Cancel, err)
				return nil, err
			}
		case <-failed:
			select {
			case h := <-st.got:
				st.got <- h
				failed = nil
				continue
			default:
			}
			c.mu.Lock()
			err := st.err
			if err == nil {
				err = st.inEnd
			}
			c.mu.Unlock()
			r.closeBody()
			return nil, err
		case <-tooLate:
			st.cancel(h2Cancel, headerTimeout{})
			return nil, h2HeaderTimeout{}
		case <-ctx.Done():
			err := context.Cause(ctx)
			st.cancel(h2Cancel, err)
			return nil, err
		}
	}
}

// continues waits for the server's word before a body is sent.
func (c *h2Conn) continues(tr *transportRequest, st *h2Stream, goOn chan bool) bool {
	if tr.trace != nil && tr.trace.Wait100Continue != nil {
		tr.trace.Wait100Continue()
	}
	timer := time.NewTimer(c.t.ExpectContinueTimeout)
	defer timer.Stop()
	select {
	case yes := <-goOn:
		return yes
	case <-timer.C:
		return true
	case <-st.dead:
	case <-tr.ctx.Done():
	}
	return false
}

// status returns the code of a response's head.
func (h *h2Head) status() string {
	for _, f := range h.fields {
		if f.Name == ":status" {
			return f.Value
		}
	}
	return ""
}

// tooLarge reports whether the server does not take a head of these fields.
func (c *h2Conn) tooLarge(fields []hpack.Field) bool {
	size := 0
	for _, f := range fields {
		size += len(f.Name) + len(f.Value) + 32
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.peerHeader > 0 && size > c.peerHeader
}

// again reports whether err says that the server has not looked at a request, which can then be made again.
func (c *h2Conn) again(r *Request, err error) bool {
	switch e := err.(type) {
	case *h2GoneError:
	case h2StreamError:
		if e.code != h2RefusedStream {
			return false
		}
	default:
		if err != errH2Unsent && err != errH2Full {
			return false
		}
	}
	if err != errH2Full {
		c.t.forget(c.pc)
	}
	b, ok := r.Body.(*trackedBody)
	return !ok || !b.read.Load() && !b.closed.Load() || r.GetBody != nil
}

type h2HeaderTimeout struct{ headerTimeout }

func (h2HeaderTimeout) Error() string { return "http2: timeout awaiting response headers" }

func requestFields(r *Request, zip, hasBody bool, length int64) []hpack.Field {
	method := r.Method
	if method == "" {
		method = "GET"
	}
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	if ascii, err := hostASCII(host); err == nil {
		host = ascii
	}
	fields := []hpack.Field{{Name: ":authority", Value: cleanHost(host)}, {Name: ":method", Value: method}}
	if method != "CONNECT" {
		fields = append(fields, hpack.Field{Name: ":path", Value: r.URL.RequestURI()}, hpack.Field{Name: ":scheme", Value: r.URL.Scheme})
	}
	if len(r.Trailer) > 0 {
		var names []string
		for k := range r.Trailer {
			names = append(names, strings.ToLower(k))
		}
		slices.Sort(names)
		fields = append(fields, hpack.Field{Name: "trailer", Value: strings.Join(names, ",")})
	}
	agent := false
	for k, values := range r.Header {
		name := strings.ToLower(k)
		switch {
		case h2Skips(name):
			continue
		case name == "user-agent":
			agent = true
			if len(values) == 0 || values[0] == "" {
				continue
			}
			values = values[:1]
		case name == "cookie":
			for _, v := range values {
				for part := range strings.SplitSeq(v, ";") {
					if part = strings.TrimLeft(part, " "); part != "" {
						fields = append(fields, hpack.Field{Name: name, Value: part})
					}
				}
			}
			continue
		}
		for _, v := range values {
			fields = append(fields, hpack.Field{Name: name, Value: v, Sensitive: name == "authorization"})
		}
	}
	if length > 0 || length == 0 && (method == "POST" || method == "PUT" || method == "PATCH") {
		fields = append(fields, hpack.Field{Name: "content-length", Value: strconv.FormatInt(length, 10)})
	}
	if zip {
		fields = append(fields, hpack.Field{Name: "accept-encoding", Value: "gzip"})
	}
	if !agent {
		fields = append(fields, hpack.Field{Name: "user-agent", Value: "Go-http-client/2.0"})
	}
	return fields
}

func (st *h2Stream) sendTrailer(h Header) error {
	s := st.s
	s.wmu.Lock()
	err := s.headers(st.id, addFields(nil, h), true)
	s.wmu.Unlock()
	st.ended()
	return err
}

// sendBody sends a request's body, and closes it.
func (st *h2Stream) sendBody(r *Request, length int64) error {
	defer r.closeBody()
	buf := make([]byte, 16<<10)
	var sent int64
	for {
		n, err := r.Body.Read(buf)
		if sent += int64(n); length >= 0 && sent > length {
			err := errors.New("http2: request body larger than specified content length")
			st.cancel(h2Cancel, err)
			return err
		}
		last := err == io.EOF
		if err != nil && !last {
			st.cancel(h2Cancel, err)
			return err
		}
		if last && length >= 0 && sent < length {
			err := errors.New("http2: request body shorter than specified content length")
			st.cancel(h2Cancel, err)
			return err
		}
		if last && len(r.Trailer) > 0 {
			if err := st.send(buf[:n], false); err != nil {
				return err
			}
			return st.sendTrailer(r.Trailer)
		}
		if err := st.send(buf[:n], last); err != nil || last {
			return err
		}
	}
}

// response makes a response of its head; nil for one that only informs.
func (st *h2Stream) response(ctx context.Context, r *Request, h *h2Head, zip bool) (*Response, *h2Body, error) {
	resp := &Response{Proto: "HTTP/2.0", ProtoMajor: 2, Header: Header{}, Request: r}
	for _, f := range h.fields {
		if f.Name == ":status" {
			code, err := strconv.Atoi(f.Value)
			if err != nil {
				return nil, nil, errors.New("malformed response from server: malformed non-numeric status pseudo header")
			}
			resp.StatusCode = code
			resp.Status = f.Value + " " + StatusText(code)
			continue
		}
		key := CanonicalHeaderKey(f.Name)
		if key == "Trailer" {
			if resp.Trailer == nil {
				resp.Trailer = Header{}
			}
			for name := range strings.SplitSeq(f.Value, ",") {
				resp.Trailer[CanonicalHeaderKey(strings.TrimSpace(name))] = nil
			}
			continue
		}
		resp.Header[key] = append(resp.Header[key], f.Value)
	}
	if resp.StatusCode == 0 {
		return nil, nil, errors.New("malformed response from server: missing status pseudo header")
	}
	if resp.StatusCode < 200 {
		if h.end {
			return nil, nil, errors.New("1xx informational response with END_STREAM flag")
		}
		if trace := httptrace.ContextClientTrace(ctx); trace != nil {
			if resp.StatusCode == 100 && trace.Got100Continue != nil {
				trace.Got100Continue()
			}
			if trace.Got1xxResponse != nil {
				if err := trace.Got1xxResponse(resp.StatusCode, map[string][]string(resp.Header)); err != nil {
					return nil, nil, err
				}
			}
		}
		return nil, nil, nil
	}
	resp.ContentLength = -1
	if v := resp.Header["Content-Length"]; len(v) == 1 {
		if n, err := strconv.ParseUint(v[0], 10, 63); err == nil {
			resp.ContentLength = int64(n)
		}
	} else if h.end && r.Method != "HEAD" {
		resp.ContentLength = 0
	}
	if h.end || r.Method == "HEAD" {
		resp.Body = NoBody
		return resp, nil, nil
	}
	b := &h2Body{st: st, ctx: ctx, resp: resp, left: resp.ContentLength}
	b.stop = context.AfterFunc(ctx, func() { st.cancel(h2Cancel, context.Cause(ctx)) })
	st.s.mu.Lock()
	st.trailers = b.takeTrailer
	st.s.mu.Unlock()
	resp.Body = b
	if zip && strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
		resp.unzipped()
		resp.Body = &unzipper{body: b, after: fs.ErrClosed}
	}
	return resp, b, nil
}

// h2Body is the body of a response.
type h2Body struct {
	st   *h2Stream
	ctx  context.Context
	resp *Response
	left int64
	stop func() bool
	done func()
	err  error
}

func (b *h2Body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.st.read(p)
	if b.resp.ContentLength >= 0 || b.left >= 0 {
		if b.left -= int64(n); b.left < 0 && n > 0 {
			err = errors.New("net/http: server replied with more than declared Content-Length; truncated")
			b.st.cancel(h2ProtocolError, err)
			n = 0
		} else if err == io.EOF && b.left > 0 {
			err = io.ErrUnexpectedEOF
		}
	}
	if err != nil {
		b.err = err
		b.stop()
		b.done()
	}
	return n, err
}

func (b *h2Body) Close() error {
	b.stop()
	if b.err == nil {
		b.err = errors.New("http2: response body closed")
	}
	st := b.st
	s := st.s
	s.mu.Lock()
	whole := 0
	st.closed = true
	if n := len(st.in); n > 0 {
		st.in = nil
		whole, _ = s.taken(st, n)
	}
	ended := st.inEnd != nil
	s.mu.Unlock()
	s.grant(0, whole)
	if !ended {
		st.cancel(h2Cancel, b.err)
	}
	b.done()
	return nil
}

// takeTrailer puts the trailer into the response at the end of its body.
func (b *h2Body) takeTrailer() {
	select {
	case h := <-b.st.got:
		for _, f := range h.fields {
			if strings.HasPrefix(f.Name, ":") {
				continue
			}
			if b.resp.Trailer == nil {
				b.resp.Trailer = Header{}
			}
			b.resp.Trailer.Add(f.Name, f.Value)
		}
	default:
	}
}
