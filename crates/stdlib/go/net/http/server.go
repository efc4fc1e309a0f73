package http

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"slices"
	"strings"
	"sync"
	"time"
)

var (
	ErrBodyNotAllowed  = errors.New("http: request method or response status code does not allow body")
	ErrHijacked        = errors.New("http: connection has been hijacked")
	ErrContentLength   = errors.New("http: wrote more than the declared Content-Length")
	ErrAbortHandler    = errors.New("net/http: abort Handler")
	ErrServerClosed    = errors.New("http: Server closed")
	ErrWriteAfterFlush = errors.New("unused")
	ErrSchemeMismatch  = errors.New("http: server gave HTTP response to HTTPS client")
)

// A Handler answers requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// A HandlerFunc is a function as a Handler.
type HandlerFunc func(ResponseWriter, *Request)

func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// A ResponseWriter takes the answer to a request.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(statusCode int)
}

// A Flusher sends what has been written so far.
type Flusher interface {
	Flush()
}

// A Hijacker hands the connection out.
type Hijacker interface {
	Hijack() (net.Conn, *bufio.ReadWriter, error)
}

// A CloseNotifier tells that the client has gone.
type CloseNotifier interface {
	CloseNotify() <-chan bool
}

// A Pusher sends what the client has not asked for.
type Pusher interface {
	Push(target string, opts *PushOptions) error
}

// PushOptions tells how to push.
type PushOptions struct {
	Method string
	Header Header
}

type contextKey struct {
	name string
}

func (k *contextKey) String() string { return "net/http context value " + k.name }

var (
	ServerContextKey    = &contextKey{"http-server"}
	LocalAddrContextKey = &contextKey{"local-addr"}
)

// TrailerPrefix marks fields of a response as ones of the trailer.
const TrailerPrefix = "Trailer:"

// Limits and sizes.
const (
	DefaultMaxHeaderBytes      = 1 << 20
	DefaultMaxHeaderValueCount = 500
	DefaultMaxIdleConnsPerHost = 2
	bufferedResponse           = 2048
)

// A ConnState is what a connection is doing.
type ConnState int

const (
	StateNew ConnState = iota
	StateActive
	StateIdle
	StateHijacked
	StateClosed
)

func (c ConnState) String() string {
	return [...]string{"new", "active", "idle", "hijacked", "closed"}[c]
}

// A Server answers requests that come over connections.
type Server struct {
	Addr                         string
	Handler                      Handler
	DisableGeneralOptionsHandler bool
	TLSConfig                    *tls.Config
	ReadTimeout                  time.Duration
	ReadHeaderTimeout            time.Duration
	WriteTimeout                 time.Duration
	IdleTimeout                  time.Duration
	MaxHeaderBytes               int
	TLSNextProto                 map[string]func(*Server, *tls.Conn, Handler)
	ConnState                    func(net.Conn, ConnState)
	ErrorLog                     *log.Logger
	BaseContext                  func(net.Listener) context.Context
	ConnContext                  func(ctx context.Context, c net.Conn) context.Context
	HTTP2                        *HTTP2Config
	Protocols                    *Protocols
	MaxHeaderValueCount          int
	DisableClientPriority        bool

	protocols sync.Once // what is spoken over TLS was decided
	h2        bool
	ownH2     bool // TLSNextProto's is this package's

	mu           sync.Mutex
	inShutdown   bool
	noKeepAlives bool
	listeners    map[*net.Listener]struct{}
	activeConn   map[*conn]struct{}
	onShutdown   []func()
}

// HTTP2Config configures HTTP/2. What is zero or out of range has a default.
type HTTP2Config struct {
	MaxConcurrentStreams          int
	StrictMaxConcurrentRequests   bool
	MaxDecoderHeaderTableSize     int
	MaxEncoderHeaderTableSize     int
	MaxReadFrameSize              int
	MaxReceiveBufferPerConnection int
	MaxReceiveBufferPerStream     int
	SendPingTimeout               time.Duration
	PingTimeout                   time.Duration
	WriteByteTimeout              time.Duration
	PermitProhibitedCipherSuites  bool
	CountError                    func(errType string)
}

