package http

// A transport's connection that speaks HTTP/1: one request after the other.

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"net"
	"net/http/httptrace"
	"net/textproto"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// How long and how much is read of a body that was closed before its end, so that its connection can be used again.
const (
	maxPostCloseReadBytes = 256 << 10
	maxPostCloseReadTime  = 50 * time.Millisecond
)

// maxWriteWaitBeforeConnReuse is how long a request may still be written after its response.
var maxWriteWaitBeforeConnReuse = 50 * time.Millisecond

// persistConn is a connection, and the goroutine that reads from it.
type persistConn struct {
	t        *Transport
	alt      RoundTripper // makes the requests instead: HTTP/2
	cacheKey connectMethodKey
	conn     net.Conn
	owner    *ClientConn // if it is not one of the pool's
	freed    func()      // called when the owner may make another request
	br       *bufio.Reader
	bw       *bufio.Writer
	proxied  bool // requests go to a proxy, which needs whole URLs
	auth     string
	tls      *tls.ConnectionState

	closech chan struct{}
	calls   chan *call
	written atomic.Int64 // bytes to the connection
	left    int64        // that the loop may read yet
	limited bool
	sawEOF  bool

	mu       sync.Mutex
	closed   error // why
	expected int   // responses
	reused   bool

	// Guarded by the transport's idleMu.
	idleAt    time.Time
	idleTimer *time.Timer
}

// call is one request on a connection.
type call struct {
	*transportRequest
	zip     bool // we have asked for gzip
	reply   chan reply
	goOn    chan bool     // the server wants the body, or not
	gone    chan struct{} // nobody waits for the reply
	sent    chan struct{} // the request has been written, or sendErr says why not
	sendErr error
}

type reply struct {
	resp *Response
	err  error
}

// nothingWrittenError is for a request of which nothing has left.
type nothingWrittenError struct {
	error
}

func (e nothingWrittenError) Unwrap() error { return e.error }

// transportReadFromServerError is for a connection that ended before the response began.
type transportReadFromServerError struct {
	err error
}

func (e transportReadFromServerError) Unwrap() error { return e.err }

func (e transportReadFromServerError) Error() string {
	return fmt.Sprintf("net/http: Transport failed to read from server: %v", e.err)
}

func (pc *persistConn) h2() *h2Conn {
	c, _ := pc.alt.(*h2Conn)
	return c
}

// alive reports whether the connection can be used.
func (pc *persistConn) alive() bool {
	if c := pc.h2(); c != nil {
		return c.usable()
	}
	return pc.closeError() == nil
}

func (pc *persistConn) closeError() error {
	pc.mu.Lock()
	defer pc.mu.Unlock()
	return pc.closed
}

// reserve takes a place for a request.
func (pc *persistConn) reserve() bool {
	if c := pc.h2(); c != nil {
		return c.reserve()
	}
	return true
}

// unreserve gives a place back.
func (pc *persistConn) unreserve() {
	if c := pc.h2(); c != nil {
		c.unreserve()
	}
}

func (pc *persistConn) isReused() bool {
	pc.mu.Lock()
	defer pc.mu.Unlock()
	return pc.reused
}

func (pc *persistConn) markReused() {
	pc.mu.Lock()
	pc.reused = true
	pc.mu.Unlock()
}

// onFree makes f be called when the request that comes next is over.
func (pc *persistConn) onFree(f func()) {
	pc.mu.Lock()
	pc.freed = f
	pc.mu.Unlock()
}

func (pc *persistConn) free() {
	pc.mu.Lock()
	f := pc.freed
	pc.freed = nil
	pc.mu.Unlock()
	if f != nil {
		f()
	}
}

// close ends the connection, if it has not ended.
func (pc *persistConn) close(err error) {
	if !pc.markClosed(err) {
		return
	}
	if c := pc.h2(); c != nil {
		c.close(err)
	} else if pc.conn != nil {
		pc.conn.Close()
	}
}

