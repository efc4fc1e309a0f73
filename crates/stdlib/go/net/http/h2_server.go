package http

// The server's end of HTTP/2.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/internal/hpack"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// h2Serve is a connection of a server.
type h2Serve struct {
	*h2Session
	c        *conn
	ctx      context.Context
	last     uint32
	handlers sync.WaitGroup
	timer    *time.Timer
	leaving  bool
}

const (
	h2Concurrent = 250
	h2ServerRoom = 1 << 20
)

// serveH2 serves a connection whose client chose HTTP/2.
func (c *conn) serveH2(ctx context.Context) {
	preface := make([]byte, len(h2Preface))
	c.rwc.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.ReadFull(c.br, preface); err != nil || string(preface) != h2Preface {
		return
	}
	c.rwc.SetReadDeadline(time.Time{})
	l := c.server.HTTP2.limits(h2ServerRoom, h2ServerRoom)
	s := newH2Session(c.rwc, c.br, l)
	s.maxHeader = c.server.maxHeader()
	v := &h2Serve{h2Session: s, c: c, ctx: ctx}
	c.h2 = v
	list := []uint32{5, uint32(l.frame), 3, uint32(l.streams), 6, uint32(s.maxHeader), 4, uint32(l.stream)}
	if l.decode != 4096 {
		list = append(list, 1, uint32(l.decode))
	}
	s.frame(h2Settings, 0, 0, settings(list...))
	if l.whole > h2FirstWindow {
		s.frame(h2Window, 0, 0, word(uint32(l.whole-h2FirstWindow)))
	}
	if s.bw.Flush() != nil {
		return
	}
	c.setState(StateActive, true)
	c.setState(StateIdle, true)
	if d := c.server.idleTimeout(); d > 0 {
		v.timer = time.AfterFunc(d, v.leave)
	}
	s.watch()
	err := s.loop(v.onHead)
	if e, ok := err.(h2ConnError); ok {
		s.write(h2GoAway, 0, 0, append(word(v.last), word(uint32(e))...))
	}
	if v.timer != nil {
		v.timer.Stop()
	}
	s.close(errors.New("client disconnected"))
	v.handlers.Wait()
}

func (s *Server) maxHeader() int {
	if s.MaxHeaderBytes > 0 {
		return s.MaxHeaderBytes
	}
	return DefaultMaxHeaderBytes
}

// leave tells the client to go, and ends the connection when its requests have been answered.
func (v *h2Serve) leave() {
	v.mu.Lock()
	if v.leaving {
		v.mu.Unlock()
		return
	}
	v.leaving = true
	last := v.last
	quiet := len(v.streams) == 0
	v.mu.Unlock()
	v.write(h2GoAway, 0, 0, append(word(last), word(0)...))
	if quiet {
		v.closeSoon()
	}
}

// closeSoon ends a connection that the client was told to leave; it has time to do so by itself.
func (v *h2Serve) closeSoon() {
	time.AfterFunc(time.Second, func() { v.close(ErrServerClosed) })
}

// streamEnded is called when a stream is done; mu is held.
func (v *h2Serve) streamEnded() {
	if len(v.streams) > 0 {
		return
	}
	if v.leaving {
		v.closeSoon()
		return
	}
	go func() {
		v.mu.Lock()
		idle := len(v.streams) == 0 && v.err == nil
		v.mu.Unlock()
		if idle {
			v.c.setState(StateIdle, true)
			if d := v.c.server.idleTimeout(); d > 0 && v.timer != nil {
				v.timer.Reset(d)
			}
			if !v.c.server.keepsAlive() {
				v.leave()
			}
		}
	}()
}

func (v *h2Serve) onHead(id uint32, h *h2Head) error {
	v.mu.Lock()
	if st := v.streams[id]; st != nil {
		// The trailer of a request's body.
		defer v.mu.Unlock()
		if !h.end || st.inEnd != nil {
			return h2ConnError(h2ProtocolError)
		}
		if len(h.fields) > v.c.server.maxHeaderValues() {
			v.fail(st, errTrailerTooLarge)
			go v.reset(id, h2ProtocolError)
			return nil
		}
		st.trailers = func() { st.sv.takeTrailer(h) }
		st.inEnd = io.EOF
		v.forget(st)
		v.cond.Broadcast()
		return nil
	}
	if id%2 == 0 || id <= v.last {
		v.mu.Unlock()
		return h2ConnError(h2ProtocolError)
	}
	v.last = id
	if v.leaving || len(v.streams) >= v.limits.streams {
		v.mu.Unlock()
		v.reset(id, h2RefusedStream)
		return nil
	}
	st := &h2Stream{s: v.h2Session, id: id, window: v.firstSend, room: v.streamRoom, onEnd: v.streamEnded}
	if h.end {
		st.inEnd = io.EOF
	}
	first := len(v.streams) == 0
	v.streams[id] = st
	v.mu.Unlock()
	if first {
		if v.timer != nil {
			v.timer.Stop()
		}
		v.c.setState(StateActive, true)
	}
	w, err := v.request(st, h)
	if err != nil {
		st.cancel(h2ProtocolError, err)
		return nil
	}
	count := len(w.r.Trailer)
	for _, values := range w.r.Header {
		count += len(values)
	}
	h.large = h.large || count > v.c.server.maxHeaderValues()
	if d := v.c.server.ReadTimeout; d > 0 && !h.end {
		w.SetReadDeadline(time.Now().Add(d))
	}
	if d := v.c.server.WriteTimeout; d > 0 {
		w.SetWriteDeadline(time.Now().Add(d))
	}
	v.handlers.Add(1)
	go v.handle(w, h.large)
	return nil
}

