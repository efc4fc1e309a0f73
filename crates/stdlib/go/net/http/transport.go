package http

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http/httptrace"
	"net/url"
	"sync"
	"sync/atomic"
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

	idleMu       sync.Mutex
	closeIdle    bool                                // CloseIdleConnections was called last
	idleConn     map[connectMethodKey][]*persistConn // the one used last stands at the end
	idleConnWait map[connectMethodKey][]*wantConn
	idles        []*persistConn // all of them, the oldest first

	reqMu       sync.Mutex
	reqCanceler map[*Request]context.CancelCauseFunc

	connsPerHostMu   sync.Mutex
	connsPerHost     map[connectMethodKey]int // with MaxConnsPerHost
	connsPerHostWait map[connectMethodKey][]*wantConn
	dialing          map[*wantConn]struct{}

	schemesMu   sync.Mutex
	schemes     map[string]RoundTripper
	protocols   sync.Once // whether HTTP/2 is offered was decided
	offersH2    bool
	ownH2       bool // TLSNextProto's is this package's
	h2Transport h2Lister
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
	errServerClosedIdle    = errors.New("http: server closed idle connection")
	errIdleTimeout         = errors.New("http: idle connection timeout")
	errCloseIdle           = errors.New("http: CloseIdleConnections called")
	errCloseIdleCalled     = errors.New("http: putIdleConn: CloseIdleConnections was called")
	errTooManyIdle         = errors.New("http: putIdleConn: too many idle connections")
	errTooManyIdleHost     = errors.New("http: putIdleConn: too many idle connections for host")
	errKeepAlivesOff       = errors.New("http: putIdleConn: keep alives disabled")
	errOneIsEnough         = errors.New("http: another connection can be shared")
	errConnBroken          = errors.New("http: putIdleConn: connection is in bad state")
	errReadLoopDone        = errors.New("http: persistConn.readLoop exiting")
	errCallerOwnsConn      = errors.New("read loop ending; caller owns writable underlying conn")
	errRequestDone         = errors.New("net/http: request completed")
	errRequestCanceled     = errors.New("net/http: request canceled")
	errRequestCanceledConn = errors.New("net/http: request canceled while waiting for connection")
)

type headerTimeout struct{}

func (headerTimeout) Error() string   { return "net/http: timeout awaiting response headers" }
func (headerTimeout) Timeout() bool   { return true }
func (headerTimeout) Temporary() bool { return true }

// Clone returns a copy of the settings.
func (t *Transport) Clone() *Transport {
	t.protocols.Do(t.setProtocols)
	next := maps.Clone(t.TLSNextProto)
	if t.ownH2 {
		if delete(next, "h2"); len(next) == 0 {
			next = nil
		}
	}
	return &Transport{
		Proxy: t.Proxy, OnProxyConnectResponse: t.OnProxyConnectResponse, DialContext: t.DialContext, Dial: t.Dial,
		DialTLSContext: t.DialTLSContext, DialTLS: t.DialTLS, TLSClientConfig: t.TLSClientConfig.Clone(),
		TLSHandshakeTimeout: t.TLSHandshakeTimeout, DisableKeepAlives: t.DisableKeepAlives, DisableCompression: t.DisableCompression,
		MaxIdleConns: t.MaxIdleConns, MaxIdleConnsPerHost: t.MaxIdleConnsPerHost, MaxConnsPerHost: t.MaxConnsPerHost,
		IdleConnTimeout: t.IdleConnTimeout, ResponseHeaderTimeout: t.ResponseHeaderTimeout,
		ExpectContinueTimeout: t.ExpectContinueTimeout, ProxyConnectHeader: t.ProxyConnectHeader.Clone(),
		GetProxyConnectHeader: t.GetProxyConnectHeader, MaxResponseHeaderBytes: t.MaxResponseHeaderBytes,
		WriteBufferSize: t.WriteBufferSize, ReadBufferSize: t.ReadBufferSize, ForceAttemptHTTP2: t.ForceAttemptHTTP2,
		HTTP2: t.HTTP2, Protocols: t.Protocols, TLSNextProto: next,
	}
}

// RegisterProtocol makes rt handle the requests of a scheme.
func (t *Transport) RegisterProtocol(scheme string, rt RoundTripper) {
	t.schemesMu.Lock()
	defer t.schemesMu.Unlock()
	if _, found := t.schemes[scheme]; found {
		panic("protocol " + scheme + " already registered")
	}
	if t.schemes == nil {
		t.schemes = make(map[string]RoundTripper)
	}
	t.schemes[scheme] = rt
}

// transportRequest is a request on its way: what is added to it, and the context that ends with its response.
type transportRequest struct {
	*Request
	ctx    context.Context
	cancel context.CancelCauseFunc
	trace  *httptrace.ClientTrace

	mu  sync.Mutex
	err error // of reading the body
}

func (r *transportRequest) setError(err error) {
	r.mu.Lock()
	if r.err == nil {
		r.err = err
	}
	r.mu.Unlock()
}

func (r *transportRequest) bodyError() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// checkHead finds what may not be sent.
func (r *Request) checkHead() error {
	if err := r.Header.check("header"); err != nil {
		return err
	}
	return r.Trailer.check("trailer")
}

// check finds what may not be sent; what says what the fields belong to.
func (h Header) check(what string) error {
	for k, list := range h {
		if !isToken(k) {
			return fmt.Errorf("net/http: invalid %s field name %q", what, k)
		}
		for _, v := range list {
			if !validValue(v) {
				return fmt.Errorf("net/http: invalid %s field value for %q", what, k)
			}
		}
	}
	return nil
}