func (pc *persistConn) closeLater(err error) {
	if c := pc.h2(); c != nil {
		go c.closeIfIdle()
		return
	}
	go pc.close(err)
}

// markClosed notes the end; it reports whether this is the first one.
func (pc *persistConn) markClosed(err error) bool {
	pc.mu.Lock()
	if pc.closed != nil {
		pc.mu.Unlock()
		return false
	}
	pc.closed = err
	if pc.closech != nil {
		close(pc.closech)
	}
	pc.mu.Unlock()
	if pc.owner != nil {
		pc.free()
		pc.owner.changed()
	} else {
		pc.t.release(pc.cacheKey)
	}
	return true
}

// Read is what the buffered reader reads from.
func (pc *persistConn) Read(p []byte) (n int, err error) {
	if pc.limited {
		if pc.left <= 0 {
			return 0, fmt.Errorf("read limit of %d bytes exhausted", pc.t.maxHeader())
		}
		p = p[:min(int64(len(p)), pc.left)]
	}
	n, err = pc.conn.Read(p)
	if err == io.EOF {
		pc.sawEOF = true
	}
	pc.left -= int64(n)
	return n, err
}

// Write is what the buffered writer writes to.
func (pc *persistConn) Write(p []byte) (int, error) {
	n, err := pc.conn.Write(p)
	pc.written.Add(int64(n))
	return n, err
}

// ReadFrom lets the connection copy by itself.
func (pc *persistConn) ReadFrom(r io.Reader) (int64, error) {
	n, err := io.Copy(pc.conn, r)
	pc.written.Add(n)
	return n, err
}

func (t *Transport) maxHeader() int64 {
	if t.MaxResponseHeaderBytes != 0 {
		return t.MaxResponseHeaderBytes
	}
	return 10 << 20
}

func (pc *persistConn) limit() { pc.left, pc.limited = pc.t.maxHeader(), true }

// is408Message reports whether a server ended an idle connection with words.
func is408Message(b []byte) bool {
	s := string(b)
	return len(s) >= len("HTTP/1.x 408") && strings.HasPrefix(s, "HTTP/1.") && s[8:12] == " 408"
}

// whyQuiet explains why a connection ended on which no response was expected.
func (pc *persistConn) whyQuiet(err error) error {
	if n := pc.br.Buffered(); n > 0 {
		b, _ := pc.br.Peek(n)
		if is408Message(b) {
			return errServerClosedIdle
		}
		log.Printf("Unsolicited response received on idle HTTP channel starting with %q; err=%v", b, err)
	}
	if err == io.EOF {
		return errServerClosedIdle
	}
	return fmt.Errorf("readLoopPeekFailLocked: %w", err)
}

// readLoop reads the responses, one after the other.
func (pc *persistConn) readLoop() {
	why := errReadLoopDone
	defer func() {
		pc.close(why)
		pc.t.forget(pc)
	}()
	for {
		pc.limit()
		_, err := pc.br.Peek(1)
		pc.mu.Lock()
		expected := pc.expected
		pc.mu.Unlock()
		if expected == 0 {
			if pc.closeError() == nil {
				why = pc.whyQuiet(err)
			}
			return
		}
		c := <-pc.calls
		var resp *Response
		if err == nil {
			resp, err = pc.readResponse(c)
		} else {
			err = transportReadFromServerError{err}
			why = err
		}
		if err != nil {
			if pc.left <= 0 {
				err = fmt.Errorf("net/http: server response headers exceeded %d bytes; aborted", pc.t.maxHeader())
			}
			select {
			case c.reply <- reply{nil, err}:
			case <-c.gone:
			}
			return
		}
		pc.limited = false
		pc.mu.Lock()
		pc.expected--
		pc.mu.Unlock()
		again, err := pc.pass(c, resp)
		if err != nil {
			why = err
		}
		testHookReadLoopBeforeNextRead()
		if !again {
			return
		}
	}
}