// request makes a request of its head.
func (v *h2Serve) request(st *h2Stream, h *h2Head) (*h2Response, error) {
	bad := func(why string) (*h2Response, error) {
		return nil, h2StreamError{st.id, h2ProtocolError, errors.New(why)}
	}
	r := &Request{Proto: "HTTP/2.0", ProtoMajor: 2, Header: Header{}, RemoteAddr: v.c.remote, TLS: v.c.tls}
	pseudo := map[string]string{}
	for _, f := range h.fields {
		if strings.HasPrefix(f.Name, ":") {
			if _, twice := pseudo[f.Name]; twice || len(r.Header) > 0 {
				return bad("misplaced pseudo header")
			}
			pseudo[f.Name] = f.Value
			continue
		}
		if f.Name != strings.ToLower(f.Name) || !isToken(f.Name) || !validValue(f.Value) {
			return bad("malformed header")
		}
		key := CanonicalHeaderKey(f.Name)
		if key == "Cookie" && len(r.Header[key]) > 0 {
			r.Header[key][0] += "; " + f.Value
			continue
		}
		r.Header[key] = append(r.Header[key], f.Value)
	}
	r.Method, r.Host = pseudo[":method"], pseudo[":authority"]
	if r.Host == "" {
		r.Host = r.Header.Get("Host")
	}
	r.Header.Del("Host")
	path := pseudo[":path"]
	if r.Method == "CONNECT" {
		if path != "" || pseudo[":scheme"] != "" || r.Host == "" {
			return bad("malformed CONNECT")
		}
		r.URL = &url.URL{Host: r.Host}
		r.RequestURI = r.Host
	} else {
		if r.Method == "" || path == "" || pseudo[":scheme"] != "https" && pseudo[":scheme"] != "http" {
			return bad("missing pseudo header")
		}
		u, err := url.ParseRequestURI(path)
		if err != nil {
			return bad("malformed path")
		}
		r.URL, r.RequestURI = u, path
	}
	for _, names := range r.Header["Trailer"] {
		for name := range strings.SplitSeq(names, ",") {
			if r.Trailer == nil {
				r.Trailer = Header{}
			}
			r.Trailer[CanonicalHeaderKey(strings.TrimSpace(name))] = nil
		}
	}
	delete(r.Header, "Trailer")
	w := &h2Response{v: v, st: st, r: r, header: Header{}, length: -1}
	st.sv = w
	if h.end {
		r.Body = NoBody
	} else {
		r.ContentLength = -1
		if n, err := strconv.ParseUint(r.Header.Get("Content-Length"), 10, 63); err == nil {
			r.ContentLength = int64(n)
		}
		w.body = &h2RequestBody{w: w, left: r.ContentLength}
		if hasToken(r.Header["Expect"], "100-continue") {
			w.body.expects = true
		}
		r.Body = w.body
	}
	r.Header.Del("Expect")
	r.ctx, w.cancel = context.WithCancel(v.ctx)
	v.mu.Lock()
	old := st.onEnd
	st.onEnd = func() {
		if st.err != nil {
			w.cancel()
		}
		old()
	}
	v.mu.Unlock()
	return w, nil
}