// Protocols is a set of versions of HTTP.
type Protocols struct {
	bits uint8
}

func (p Protocols) has(bit uint8) bool { return p.bits&bit != 0 }
func (p *Protocols) set(bit uint8, ok bool) {
	p.bits &^= bit
	if ok {
		p.bits |= bit
	}
}
func (p Protocols) HTTP1() bool                  { return p.has(1) }
func (p *Protocols) SetHTTP1(ok bool)            { p.set(1, ok) }
func (p Protocols) HTTP2() bool                  { return p.has(2) }
func (p *Protocols) SetHTTP2(ok bool)            { p.set(2, ok) }
func (p Protocols) UnencryptedHTTP2() bool       { return p.has(4) }
func (p *Protocols) SetUnencryptedHTTP2(ok bool) { p.set(4, ok) }
func (p Protocols) String() string {
	var s []string
	for i, name := range []string{"HTTP1", "HTTP2", "UnencryptedHTTP2"} {
		if p.has(1 << i) {
			s = append(s, name)
		}
	}
	return "{" + strings.Join(s, ",") + "}"
}

func (s *Server) logf(format string, args ...any) {
	if s.ErrorLog != nil {
		s.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

func (s *Server) keepsAlive() bool { return !s.noKeepAlives && !s.inShutdown }

// SetKeepAlivesEnabled decides whether connections serve more than one request.
func (s *Server) SetKeepAlivesEnabled(v bool) {
	s.noKeepAlives = !v
	if !v {
		s.closeIdle()
	}
}

// RegisterOnShutdown adds a function that Shutdown calls in a goroutine.
func (s *Server) RegisterOnShutdown(f func()) {
	s.mu.Lock()
	s.onShutdown = append(s.onShutdown, f)
	s.mu.Unlock()
}

// ListenAndServe listens at Addr and serves.
func (s *Server) ListenAndServe() error {
	if s.inShutdown {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":http"
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	return s.Serve(ln)
}

// ListenAndServe listens at an address and serves.
func ListenAndServe(addr string, handler Handler) error {
	s := &Server{Addr: addr, Handler: handler}
	return s.ListenAndServe()
}

// Serve serves the connections of a listener.
func Serve(l net.Listener, handler Handler) error {
	s := &Server{Handler: handler}
	return s.Serve(l)
}

// Serve serves the connections of a listener until the server is closed.
func (s *Server) Serve(l net.Listener) error {
	if c, ok := l.(h2Configurer); ok {
		s.configureH2(c)
		return nil
	}
	if f := testHookServerServe; f != nil {
		f(s, l)
	}
	if s.TLSConfig == nil || slices.Contains(s.TLSConfig.NextProtos, "h2") || s.Protocols != nil {
		s.protocols.Do(s.setProtocols)
	}
	s.mu.Lock()
	if s.inShutdown {
		s.mu.Unlock()
		l.Close()
		return ErrServerClosed
	}
	given := l
	l = &onceListener{Listener: l}
	if s.listeners == nil {
		s.listeners = make(map[*net.Listener]struct{})
	}
	if s.activeConn == nil {
		s.activeConn = make(map[*conn]struct{})
	}
	s.listeners[&l] = struct{}{}
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.listeners, &l)
		s.mu.Unlock()
		l.Close()
	}()
	base := context.Background()
	if s.BaseContext != nil {
		if base = s.BaseContext(given); base == nil {
			panic("BaseContext returned a nil context")
		}
	}
	ctx := context.WithValue(base, ServerContextKey, s)
	var delay time.Duration
	for {
		rw, err := l.Accept()
		if err != nil {
			if s.inShutdown {
				return ErrServerClosed
			}
			if ne, ok := err.(net.Error); ok && ne.Temporary() {
				if delay = min(max(2*delay, 5*time.Millisecond), time.Second); delay > 0 {
					s.logf("http: Accept error: %v; retrying in %v", err, delay)
				}
				time.Sleep(delay)
				continue
			}
			return err
		}
		connCtx := ctx
		if s.ConnContext != nil {
			if connCtx = s.ConnContext(ctx, rw); connCtx == nil {
				panic("ConnContext returned nil")
			}
		}
		delay = 0
		c := s.newConn(rw)
		c.setState(StateNew, true)
		go c.serve(connCtx)
	}
}

// onceListener is closed once.
type onceListener struct {
	net.Listener
	once sync.Once
	err  error
}

func (l *onceListener) Close() error {
	l.once.Do(func() { l.err = l.Listener.Close() })
	return l.err
}

// closeIdle closes connections without a request; it reports whether none is left.
func (s *Server) closeIdle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	quiet := true
	for c := range s.activeConn {
		if c.h2 != nil {
			if c.state == StateIdle {
				delete(s.activeConn, c)
			} else {
				quiet = false
			}
			go c.h2.leave()
			continue
		}
		if c.state == StateIdle || c.state == StateNew && time.Since(c.since) > 5*time.Second {
			c.rwc.Close()
			delete(s.activeConn, c)
			continue
		}
		quiet = false
	}
	return quiet
}