// keep makes the connection ready for another request, if it can be used again.
func (pc *persistConn) keep(c *call) error {
	if pc.sawEOF || !c.wasSent() {
		return errConnBroken
	}
	err := pc.t.tryPutIdleConn(pc)
	if c.trace != nil && c.trace.PutIdleConn != nil && err != errKeepAlivesOff {
		c.trace.PutIdleConn(err)
	}
	return err
}

// wasSent reports whether the request has left as a whole; servers may answer early.
func (c *call) wasSent() bool {
	select {
	case <-c.sent:
		return c.sendErr == nil
	default:
	}
	timer := time.NewTimer(maxWriteWaitBeforeConnReuse)
	defer timer.Stop()
	select {
	case <-c.sent:
		return c.sendErr == nil
	case <-timer.C:
		return false
	}
}

// pass gives a response to its caller, and reports whether another may follow on the connection, and if not, why.
func (pc *persistConn) pass(c *call, resp *Response) (again bool, why error) {
	alive := !resp.Close && !c.Close && resp.StatusCode > 199 && c.Method != "CONNECT"
	deliver := func() bool {
		select {
		case c.reply <- reply{resp, nil}:
			return true
		case <-c.gone:
			return false
		}
	}
	if resp.StatusCode == StatusSwitchingProtocols {
		resp.Body = &upgraded{pc.conn, pc.br}
		deliver()
		pc.markClosed(errCallerOwnsConn)
		c.cancel(errRequestDone)
		return false, nil
	}
	b, ok := resp.Body.(*body)
	if !ok {
		if alive {
			why = pc.keep(c)
			alive = why == nil
		}
		if !deliver() {
			return false, why
		}
		c.cancel(errRequestDone)
		return alive, why
	}
	ended := make(chan bool, 1)
	b.client = true
	b.onEOF = func() {
		if alive && !b.closed {
			why = pc.keep(c)
			alive = why == nil
		}
		select {
		case ended <- true:
			c.cancel(errRequestDone)
		default:
		}
	}
	b.onClose = func(whole bool) {
		if !whole {
			select {
			case ended <- false:
			default:
			}
		}
	}
	b.failure = func(err error) error {
		if e := context.Cause(c.ctx); e != nil && e != errRequestDone {
			err = e
		}
		pc.close(err)
		return err
	}
	known := resp.ContentLength
	if c.zip && strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
		resp.Body = &unzipper{body: b, after: errResponseClosed}
		resp.unzipped()
	}
	if !deliver() {
		return false, nil
	}
	defer c.cancel(errRequestDone)
	select {
	case whole := <-ended:
		return pc.afterBody(c, b, known, whole, &alive, &why), why
	case <-c.ctx.Done():
		select {
		case whole := <-ended:
			return pc.afterBody(c, b, known, whole, &alive, &why), why
		default:
		}
		why = context.Cause(c.ctx)
		pc.close(why)
		return false, why
	case <-pc.closech:
		return false, nil
	}
}

// afterBody decides what becomes of the connection when a body was read, or closed before its end.
func (pc *persistConn) afterBody(c *call, b *body, length int64, whole bool, alive *bool, why *error) bool {
	if whole {
		return *alive
	}
	*why = errResponseClosed
	if !*alive || length > maxPostCloseReadBytes {
		return false
	}
	b.trailer = nil // the response is the program's
	drained := make(chan bool, 1)
	go func() { drained <- b.drain(maxPostCloseReadBytes) }()
	timer := time.NewTimer(maxPostCloseReadTime)
	defer timer.Stop()
	select {
	case ok := <-drained:
		if !ok {
			return false
		}
		*why = pc.keep(c)
		return *why == nil
	case <-timer.C:
	case <-pc.closech:
	}
	return false
}