// RoundTrip makes a request.
func (t *Transport) RoundTrip(r *Request) (*Response, error) {
	t.protocols.Do(t.setProtocols)
	if r.URL == nil {
		r.closeBody()
		return nil, errors.New("http: nil Request.URL")
	}
	if r.Header == nil {
		r.closeBody()
		return nil, errors.New("http: nil Request.Header")
	}
	scheme := r.URL.Scheme
	isHTTP := scheme == "http" || scheme == "https"
	if isHTTP {
		if err := r.checkHead(); err != nil {
			r.closeBody()
			return nil, err
		}
	}
	original := r
	if r.Body != nil && r.Body != NoBody {
		c := *r
		c.Body = &trackedBody{ReadCloser: r.Body}
		r = &c
	}
	if rt := t.alternate(scheme); rt != nil {
		resp, err := rt.RoundTrip(r)
		if err != ErrSkipAltProtocol {
			return resp, err
		}
		if r, err = r.rewound(); err != nil {
			return nil, err
		}
	}
	fail := func(err error) (*Response, error) {
		r.closeBody()
		return nil, err
	}
	switch {
	case !isHTTP:
		return fail(badScheme(scheme))
	case r.Method != "" && !isToken(r.Method):
		return fail(fmt.Errorf("net/http: invalid method %q", r.Method))
	case r.URL.Host == "":
		return fail(errors.New("http: no Host in request URL"))
	}
	ctx, cancel := t.cancelable(original)
	for {
		if ctx.Err() != nil {
			return fail(context.Cause(ctx))
		}
		treq := &transportRequest{Request: r, ctx: ctx, cancel: cancel, trace: httptrace.ContextClientTrace(ctx)}
		cm, err := t.method(r)
		if err != nil {
			cancel(err)
			return fail(err)
		}
		pc, err := t.getConn(treq, cm)
		if err != nil {
			cancel(err)
			return fail(err)
		}
		var resp *Response
		if pc.alt == nil {
			resp, err = pc.roundTrip(treq)
		} else if c, ok := pc.alt.(*h2Conn); ok {
			resp, err = c.roundTrip(treq)
		} else if resp, err = pc.alt.RoundTrip(r); err == nil {
			cancel(errRequestDone)
		}
		if err == nil {
			resp.Request = original
			return resp, nil
		}
		if pc.alt != nil && !pc.alive() {
			t.forget(pc)
		}
		if !pc.shouldRetryRequest(r, err) {
			switch e := err.(type) {
			case nothingWrittenError:
				err = e.error
			case transportReadFromServerError:
				err = e.err
			}
			if b, ok := r.Body.(*trackedBody); ok && !b.closed.Load() {
				r.closeBody()
			}
			cancel(err)
			return nil, err
		}
		testHookRoundTripRetried()
		if r, err = r.rewound(); err != nil {
			cancel(err)
			return nil, err
		}
	}
}

func (t *Transport) alternate(scheme string) RoundTripper {
	t.schemesMu.Lock()
	defer t.schemesMu.Unlock()
	return t.schemes[scheme]
}

// cancelable returns the context of a request that ends with its response, and what ends it.
func (t *Transport) cancelable(r *Request) (context.Context, context.CancelCauseFunc) {
	ctx, end := context.WithCancelCause(r.Context())
	if r.Cancel != nil {
		go func() {
			select {
			case <-r.Cancel:
				end(errRequestCanceled)
			case <-ctx.Done():
			}
		}()
	}
	t.reqMu.Lock()
	defer t.reqMu.Unlock()
	if t.reqCanceler == nil {
		t.reqCanceler = map[*Request]context.CancelCauseFunc{}
	}
	t.reqCanceler[r] = end
	return ctx, func(why error) {
		end(why)
		t.reqMu.Lock()
		delete(t.reqCanceler, r)
		t.reqMu.Unlock()
	}
}

// CancelRequest ends a request; contexts are better at it.
func (t *Transport) CancelRequest(req *Request) {
	t.reqMu.Lock()
	end := t.reqCanceler[req]
	t.reqMu.Unlock()
	if end != nil {
		end(errRequestCanceled)
	}
}

// trackedBody notes what has been done with a request's body, so that the request can be made again.
type trackedBody struct {
	io.ReadCloser
	read, closed atomic.Bool
	failure      error
}

func (b *trackedBody) Read(p []byte) (int, error) {
	b.read.Store(true)
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		b.failure = err
	}
	return n, err
}

// Close closes the body, once.
func (b *trackedBody) Close() error {
	if b.closed.Swap(true) {
		return nil
	}
	return b.ReadCloser.Close()
}

// rewound returns the request with its body as it was.
func (r *Request) rewound() (*Request, error) {
	b, ok := r.Body.(*trackedBody)
	if !ok || !b.read.Load() && !b.closed.Load() {
		return r, nil
	}
	if !b.closed.Load() {
		r.closeBody()
	}
	if r.GetBody == nil {
		return nil, errors.New("net/http: cannot rewind body after connection loss")
	}
	again, err := r.GetBody()
	if err != nil {
		return nil, err
	}
	c := *r
	c.Body = &trackedBody{ReadCloser: again}
	return &c, nil
}

func badScheme(scheme string) error { return fmt.Errorf("unsupported protocol scheme %q", scheme) }