func (v *h2Serve) handle(w *h2Response, large bool) {
	defer v.handlers.Done()
	defer w.cancel()
	defer w.SetReadDeadline(time.Time{})
	defer w.SetWriteDeadline(time.Time{})
	// A handler that panics with nil (GODEBUG=panicnil=1) or ends its goroutine does not get to the end either.
	finished := false
	defer func() {
		if finished {
			return
		}
		if err := recover(); err != nil && err != ErrAbortHandler {
			buf := make([]byte, 64<<10)
			buf = buf[:runtime.Stack(buf, false)]
			v.c.server.logf("http2: panic serving %v: %v\n%s", v.c.remote, err, buf)
		}
		w.st.cancel(h2InternalError, errors.New("handler panicked"))
	}()
	if large {
		w.WriteHeader(StatusRequestHeaderFieldsTooLarge)
		io.WriteString(w, "<h1>HTTP Error 431</h1><p>Request Header Field(s) Too Large</p>")
	} else {
		serverHandler{v.c.server}.ServeHTTP(w, w.r)
	}
	w.finish()
	finished = true
}

// h2RequestBody is the body of a request.
type h2RequestBody struct {
	w       *h2Response
	left    int64
	expects bool
	closed  bool
}

func (b *h2RequestBody) Read(p []byte) (int, error) {
	if b.closed {
		return 0, ErrBodyReadAfterClose
	}
	if b.expects {
		b.expects = false
		b.w.inform(100)
	}
	n, err := b.w.st.read(p)
	if b.left >= 0 {
		if b.left -= int64(n); b.left < 0 {
			return 0, errors.New("request declared a shorter Content-Length than its body")
		}
		if err == io.EOF && b.left > 0 {
			err = io.ErrUnexpectedEOF
		}
	}
	return n, err
}

func (b *h2RequestBody) Close() error {
	b.closed = true
	return nil
}

// h2Response is the answer to a request.
type h2Response struct {
	v        *h2Serve
	st       *h2Stream
	r        *Request
	body     *h2RequestBody
	cancel   context.CancelFunc
	header   Header
	sent     Header // as it was when WriteHeader was called
	status   int
	wrote    bool
	headSent bool
	buf      []byte
	length   int64
	written  int64
	trailers []string
	done     bool

	readUntil, writeUntil *time.Timer
}

func (w *h2Response) Header() Header { return w.header }

func (w *h2Response) inform(code int) {
	s := w.v.h2Session
	fields := []hpack.Field{{Name: ":status", Value: strconv.Itoa(code)}}
	if code != 100 {
		fields = addFields(fields, w.header)
	}
	s.wmu.Lock()
	s.headers(w.st.id, fields, false)
	s.wmu.Unlock()
}

func (w *h2Response) WriteHeader(code int) {
	if w.wrote {
		w.v.c.server.logf("http2: superfluous response.WriteHeader call from %s", caller())
		return
	}
	checkCode(code)
	if code < 200 {
		if code == 101 {
			panic(fmt.Sprintf("invalid WriteHeader code %v", code))
		}
		if w.body != nil && code == 100 {
			w.body.expects = false
		}
		w.inform(code)
		return
	}
	w.wrote, w.status = true, code
	w.sent = w.header.Clone()
	if w.sent == nil {
		w.sent = Header{}
	}
	if v := w.sent.Get("Content-Length"); v != "" {
		if n, err := strconv.ParseUint(v, 10, 63); err == nil {
			w.length = int64(n)
		}
	}
}