// readResponse reads one response; those that only inform are passed over.
func (pc *persistConn) readResponse(c *call) (*Response, error) {
	if c.trace != nil && c.trace.GotFirstResponseByte != nil {
		c.trace.GotFirstResponseByte()
	}
	goOn := c.goOn
	for n := 1; ; n++ {
		resp, err := ReadResponse(pc.br, c.Request)
		if err != nil {
			return nil, err
		}
		code := resp.StatusCode
		if goOn != nil && (code == StatusContinue || code > 199) {
			// A server that answers at once and keeps the connection still wants the body.
			goOn <- code == StatusContinue || !resp.Close && !c.Close
			goOn = nil
		}
		if code < 100 || code > 199 || code == StatusSwitchingProtocols {
			resp.TLS = pc.tls
			return resp, nil
		}
		if c.trace != nil {
			if code == StatusContinue && c.trace.Got100Continue != nil {
				c.trace.Got100Continue()
			}
			if c.trace.Got1xxResponse != nil {
				if err := c.trace.Got1xxResponse(code, textproto.MIMEHeader(resp.Header)); err != nil {
					return nil, err
				}
				pc.limit()
				continue
			}
		}
		if n > 5 {
			return nil, errors.New("net/http: too many 1xx informational responses")
		}
	}
}

// upgraded is the connection after a change of protocols.
type upgraded struct {
	net.Conn
	br *bufio.Reader
}

func (u *upgraded) Read(p []byte) (int, error) { return u.br.Read(p) }

// unzipper undoes gzip.
type unzipper struct {
	body  io.ReadCloser
	after error // of reads after Close
	r     *gzip.Reader
	err   error
}

func (z *unzipper) Read(p []byte) (int, error) {
	if z.err != nil {
		return 0, z.err
	}
	if z.r == nil {
		if z.r, z.err = gzip.NewReader(z.body); z.err != nil {
			return 0, z.err
		}
	}
	return z.r.Read(p)
}

func (z *unzipper) Close() error {
	z.err = z.after
	return z.body.Close()
}

// unzipped notes that gzip was undone.
func (r *Response) unzipped() {
	r.Header.Del("Content-Encoding")
	r.Header.Del("Content-Length")
	r.ContentLength = -1
	r.Uncompressed = true
}

// wantsZip reports whether gzip is asked for, and undone, without the program's knowledge.
func (t *Transport) wantsZip(r *Request) bool {
	return !t.DisableCompression && r.Header.Get("Accept-Encoding") == "" && r.Header.Get("Range") == "" && r.Method != "HEAD"
}

// send writes a request.
func (pc *persistConn) send(c *call, extra Header) {
	before := pc.written.Load()
	err := c.write(pc.bw, pc.proxied, extra, c.trace, pc.continues(c))
	if err != nil {
		if b, ok := c.Body.(*trackedBody); ok && b.failure != nil {
			c.setError(b.failure)
		}
		if pc.written.Load() == before {
			err = nothingWrittenError{err}
		}
	}
	if c.trace != nil && c.trace.WroteRequest != nil {
		c.trace.WroteRequest(httptrace.WroteRequestInfo{Err: err})
	}
	if c.sendErr = err; err != nil {
		pc.close(fmt.Errorf("write error: %w", err))
	}
	close(c.sent)
}

// continues returns what waits for the server's word before the body is sent; nil if it is sent anyway.
func (pc *persistConn) continues(c *call) func() bool {
	if c.goOn == nil {
		return nil
	}
	return func() bool {
		if c.trace != nil && c.trace.Wait100Continue != nil {
			c.trace.Wait100Continue()
		}
		timer := time.NewTimer(pc.t.ExpectContinueTimeout)
		defer timer.Stop()
		select {
		case yes := <-c.goOn:
			return yes
		case <-timer.C:
			return true
		case <-pc.closech:
			return false
		}
	}
}

