package http

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// response is the answer to one request. What is written is kept until it is too much, or complete: then its length is known.
type response struct {
	conn    *conn
	req     *Request
	reqBody io.ReadCloser
	header  Header
	sent    Header // the header as it was when WriteHeader was called
	cancel  context.CancelFunc
	gone    chan bool

	status   int
	length   int64 // as declared, or -1
	written  int64
	buf      []byte
	trailers []string

	shown        bool // the header was given to the handler
	wrote        bool // WriteHeader was called
	headSent     bool
	chunked      bool
	closing      bool // the connection ends after this
	close10      bool // an HTTP/1.0 client wants to go on
	done         bool // the handler has returned
	expects      bool // the client waits for a go-ahead
	sentContinue bool
	tooLarge     bool
	watchWanted  bool
	fullDuplex   bool
}

func (w *response) Header() Header {
	if w.wrote {
		w.freeze()
	}
	w.shown = true
	return w.header
}

// freeze keeps the header as it is: what is set from now on counts no more.
func (w *response) freeze() {
	if w.sent == nil && !w.headSent {
		w.sent = w.header.Clone()
	}
}

// caller finds who called into this package.
func caller() string {
	for i := 2; i < 20; i++ {
		pc, file, line, ok := runtime.Caller(i)
		if !ok {
			break
		}
		name := runtime.FuncForPC(pc).Name()
		if !strings.HasPrefix(name, "net/http.") {
			return fmt.Sprintf("%s (%s:%d)", name, file[strings.LastIndexByte(file, '/')+1:], line)
		}
	}
	return "unknown"
}

func (w *response) WriteHeader(code int) {
	if w.conn.hijacked {
		w.conn.server.logf("http: response.WriteHeader on hijacked connection from %s", caller())
		return
	}
	if w.wrote {
		w.conn.server.logf("http: superfluous response.WriteHeader call from %s", caller())
		return
	}
	checkCode(code)
	if code >= 101 && code <= 199 && code != StatusSwitchingProtocols || code == 100 {
		if code == 100 {
			w.sentContinue = true
		}
		b := fmt.Appendf(nil, "HTTP/1.1 %d %s\r\n", code, StatusText(code))
		b = w.header.append(b, notInResponse)
		w.conn.bw.Write(append(b, "\r\n"...))
		w.conn.bw.Flush()
		return
	}
	w.wrote = true
	w.status = code
	if cl := w.header.get("Content-Length"); cl != "" {
		if n, err := strconv.ParseInt(cl, 10, 64); err == nil && n >= 0 {
			w.length = n
		} else {
			w.conn.server.logf("http: invalid Content-Length of %q", cl)
			w.header.Del("Content-Length")
		}
	}
	if w.shown {
		w.freeze()
	}
}

func checkCode(code int) {
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
}

func (w *response) allowsBody() bool { return bodyAllowed(w.status) }

func (w *response) Write(p []byte) (int, error) {
	if w.conn.hijacked {
		if len(p) > 0 {
			w.conn.server.logf("http: response.Write on hijacked connection from %s", caller())
		}
		return 0, ErrHijacked
	}
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	if len(p) == 0 {
		return 0, nil
	}
	if err := w.conn.werr; err != nil {
		return 0, err
	}
	if !w.allowsBody() {
		return 0, ErrBodyNotAllowed
	}
	w.written += int64(len(p))
	if w.length != -1 && w.written > w.length {
		return 0, ErrContentLength
	}
	if len(w.buf)+len(p) <= bufferedResponse {
		w.buf = append(w.buf, p...)
		return len(p), nil
	}
	if !w.headSent && len(w.buf) == 0 {
		w.sendHead(p)
	} else {
		w.drain()
	}
	return len(p), w.emit(p)
}

func (w *response) WriteString(s string) (int, error) {
	if w.wrote && w.allowsBody() && !w.conn.hijacked && w.conn.werr == nil && len(w.buf)+len(s) <= bufferedResponse &&
		(w.length == -1 || w.written+int64(len(s)) <= w.length) {
		w.written += int64(len(s))
		w.buf = append(w.buf, s...)
		return len(s), nil
	}
	return w.Write([]byte(s))
}

// onlyWriter hides the other methods of a response.
type onlyWriter struct {
	io.Writer
}

