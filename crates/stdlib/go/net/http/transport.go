package http

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

// A Transport makes requests over connections that it keeps for further ones.
type Transport struct {
	Proxy                  func(*Request) (*url.URL, error)
	OnProxyConnectResponse func(ctx context.Context, proxyURL *url.URL, connectReq *Request, connectRes *Response) error
	DialContext            func(ctx context.Context, network, addr string) (net.Conn, error)
	Dial                   func(network, addr string) (net.Conn, error)
	DialTLSContext         func(ctx context.Context, network, addr string) (net.Conn, error)
	DialTLS                func(network, addr string) (net.Conn, error)
	TLSClientConfig        *tls.Config
	TLSHandshakeTimeout    time.Duration
	DisableKeepAlives      bool
	DisableCompression     bool
	MaxIdleConns           int
	MaxIdleConnsPerHost    int
	MaxConnsPerHost        int
	IdleConnTimeout        time.Duration
	ResponseHeaderTimeout  time.Duration
	ExpectContinueTimeout  time.Duration
	TLSNextProto           map[string]func(authority string, c *tls.Conn) RoundTripper
	ProxyConnectHeader     Header
	GetProxyConnectHeader  func(ctx context.Context, proxyURL *url.URL, target string) (Header, error)
	MaxResponseHeaderBytes int64
	WriteBufferSize        int
	ReadBufferSize         int
	ForceAttemptHTTP2      bool
	HTTP2                  *HTTP2Config
	Protocols              *Protocols

	mu      sync.Mutex
	idle    map[string][]*link // the one used last stands at the end
	idles   []*link            // all of them, the oldest first
	h2      map[string]*h2Conn // by the same keys
	open    map[string]int     // with MaxConnsPerHost
	waiting map[string][]chan struct{}
	schemes map[string]RoundTripper
}

// DefaultTransport is what clients use that have none of their own.
var DefaultTransport RoundTripper = &Transport{
	Proxy:                 ProxyFromEnvironment,
	DialContext:           (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
	ForceAttemptHTTP2:     true,
	MaxIdleConns:          100,
	IdleConnTimeout:       90 * time.Second,
	TLSHandshakeTimeout:   10 * time.Second,
	ExpectContinueTimeout: 1 * time.Second,
}

// ErrSkipAltProtocol makes a transport handle a request itself.
var ErrSkipAltProtocol = errors.New("net/http: skip alternate protocol")

var (
	errServerClosedIdle = errors.New("http: server closed idle connection")
	errIdleTimeout      = errors.New("http: idle connection timeout")
	errCloseIdle        = errors.New("http: CloseIdleConnections called")
	errTooManyIdle      = errors.New("http: too many idle connections")
	errKeepAlivesOff    = errors.New("http: putIdleConn: keep alives disabled")
	errReadLoopDone     = errors.New("http: persistConn.readLoop exiting")
	errBodyClosed       = errors.New("http: response body closed")
	errRequestCanceled  = errors.New("net/http: request canceled")
)

type headerTimeout struct{}

func (headerTimeout) Error() string   { return "net/http: timeout awaiting response headers" }
func (headerTimeout) Timeout() bool   { return true }
func (headerTimeout) Temporary() bool { return true }

// Clone returns a copy of the settings.
func (t *Transport) Clone() *Transport {
	return &Transport{
		Proxy: t.Proxy, OnProxyConnectResponse: t.OnProxyConnectResponse, DialContext: t.DialContext, Dial: t.Dial,
		DialTLSContext: t.DialTLSContext, DialTLS: t.DialTLS, TLSClientConfig: t.TLSClientConfig.Clone(),
		TLSHandshakeTimeout: t.TLSHandshakeTimeout, DisableKeepAlives: t.DisableKeepAlives, DisableCompression: t.DisableCompression,
		MaxIdleConns: t.MaxIdleConns, MaxIdleConnsPerHost: t.MaxIdleConnsPerHost, MaxConnsPerHost: t.MaxConnsPerHost,
		IdleConnTimeout: t.IdleConnTimeout, ResponseHeaderTimeout: t.ResponseHeaderTimeout,
		ExpectContinueTimeout: t.ExpectContinueTimeout, ProxyConnectHeader: t.ProxyConnectHeader.Clone(),
		GetProxyConnectHeader: t.GetProxyConnectHeader, MaxResponseHeaderBytes: t.MaxResponseHeaderBytes,
		WriteBufferSize: t.WriteBufferSize, ReadBufferSize: t.ReadBufferSize, ForceAttemptHTTP2: t.ForceAttemptHTTP2,
		HTTP2: t.HTTP2, Protocols: t.Protocols, TLSNextProto: t.TLSNextProto,
	}
}

// RegisterProtocol makes rt handle the requests of a scheme.
func (t *Transport) RegisterProtocol(scheme string, rt RoundTripper) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, found := t.schemes[scheme]; found {
		panic("protocol " + scheme + " already registered")
	}
	if t.schemes == nil {
		t.schemes = make(map[string]RoundTripper)
	}
	t.schemes[scheme] = rt
}