// roundTrip makes a request on the connection.
func (pc *persistConn) roundTrip(r *transportRequest) (*Response, error) {
	testHookEnterRoundTrip()
	c := &call{transportRequest: r, zip: pc.t.wantsZip(r.Request), reply: make(chan reply), gone: make(chan struct{}), sent: make(chan struct{})}
	defer close(c.gone)
	extra := Header{}
	if c.zip {
		extra["Accept-Encoding"] = []string{"gzip"}
	}
	if pc.t.DisableKeepAlives && !r.Close && !wantsClose(1, 1, r.Header) && pc.owner == nil {
		extra["Connection"] = []string{"close"}
	}
	if pc.proxied && pc.auth != "" && r.Header.Get("Proxy-Authorization") == "" {
		extra["Proxy-Authorization"] = []string{pc.auth}
	}
	if r.Body != nil && r.Body != NoBody && hasToken(r.Header["Expect"], "100-continue") && pc.t.ExpectContinueTimeout > 0 {
		c.goOn = make(chan bool, 1)
	}
	pc.mu.Lock()
	pc.expected++
	pc.mu.Unlock()
	before := pc.written.Load()
	pc.calls <- c
	go pc.send(c, extra)
	sent := c.sent
	var tooLate <-chan time.Time
	fail := func(err error) (*Response, error) {
		if <-c.sent; c.sendErr != nil && !errors.As(err, new(transportReadFromServerError)) && err != errServerClosedIdle {
			err = c.sendErr
		}
		return nil, pc.explain(r, before, err)
	}
	answer := func(re reply) (*Response, error) {
		if re.err != nil {
			pc.close(re.err)
			return fail(re.err)
		}
		return re.resp, nil
	}
	for {
		select {
		case re := <-c.reply:
			return answer(re)
		case <-sent:
			sent = nil
			if c.sendErr != nil {
				return fail(c.sendErr)
			}
			if d := pc.t.ResponseHeaderTimeout; d > 0 {
				timer := time.NewTimer(d)
				defer timer.Stop()
				tooLate = timer.C
			}
		case <-tooLate:
			pc.close(headerTimeout{})
			return nil, headerTimeout{}
		case <-r.ctx.Done():
			select {
			case re := <-c.reply:
				return answer(re)
			default:
			}
			err := context.Cause(r.ctx)
			pc.close(err)
			return nil, err
		case <-pc.closech:
			// The server may have answered and gone.
			select {
			case re := <-c.reply:
				return answer(re)
			default:
			}
			return fail(pc.closeError())
		}
	}
}

// explain tells what a failed request failed of.
func (pc *persistConn) explain(r *transportRequest, before int64, err error) error {
	if r.ctx.Err() != nil {
		return context.Cause(r.ctx)
	}
	if e := r.bodyError(); e != nil {
		return e
	}
	if err == errServerClosedIdle {
		return err
	}
	if e, ok := err.(transportReadFromServerError); ok {
		if pc.written.Load() == before {
			return nothingWrittenError{err}
		}
		if e.err == errServerClosedIdle {
			return e.err
		}
		return err
	}
	if pc.closeError() != nil {
		if pc.written.Load() == before {
			return nothingWrittenError{err}
		}
		return fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err)
	}
	return err
}

// isReplayable reports whether a request may be made twice.
func (r *Request) isReplayable() bool {
	if r.Body != nil && r.Body != NoBody && r.GetBody == nil {
		return false
	}
	switch r.Method {
	case "", "GET", "HEAD", "OPTIONS", "TRACE":
		return true
	}
	return r.Header["Idempotency-Key"] != nil || r.Header["X-Idempotency-Key"] != nil
}

// shouldRetryRequest reports whether a request may be made again over another connection.
func (pc *persistConn) shouldRetryRequest(r *Request, err error) bool {
	if c := pc.h2(); c != nil {
		return c.again(r, err)
	}
	if _, ok := err.(interface{ IsHTTP2NoCachedConnError() }); ok {
		return true
	}
	if err == errMissingHost || !pc.isReused() {
		return false
	}
	if _, ok := err.(nothingWrittenError); ok {
		return r.outgoingLength() == 0 || r.GetBody != nil
	}
	if !r.isReplayable() {
		return false
	}
	_, ok := err.(transportReadFromServerError)
	return ok || err == errServerClosedIdle
}