func (s *Server) closeListeners() error {
	var first error
	for l := range s.listeners {
		if err := (*l).Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Close closes all listeners and connections at once.
func (s *Server) Close() error {
	s.inShutdown = true
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.closeListeners()
	for c := range s.activeConn {
		c.rwc.Close()
		delete(s.activeConn, c)
	}
	return err
}

// Shutdown closes the listeners and waits until all requests have been answered.
func (s *Server) Shutdown(ctx context.Context) error {
	s.inShutdown = true
	s.mu.Lock()
	err := s.closeListeners()
	for _, f := range s.onShutdown {
		go f()
	}
	s.mu.Unlock()
	wait := time.Millisecond
	for {
		if s.closeIdle() && len(s.listeners) == 0 {
			return err
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
			wait = min(2*wait, 500*time.Millisecond)
		}
	}
}

func (s *Server) afterResponse(c *conn) {
	if s.WriteTimeout > 0 {
		c.rwc.SetWriteDeadline(time.Time{})
	}
}

func (s *Server) idleTimeout() time.Duration {
	if s.IdleTimeout != 0 {
		return s.IdleTimeout
	}
	return s.ReadTimeout
}

func (s *Server) headerTimeout() time.Duration {
	if s.ReadHeaderTimeout != 0 {
		return s.ReadHeaderTimeout
	}
	return s.ReadTimeout
}

func (s *Server) handshakeTimeout() time.Duration {
	var d time.Duration
	for _, t := range []time.Duration{s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout} {
		if t > 0 && (d == 0 || t < d) {
			d = t
		}
	}
	return d
}

// serverHandler passes requests to a server's handler.
type serverHandler struct {
	s *Server
}

func (h serverHandler) ServeHTTP(w ResponseWriter, r *Request) {
	handler := h.s.Handler
	if handler == nil {
		handler = DefaultServeMux
	}
	if !h.s.DisableGeneralOptionsHandler && r.RequestURI == "*" && r.Method == "OPTIONS" {
		w.Header().Set("Content-Length", "0")
		if r.ContentLength != 0 {
			io.Copy(io.Discard, MaxBytesReader(w, r.Body, 4<<10))
		}
		return
	}
	handler.ServeHTTP(w, r)
}

// AllowQuerySemicolons turns semicolons in queries into ampersands.
func AllowQuerySemicolons(h Handler) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		if !strings.Contains(r.URL.RawQuery, ";") {
			h.ServeHTTP(w, r)
			return
		}
		c := *r
		u := *r.URL
		u.RawQuery = strings.ReplaceAll(u.RawQuery, ";", "&")
		c.URL = &u
		h.ServeHTTP(w, &c)
	})
}