// CancelRequest is for requests without context; it does nothing.
func (t *Transport) CancelRequest(req *Request) {}

// CloseIdleConnections closes connections that no request uses.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	all := t.idles
	t.idles, t.idle = nil, nil
	var many []*h2Conn
	for _, c := range t.h2 {
		many = append(many, c)
	}
	t.mu.Unlock()
	for _, c := range many {
		c.closeIfIdle()
	}
	for _, l := range all {
		l.close(errCloseIdle)
	}
}

// ProxyURL returns a function for Transport.Proxy that always answers the same.
func ProxyURL(fixed *url.URL) func(*Request) (*url.URL, error) {
	return func(*Request) (*url.URL, error) { return fixed, nil }
}

func firstEnv(names ...string) string {
	for _, n := range names {
		if v := os.Getenv(n); v != "" {
			return v
		}
	}
	return ""
}

// ProxyFromEnvironment finds the proxy for a request in HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
func ProxyFromEnvironment(req *Request) (*url.URL, error) {
	proxy := ""
	if req.URL.Scheme == "https" {
		proxy = firstEnv("HTTPS_PROXY", "https_proxy")
	} else if req.URL.Scheme == "http" {
		if proxy = firstEnv("HTTP_PROXY", "http_proxy"); proxy != "" && os.Getenv("REQUEST_METHOD") != "" {
			return nil, errors.New("refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy")
		}
	}
	if proxy == "" || !usesProxy(req.URL) {
		return nil, nil
	}
	u, err := url.Parse(proxy)
	if err != nil || u.Scheme == "" || u.Host == "" {
		if v, err := url.Parse("http://" + proxy); err == nil {
			return v, nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("invalid proxy address %q: %v", proxy, err)
	}
	return u, nil
}

func usesProxy(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	ip := net.ParseIP(host)
	if host == "localhost" || ip.IsLoopback() {
		return false
	}
	for p := range strings.SplitSeq(firstEnv("NO_PROXY", "no_proxy"), ",") {
		p = strings.ToLower(strings.TrimSpace(p))
		if p == "" {
			continue
		}
		if p == "*" {
			return false
		}
		if _, n, err := net.ParseCIDR(p); err == nil {
			if ip != nil && n.Contains(ip) {
				return false
			}
			continue
		}
		if h, port, err := net.SplitHostPort(p); err == nil {
			if port != portOf(u) {
				continue
			}
			p = h
		}
		if pip := net.ParseIP(p); pip != nil {
			if pip.Equal(ip) {
				return false
			}
			continue
		}
		p = strings.TrimPrefix(p, "*")
		if strings.HasPrefix(p, ".") {
			if strings.HasSuffix(host, p) {
				return false
			}
		} else if host == p || strings.HasSuffix(host, "."+p) {
			return false
		}
	}
	return true
}

func portOf(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	switch u.Scheme {
	case "https":
		return "443"
	case "socks5", "socks5h":
		return "1080"
	}
	return "80"
}

func addressOf(u *url.URL) string { return net.JoinHostPort(u.Hostname(), portOf(u)) }

// RoundTrip makes a request.
func (t *Transport) RoundTrip(r *Request) (*Response, error) {
	fail := func(err error) (*Response, error) {
		r.closeBody()
		return nil, err
	}
	if r.URL == nil {
		return fail(errors.New("http: nil Request.URL"))
	}
	if r.Header == nil {
		return fail(errors.New("http: nil Request.Header"))
	}
	scheme := r.URL.Scheme
	isHTTP := scheme == "http" || scheme == "https"
	if isHTTP {
		for k, list := range r.Header {
			if !isToken(k) {
				return fail(fmt.Errorf("net/http: invalid header field name %q", k))
			}
			for _, v := range list {
				if !validValue(v) {
					return fail(fmt.Errorf("net/http: invalid header field value for %q", k))
				}
			}
		}
	}
	if rt := t.schemes[scheme]; rt != nil {
		if resp, err := rt.RoundTrip(r); err != ErrSkipAltProtocol {
			return resp, err
		}
	}
	if !isHTTP {
		return fail(badScheme(scheme))
	}
	if r.Method != "" && !isToken(r.Method) {
		return fail(fmt.Errorf("net/http: invalid method %q", r.Method))
	}
	if r.URL.Host == "" {
		return fail(errors.New("http: no Host in request URL"))
	}
	ctx := r.Context()
	if r.Cancel != nil {
		sub, cancel := context.WithCancelCause(ctx)
		go func() {
			select {
			case <-r.Cancel:
				cancel(errRequestCanceled)
			case <-sub.Done():
			}
		}()
		ctx = sub
	}
	for {
		if ctx.Err() != nil {
			return fail(context.Cause(ctx))
		}
		l, err := t.connection(ctx, r)
		if err != nil {
			return fail(err)
		}
		if l.h2 != nil {
			resp, err := l.h2.roundTrip(ctx, r)
			if err == nil {
				return resp, nil
			}
			if r = l.h2.again(r, err); r != nil {
				continue
			}
			return nil, err
		}
		resp, err := l.roundTrip(ctx, r)
		if err == nil {
			resp.Request = r
			return resp, nil
		}
		if !l.mayRetry(r, err) {
			return nil, err
		}
		if r.Body != nil && r.Body != NoBody && l.wroteBody {
			again, err := r.GetBody()
			if err != nil {
				return nil, err
			}
			c := *r
			c.Body = again
			r = &c
		}
	}
}

func badScheme(scheme string) error { return fmt.Errorf("unsupported protocol scheme %q", scheme) }

// link is a connection, and the goroutine that reads from it.
type link struct {
	t       *Transport
	key     string
	conn    net.Conn
	br      *bufio.Reader
	bw      *bufio.Writer
	proxied bool // requests go to a proxy, which needs whole URLs
	auth    string
	tls     *tls.ConnectionState

	mu        sync.Mutex
	err       error // why it was closed
	closed    chan struct{}
	calls     chan *call
	expected  bool // a response is awaited
	reused    bool
	wroteBody bool
	got       bool // something of the response has come
	timer     *time.Timer
	since     time.Time // idle
	h2        *h2Conn   // the link is only the way to it
}

// call is one request on a link.
type call struct {
	r     *Request
	ctx   context.Context
	zip   bool // we have asked for gzip
	reply chan reply
	goOn  chan bool // the server wants the body, or not
}

type reply struct {
	resp *Response
	err  error
}

func (l *link) close(err error) {
	l.mu.Lock()
	if l.err != nil {
		l.mu.Unlock()
		return
	}
	l.err = err
	if l.timer != nil {
		l.timer.Stop()
	}
	l.mu.Unlock()
	l.conn.Close()
	close(l.closed)
	l.t.release(l.key)
}

// connection finds or makes a connection for a request.
func (t *Transport) connection(ctx context.Context, r *Request) (*link, error) {
	var proxy *url.URL
	if t.Proxy != nil {
		var err error
		if proxy, err = t.Proxy(r); err != nil {
			return nil, err
		}
	}
	target := addressOf(r.URL)
	if trace := httptrace.ContextClientTrace(ctx); trace != nil && trace.GetConn != nil {
		trace.GetConn(target)
	}
	key := r.URL.Scheme + "|" + target
	if proxy != nil {
		key = proxy.String() + "|" + r.URL.Scheme + "|"
		if r.URL.Scheme == "https" || strings.HasPrefix(proxy.Scheme, "socks") {
			key += target
		}
	}
	for {
		if c := t.takeH2(key); c != nil {
			return &link{h2: c}, nil
		}
		t.mu.Lock()
		list := t.idle[key]
		if n := len(list); n > 0 && !t.DisableKeepAlives {
			l := list[n-1]
			t.forget(l)
			t.mu.Unlock()
			l.mu.Lock()
			if l.timer != nil {
				l.timer.Stop()
			}
			fine := l.err == nil
			l.mu.Unlock()
			if fine {
				l.reused, l.got = true, false
				l.traceGot(ctx, true)
				return l, nil
			}
			continue
		}
		if limit := t.MaxConnsPerHost; limit > 0 {
			if t.open == nil {
				t.open, t.waiting = make(map[string]int), make(map[string][]chan struct{})
			}
			if t.open[key] >= limit {
				turn := make(chan struct{}, 1)
				t.waiting[key] = append(t.waiting[key], turn)
				t.mu.Unlock()
				select {
				case <-turn:
					continue
				case <-ctx.Done():
					return nil, context.Cause(ctx)
				}
			}
			t.open[key]++
		}
		t.mu.Unlock()
		l, err := t.dial(ctx, r, proxy, target, key)
		if err != nil {
			t.release(key)
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			return nil, err
		}
		if l.h2 == nil {
			l.traceGot(ctx, false)
		}
		return l, nil
	}
}

func (l *link) traceGot(ctx context.Context, idle bool) {
	if trace := httptrace.ContextClientTrace(ctx); trace != nil && trace.GotConn != nil {
		info := httptrace.GotConnInfo{Conn: l.conn, Reused: l.reused, WasIdle: idle}
		if idle {
			info.IdleTime = time.Since(l.since)
		}
		trace.GotConn(info)
	}
}

// forget takes a link out of the idle ones; t.mu is held.
func (t *Transport) forget(l *link) bool {
	found := false
	list := t.idle[l.key]
	for i, x := range list {
		if x == l {
			t.idle[l.key] = append(list[:i:i], list[i+1:]...)
			found = true
			break
		}
	}
	for i, x := range t.idles {
		if x == l {
			t.idles = append(t.idles[:i:i], t.idles[i+1:]...)
			break
		}
	}
	return found
}

// release counts a connection less, and lets somebody have its place.
func (t *Transport) release(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.MaxConnsPerHost > 0 && t.open[key] > 0 {
		t.open[key]--
	}
	t.wakeOne(key)
}

func (t *Transport) wakeOne(key string) {
	if w := t.waiting[key]; len(w) > 0 {
		w[0] <- struct{}{}
		t.waiting[key] = w[1:]
	}
}

// keep puts a link among the idle ones.
func (t *Transport) keep(l *link) error {
	if t.DisableKeepAlives || t.MaxIdleConnsPerHost < 0 {
		return errKeepAlivesOff
	}
	perHost := t.MaxIdleConnsPerHost
	if perHost == 0 {
		perHost = DefaultMaxIdleConnsPerHost
	}
	t.mu.Lock()
	if len(t.idle[l.key]) >= perHost {
		t.mu.Unlock()
		return errTooManyIdle
	}
	if t.idle == nil {
		t.idle = make(map[string][]*link)
	}
	l.since = time.Now()
	t.idle[l.key] = append(t.idle[l.key], l)
	t.idles = append(t.idles, l)
	var oldest *link
	if t.MaxIdleConns > 0 && len(t.idles) > t.MaxIdleConns {
		oldest = t.idles[0]
		t.forget(oldest)
	}
	if t.IdleConnTimeout > 0 {
		if l.timer != nil {
			l.timer.Reset(t.IdleConnTimeout)
		} else {
			l.timer = time.AfterFunc(t.IdleConnTimeout, func() {
				t.mu.Lock()
				was := t.forget(l)
				t.mu.Unlock()
				if was {
					l.close(errIdleTimeout)
				}
			})
		}
	}
	t.wakeOne(l.key)
	t.mu.Unlock()
	if oldest != nil {
		oldest.close(errTooManyIdle)
	}
	return nil
}

// readLoop reads the responses, one after the other.
func (l *link) readLoop() {
	why := errReadLoopDone
	defer func() {
		l.t.mu.Lock()
		l.t.forget(l)
		l.t.mu.Unlock()
		l.close(why)
	}()
	for {
		_, err := l.br.Peek(1)
		if !l.expected {
			if why = errServerClosedIdle; err != nil && err != io.EOF {
				why = err
			}
			return
		}
		c := <-l.calls
		l.got = err == nil
		if trace := httptrace.ContextClientTrace(c.ctx); trace != nil && trace.GotFirstResponseByte != nil && err == nil {
			trace.GotFirstResponseByte()
		}
		var resp *Response
		if err == nil {
			resp, err = l.readResponse(c)
			if err != nil && !isNetError(err) && err != io.ErrUnexpectedEOF {
				err = fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err)
			}
			if err == io.ErrUnexpectedEOF {
				err = fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err)
			}
		}
		if err != nil {
			why = err
			c.reply <- reply{nil, err}
			return
		}
		l.expected = false
		keep := func() error {
			err := l.t.keep(l)
			if trace := httptrace.ContextClientTrace(c.ctx); trace != nil && trace.PutIdleConn != nil && err != errKeepAlivesOff {
				trace.PutIdleConn(err)
			}
			return err
		}
		alive := !resp.Close && !c.r.Close && resp.StatusCode > 199
		if resp.StatusCode == StatusSwitchingProtocols {
			resp.Body = &upgraded{l.conn, l.br}
			l.mu.Lock()
			l.err = errReadLoopDone
			l.mu.Unlock()
			c.reply <- reply{resp, nil}
			return
		}
		b, ok := resp.Body.(*body)
		if !ok {
			if alive {
				if err := keep(); err != nil {
					alive, why = false, err
				}
			}
			c.reply <- reply{resp, nil}
			if !alive {
				return
			}
			continue
		}
		ended := make(chan bool, 1)
		b.client = true
		b.onEOF = func() {
			if alive {
				if err := keep(); err != nil {
					alive, why = false, err
				}
			}
			select {
			case ended <- true:
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
			if c.ctx.Err() != nil {
				return context.Cause(c.ctx)
			}
			return err
		}
		if c.zip && strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
			resp.Body = &unzipper{body: b}
			resp.Header.Del("Content-Encoding")
			resp.Header.Del("Content-Length")
			resp.ContentLength = -1
			resp.Uncompressed = true
		}
		c.reply <- reply{resp, nil}
		select {
		case whole := <-ended:
			if !whole {
				why = errBodyClosed
				return
			}
			if !alive {
				return
			}
		case <-c.ctx.Done():
			if b.eof && alive {
				continue
			}
			why = context.Cause(c.ctx)
			return
		case <-l.closed:
			return
		}
	}
}