// ReadFrom copies from r, as much as the declared length allows.
func (w *response) ReadFrom(r io.Reader) (int64, error) {
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	if w.length == -1 || w.conn.hijacked || !w.allowsBody() {
		return io.Copy(onlyWriter{w}, r)
	}
	room := w.length - w.written
	n, err := io.Copy(onlyWriter{w}, io.LimitReader(r, room))
	if err != nil || n < room {
		return n, err
	}
	var more [1]byte
	if k, _ := io.ReadFull(r, more[:]); k > 0 {
		return n, ErrContentLength
	}
	return n, nil
}

// drain sends what is kept.
func (w *response) drain() {
	if !w.headSent {
		w.sendHead(w.buf)
	}
	if len(w.buf) > 0 {
		w.emit(w.buf)
		w.buf = w.buf[:0]
	}
}

// emit sends a piece of the body.
func (w *response) emit(p []byte) error {
	if w.req.Method == "HEAD" || len(p) == 0 {
		return nil
	}
	bw := w.conn.bw
	if w.chunked {
		bw.WriteString(strconv.FormatInt(int64(len(p)), 16))
		bw.WriteString("\r\n")
		bw.Write(p)
		_, err := bw.WriteString("\r\n")
		return err
	}
	_, err := bw.Write(p)
	return err
}

var (
	dateSecond int64
	dateText   string
)

// date returns the time for a head; it changes once a second.
func date() string {
	now := time.Now()
	if s := now.Unix(); s != dateSecond {
		dateSecond, dateText = s, now.UTC().Format(TimeFormat)
	}
	return dateText
}

// sendHead sends the head; p is the beginning of the body, all of it if the handler has returned.
func (w *response) sendHead(p []byte) {
	w.headSent = true
	h := w.sent
	if h == nil {
		h = w.header
	}
	keeps := w.conn.server.keepsAlive()
	isHead := w.req.Method == "HEAD"
	// What follows the answer to CONNECT belongs to neither of the two.
	isConnect := w.req.Method == "CONNECT"
	opened := isConnect && w.status >= 200 && w.status < 300
	if isConnect {
		w.closing = true
	}
	exclude := map[string]bool{}
	trailers := false
	for k := range h {
		if strings.HasPrefix(k, TrailerPrefix) {
			exclude[k] = true
			trailers = true
		}
	}
	for _, v := range h["Trailer"] {
		trailers = true
		for key := range strings.SplitSeq(v, ",") {
			w.trailers = append(w.trailers, CanonicalHeaderKey(strings.TrimSpace(key)))
		}
	}
	for _, k := range w.trailers {
		exclude[k] = true
	}
	te := h.get("Transfer-Encoding")
	_, hasLength := h["Content-Length"]
	length := ""
	if opened {
		exclude["Content-Length"], exclude["Transfer-Encoding"] = true, true
		hasLength = false
	} else if w.done && !trailers && te == "" && w.allowsBody() && !hasLength && (!isHead || len(p) > 0) {
		w.length = int64(len(p))
		length = strconv.Itoa(len(p))
		hasLength = true
	}
	connection := ""
	if w.close10 && keeps && hasToken(h["Connection"], "keep-alive") && hasLength {
		w.closing = false
	}
	if w.close10 && (isHead || hasLength || !w.allowsBody()) && keeps {
		if _, found := h["Connection"]; !found {
			connection = "keep-alive"
			w.closing = false
		}
	} else if w.close10 {
		w.closing = true
	}
	if !keeps || hasToken(h["Connection"], "close") {
		w.closing = true
	}
	if w.expects && !w.sentContinue {
		w.closing = true
	}
	if b, ok := w.reqBody.(*body); ok && !b.eof && !w.closing && !w.fullDuplex && !(w.expects && !w.sentContinue) {
		// Some clients write their whole body before they read.
		w.readRest(b)
		if b.cut {
			w.closing = true
		}
	}
	kind := ""
	if w.allowsBody() {
		_, found := h["Content-Type"]
		if !found && te == "" && h.get("Content-Encoding") == "" && len(p) > 0 {
			kind = DetectContentType(p)
		}
	} else {
		exclude["Content-Length"], exclude["Transfer-Encoding"] = true, true
		if w.status == StatusNotModified {
			exclude["Content-Type"] = true
		}
	}
	if hasLength && te != "" && te != "identity" {
		w.conn.server.logf("http: WriteHeader called with both Transfer-Encoding of %q and a Content-Length of %d", te, w.length)
		exclude["Content-Length"] = true
		hasLength = false
	}
	encoding := ""
	switch {
	case opened:
	case isHead || !w.allowsBody():
		exclude["Transfer-Encoding"] = true
	case hasLength:
		exclude["Transfer-Encoding"] = true
	case w.req.ProtoAtLeast(1, 1):
		if te == "identity" {
			exclude["Transfer-Encoding"] = true
			w.closing = true
		} else {
			w.chunked = true
			encoding = "chunked"
			exclude["Transfer-Encoding"] = te == "chunked"
		}
	default:
		w.closing = true
		exclude["Transfer-Encoding"] = true
	}
	if w.chunked {
		exclude["Content-Length"] = true
	}
	if w.closing && !opened && (!keeps || !hasToken(h["Connection"], "close")) {
		exclude["Connection"] = true
		if w.req.ProtoAtLeast(1, 1) {
			connection = "close"
		}
	}
	b := appendStatusLine(make([]byte, 0, 512), w.req.ProtoAtLeast(1, 1), w.status)
	b = h.append(b, exclude)
	if _, found := h["Date"]; !found {
		b = appendField(b, "Date", date())
	}
	if length != "" {
		b = appendField(b, "Content-Length", length)
	}
	if kind != "" {
		b = appendField(b, "Content-Type", kind)
	}
	if connection != "" {
		b = appendField(b, "Connection", connection)
	}
	if encoding != "" {
		b = appendField(b, "Transfer-Encoding", encoding)
	}
	b = append(b, "\r\n"...)
	w.conn.bw.Write(b)
}