func (w *h2Response) Write(p []byte) (int, error) {
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	if !bodyAllowed(w.status) {
		return 0, ErrBodyNotAllowed
	}
	if w.written += int64(len(p)); w.length >= 0 && w.written > w.length {
		return 0, errors.New("http2: handler wrote more than declared Content-Length")
	}
	if err := w.failure(); err != nil {
		return 0, err
	}
	w.buf = append(w.buf, p...)
	if len(w.buf) > 4096 {
		if err := w.drain(false); err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

func (w *h2Response) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

// failure is why nothing can be sent any more, if so.
func (w *h2Response) failure() error {
	w.v.mu.Lock()
	defer w.v.mu.Unlock()
	return w.st.err
}

// drain sends what is kept; end says that nothing follows.
func (w *h2Response) drain(end bool) error {
	p := w.buf
	w.buf = nil
	isHead := w.r.Method == "HEAD"
	if !w.headSent {
		last := end && (len(p) == 0 || isHead) && len(w.trailers) == 0
		if err := w.sendHead(p, last, end); err != nil || last {
			return err
		}
	}
	if isHead {
		p = nil
	}
	if end && w.hasTrailer() {
		if err := w.st.send(p, false); err != nil {
			return err
		}
		return w.st.sendTrailer(w.trailer())
	}
	if len(p) == 0 && !end {
		return w.failure()
	}
	return w.st.send(p, end)
}

func (w *h2Response) sendHead(p []byte, last, whole bool) error {
	w.headSent = true
	h := w.sent
	fields := []hpack.Field{{Name: ":status", Value: strconv.Itoa(w.status)}}
	for _, names := range h["Trailer"] {
		for name := range strings.SplitSeq(names, ",") {
			w.trailers = append(w.trailers, CanonicalHeaderKey(strings.TrimSpace(name)))
		}
	}
	for _, name := range w.trailers {
		h.Del(name)
	}
	if len(w.trailers) > 0 || w.hasTrailer() {
		last = false
	}
	fields = addFields(fields, h)
	_, hasType := h["Content-Type"]
	if !hasType && bodyAllowed(w.status) && h.Get("Content-Encoding") == "" && len(p) > 0 {
		fields = append(fields, hpack.Field{Name: "content-type", Value: DetectContentType(p)})
	}
	_, hasLength := h["Content-Length"]
	switch {
	case w.length >= 0 && bodyAllowed(w.status):
		fields = append(fields, hpack.Field{Name: "content-length", Value: strconv.FormatInt(w.length, 10)})
	case whole && !hasLength && bodyAllowed(w.status) && w.length < 0 && (w.r.Method != "HEAD" || len(p) > 0):
		fields = append(fields, hpack.Field{Name: "content-length", Value: strconv.Itoa(len(p))})
	}
	if _, found := h["Date"]; !found {
		fields = append(fields, hpack.Field{Name: "date", Value: date()})
	}
	s := w.v.h2Session
	s.mu.Lock()
	err := w.st.err
	s.mu.Unlock()
	if err != nil {
		return err
	}
	s.wmu.Lock()
	err = s.headers(w.st.id, fields, last)
	s.wmu.Unlock()
	if last {
		w.st.ended()
	}
	if wantsClose(1, 1, h) {
		defer w.v.leave()
	}
	return err
}

func (w *h2Response) hasTrailer() bool {
	if len(w.trailers) > 0 {
		return true
	}
	for k := range w.header {
		if strings.HasPrefix(k, TrailerPrefix) {
			return true
		}
	}
	return false
}

func (w *h2Response) trailer() Header {
	t := Header{}
	for k, v := range w.header {
		if name, ok := strings.CutPrefix(k, TrailerPrefix); ok {
			t[CanonicalHeaderKey(name)] = v
		} else if slices.Contains(w.trailers, k) {
			t[k] = v
		}
	}
	return t
}

// Flush sends what has been written.
func (w *h2Response) Flush() { w.FlushError() }

// FlushError is Flush with its error.
func (w *h2Response) FlushError() error {
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	return w.drain(false)
}

func (w *h2Response) finish() {
	w.done = true
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	w.drain(true)
	s := w.v.h2Session
	s.mu.Lock()
	st := w.st
	unread := st.inEnd == nil && st.err == nil
	whole := 0
	if n := len(st.in); n > 0 {
		st.in = nil
		whole, _ = s.taken(st, n)
	}
	st.closed = true
	s.mu.Unlock()
	s.grant(0, whole)
	if unread {
		st.cancel(h2NoError, errors.New("request body was not read"))
	}
}

func (w *h2Response) takeTrailer(h *h2Head) {
	for _, f := range h.fields {
		key := CanonicalHeaderKey(f.Name)
		if _, announced := w.r.Trailer[key]; announced {
			w.r.Trailer[key] = append(w.r.Trailer[key], f.Value)
		}
	}
}

// Push always fails: nothing is pushed.
func (w *h2Response) Push(target string, opts *PushOptions) error { return ErrNotSupported }

// CloseNotify tells when the client has gone.
func (w *h2Response) CloseNotify() <-chan bool {
	gone := make(chan bool, 1)
	context.AfterFunc(w.r.ctx, func() { gone <- true })
	return gone
}

// EnableFullDuplex does nothing: streams go both ways at once.
func (w *h2Response) EnableFullDuplex() error { return nil }

// SetReadDeadline makes reading the request fail at a time.
func (w *h2Response) SetReadDeadline(t time.Time) error {
	w.readUntil = w.at(w.readUntil, t, func() {
		w.v.mu.Lock()
		if w.st.inEnd == nil {
			w.st.inEnd = os.ErrDeadlineExceeded
		}
		w.v.cond.Broadcast()
		w.v.mu.Unlock()
	})
	return nil
}

// SetWriteDeadline makes writing the response fail at a time.
func (w *h2Response) SetWriteDeadline(t time.Time) error {
	w.writeUntil = w.at(w.writeUntil, t, func() { w.st.cancel(h2InternalError, os.ErrDeadlineExceeded) })
	return nil
}

// at stops a timer and starts another one.
func (w *h2Response) at(old *time.Timer, t time.Time, f func()) *time.Timer {
	if old != nil {
		old.Stop()
	}
	if t.IsZero() {
		return nil
	}
	wait := time.Until(t)
	if wait <= 0 {
		f()
		return nil
	}
	return time.AfterFunc(wait, f)
}