func isNetError(err error) bool {
	_, ok := err.(net.Error)
	return ok
}

// readResponse reads one response; those that only inform are passed over.
func (l *link) readResponse(c *call) (*Response, error) {
	for n := 0; ; n++ {
		resp, err := ReadResponse(l.br, c.r)
		if err != nil {
			return nil, err
		}
		if code := resp.StatusCode; code < 200 && code > 99 && code != StatusSwitchingProtocols && n < 5 {
			if trace := httptrace.ContextClientTrace(c.ctx); trace != nil {
				if code == 100 && trace.Got100Continue != nil {
					trace.Got100Continue()
				}
				if trace.Got1xxResponse != nil {
					if err := trace.Got1xxResponse(code, textproto.MIMEHeader(resp.Header)); err != nil {
						return nil, err
					}
				}
			}
			if code == 100 && c.goOn != nil {
				select {
				case c.goOn <- true:
				default:
				}
			}
			continue
		}
		if c.goOn != nil {
			select {
			case c.goOn <- false:
			default:
			}
		}
		resp.TLS = l.tls
		return resp, nil
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
	body *body
	r    *gzip.Reader
	err  error
}

func (z *unzipper) Read(p []byte) (int, error) {
	if z.body.closed {
		return 0, z.body.afterClose()
	}
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

func (z *unzipper) Close() error { return z.body.Close() }

// roundTrip makes a request on the link.
func (l *link) roundTrip(ctx context.Context, r *Request) (*Response, error) {
	c := &call{r: r, ctx: ctx, reply: make(chan reply, 1)}
	extra := Header{}
	if !l.t.DisableCompression && r.Header.Get("Accept-Encoding") == "" && r.Header.Get("Range") == "" && r.Method != "HEAD" {
		c.zip = true
		extra["Accept-Encoding"] = []string{"gzip"}
	}
	if l.t.DisableKeepAlives && !wantsClose(1, 1, r.Header) {
		extra["Connection"] = []string{"close"}
	}
	if l.proxied && l.auth != "" && r.Header.Get("Proxy-Authorization") == "" {
		extra["Proxy-Authorization"] = []string{l.auth}
	}
	hasBody := r.Body != nil && r.Body != NoBody
	var wait func() bool
	if hasBody && hasToken(r.Header["Expect"], "100-continue") && l.t.ExpectContinueTimeout > 0 {
		c.goOn = make(chan bool, 1)
		wait = func() bool {
			timer := time.NewTimer(l.t.ExpectContinueTimeout)
			defer timer.Stop()
			select {
			case yes := <-c.goOn:
				return yes
			case <-timer.C:
				return true
			case <-l.closed:
				return false
			}
		}
	}
	trace := httptrace.ContextClientTrace(ctx)
	wroteHead := func() {
		if trace != nil && trace.WroteHeaders != nil {
			trace.WroteHeaders()
		}
	}
	wrote := func(err error) error {
		if trace != nil && trace.WroteRequest != nil {
			trace.WroteRequest(httptrace.WroteRequestInfo{Err: err})
		}
		return err
	}
	if trace != nil && wait != nil && trace.Wait100Continue != nil {
		old := wait
		wait = func() bool {
			trace.Wait100Continue()
			return old()
		}
	}
	l.wroteBody = false
	l.expected = true
	l.calls <- c
	var written chan error
	if hasBody {
		written = make(chan error, 1)
		go func() {
			l.wroteBody = true
			err := r.write(l.bw, l.proxied, extra, wait)
			wroteHead()
			written <- wrote(err)
		}()
	} else {
		err := r.write(l.bw, l.proxied, extra, nil)
		wroteHead()
		if wrote(err) != nil {
			return nil, l.failed(c, err)
		}
	}
	var tooLate <-chan time.Time
	if d := l.t.ResponseHeaderTimeout; d > 0 && !hasBody {
		timer := time.NewTimer(d)
		defer timer.Stop()
		tooLate = timer.C
	}
	for {
		select {
		case re := <-c.reply:
			return re.resp, l.explain(ctx, re.err)
		case err := <-written:
			if err != nil {
				return nil, l.failed(c, err)
			}
			written = nil
			if d := l.t.ResponseHeaderTimeout; d > 0 {
				timer := time.NewTimer(d)
				defer timer.Stop()
				tooLate = timer.C
			}
		case <-tooLate:
			l.close(headerTimeout{})
			return nil, headerTimeout{}
		case <-ctx.Done():
			err := context.Cause(ctx)
			l.close(err)
			return nil, err
		case <-l.closed:
			select {
			case re := <-c.reply:
				return re.resp, l.explain(ctx, re.err)
			default:
			}
			return nil, l.explain(ctx, l.err)
		}
	}
}

// failed is what a request ends in that could not be written: the server may have answered all the same.
func (l *link) failed(c *call, err error) error {
	if c.ctx.Err() != nil {
		l.close(context.Cause(c.ctx))
		return context.Cause(c.ctx)
	}
	l.close(err)
	return err
}

func (l *link) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// mayRetry reports whether a request may be sent again over another connection.
func (l *link) mayRetry(r *Request, err error) bool {
	if !l.reused || l.got || r.Context().Err() != nil {
		return false
	}
	if _, ok := err.(headerTimeout); ok {
		return false
	}
	if r.Body != nil && r.Body != NoBody && r.GetBody == nil && l.wroteBody {
		return false
	}
	switch r.Method {
	case "", "GET", "HEAD", "OPTIONS", "TRACE":
		return true
	}
	return r.Header["Idempotency-Key"] != nil || r.Header["X-Idempotency-Key"] != nil || err == errServerClosedIdle
}