func appendStatusLine(b []byte, is11 bool, code int) []byte {
	if is11 {
		b = append(b, "HTTP/1.1 "...)
	} else {
		b = append(b, "HTTP/1.0 "...)
	}
	if code < 100 {
		b = append(b, '0')
	}
	b = strconv.AppendInt(b, int64(code), 10)
	b = append(b, ' ')
	if text := StatusText(code); text != "" {
		b = append(b, text...)
	} else {
		b = append(b, "status code "...)
		b = strconv.AppendInt(b, int64(code), 10)
	}
	return append(b, "\r\n"...)
}

// readRest reads the rest of the request's body, up to a limit.
func (w *response) readRest(b *body) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	if b.left > drainLimit {
		b.cut = true
		return
	}
	var room [4096]byte
	for total := 0; total < drainLimit; {
		n, err := b.read(room[:])
		total += n
		if err == io.EOF {
			return
		}
		if err != nil {
			break
		}
	}
	b.cut = !b.eof
}

func (w *response) bodyCut() bool {
	b, ok := w.reqBody.(*body)
	return ok && b.cut
}

// finish sends what is left when the handler has returned.
func (w *response) finish() {
	w.done = true
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	w.drain()
	if w.chunked && w.req.Method != "HEAD" {
		w.conn.bw.WriteString("0\r\n")
		w.conn.bw.Write(w.trailer().append(nil, nil))
		w.conn.bw.WriteString("\r\n")
	}
	w.conn.bw.Flush()
	w.conn.unwatch()
	w.reqBody.Close()
	if w.req.MultipartForm != nil {
		w.req.MultipartForm.RemoveAll()
	}
}

func (w *response) trailer() Header {
	var t Header
	for k, v := range w.header {
		if name, found := strings.CutPrefix(k, TrailerPrefix); found {
			if t == nil {
				t = make(Header)
			}
			t[name] = v
		}
	}
	for _, k := range w.trailers {
		if v := w.header[k]; v != nil {
			if t == nil {
				t = make(Header)
			}
			t[k] = v
		}
	}
	return t
}

// reusable reports whether the connection may serve another request.
func (w *response) reusable() bool {
	if w.closing || w.conn.werr != nil || w.tooLarge || w.bodyCut() {
		return false
	}
	return w.req.Method == "HEAD" || w.length == -1 || !w.allowsBody() || w.length == w.written
}

func (w *response) requestTooLarge() {
	w.tooLarge = true
	w.closing = true
	if !w.wrote {
		w.header.Set("Connection", "close")
	}
}

func (w *response) Flush() { w.FlushError() }

// FlushError sends what has been written so far.
func (w *response) FlushError() error {
	if !w.wrote {
		w.WriteHeader(StatusOK)
	}
	w.drain()
	return w.conn.bw.Flush()
}

// Hijack hands the connection out.
func (w *response) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if w.done {
		panic("net/http: Hijack called after ServeHTTP finished")
	}
	if w.conn.hijacked {
		return nil, nil, ErrHijacked
	}
	c := w.conn
	if w.wrote {
		w.drain()
		c.bw.Flush()
	}
	c.unwatch()
	c.hijacked = true
	c.rwc.SetDeadline(time.Time{})
	if c.hasByte {
		c.br.Peek(c.br.Buffered() + 1)
	}
	rw := bufio.NewReadWriter(c.br, bufio.NewWriter(c.rwc))
	c.setState(StateHijacked, true)
	return c.rwc, rw, nil
}

// CloseNotify returns a channel that gets a value when the client has gone.
func (w *response) CloseNotify() <-chan bool {
	if w.done {
		panic("net/http: CloseNotify called after ServeHTTP finished")
	}
	if w.gone == nil {
		w.gone = make(chan bool, 1)
		w.wantWatch()
	}
	return w.gone
}

func (w *response) SetReadDeadline(t time.Time) error  { return w.conn.rwc.SetReadDeadline(t) }
func (w *response) SetWriteDeadline(t time.Time) error { return w.conn.rwc.SetWriteDeadline(t) }

// EnableFullDuplex lets a handler read its request after it has begun to answer.
func (w *response) EnableFullDuplex() error {
	w.fullDuplex = true
	return nil
}

// A ResponseController controls a response through whatever wraps it.
type ResponseController struct {
	rw ResponseWriter
}

// NewResponseController returns one for a request's response.
func NewResponseController(rw ResponseWriter) *ResponseController { return &ResponseController{rw} }

func notSupported() error { return fmt.Errorf("%w", ErrNotSupported) }

// Flush sends what has been written so far.
func (c *ResponseController) Flush() error {
	for rw := c.rw; ; {
		switch t := rw.(type) {
		case interface{ FlushError() error }:
			return t.FlushError()
		case Flusher:
			t.Flush()
			return nil
		case interface{ Unwrap() ResponseWriter }:
			rw = t.Unwrap()
		default:
			return notSupported()
		}
	}
}

// Hijack hands the connection out.
func (c *ResponseController) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	for rw := c.rw; ; {
		switch t := rw.(type) {
		case Hijacker:
			return t.Hijack()
		case interface{ Unwrap() ResponseWriter }:
			rw = t.Unwrap()
		default:
			return nil, nil, notSupported()
		}
	}
}

// SetReadDeadline sets when reading the request gives up.
func (c *ResponseController) SetReadDeadline(deadline time.Time) error {
	for rw := c.rw; ; {
		switch t := rw.(type) {
		case interface{ SetReadDeadline(time.Time) error }:
			return t.SetReadDeadline(deadline)
		case interface{ Unwrap() ResponseWriter }:
			rw = t.Unwrap()
		default:
			return notSupported()
		}
	}
}

// SetWriteDeadline sets when writing the response gives up.
func (c *ResponseController) SetWriteDeadline(deadline time.Time) error {
	for rw := c.rw; ; {
		switch t := rw.(type) {
		case interface{ SetWriteDeadline(time.Time) error }:
			return t.SetWriteDeadline(deadline)
		case interface{ Unwrap() ResponseWriter }:
			rw = t.Unwrap()
		default:
			return notSupported()
		}
	}
}

// EnableFullDuplex lets a handler read its request after it has begun to answer.
func (c *ResponseController) EnableFullDuplex() error {
	for rw := c.rw; ; {
		switch t := rw.(type) {
		case interface{ EnableFullDuplex() error }:
			return t.EnableFullDuplex()
		case interface{ Unwrap() ResponseWriter }:
			rw = t.Unwrap()
		default:
			return notSupported()
		}
	}
}
