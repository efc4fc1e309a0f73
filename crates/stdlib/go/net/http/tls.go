package http

// HTTPS: TLS under the client's and the server's connections.

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http/httptrace"
	"slices"
	"strings"
	"time"
)

type handshakeTimeout struct{}

func (handshakeTimeout) Error() string   { return "net/http: TLS handshake timeout" }
func (handshakeTimeout) Timeout() bool   { return true }
func (handshakeTimeout) Temporary() bool { return true }

// startTLS shakes hands over the connection.
func (pc *persistConn) startTLS(ctx context.Context, host string, onlyH1 bool) error {
	config := pc.t.TLSClientConfig.Clone()
	if config == nil {
		config = &tls.Config{}
	}
	if config.ServerName == "" {
		config.ServerName = host
	}
	config.NextProtos = pc.t.offers(config.NextProtos)
	if onlyH1 {
		config.NextProtos = nil
	}
	return pc.adoptTLS(ctx, tls.Client(pc.conn, config))
}

// adoptTLS shakes hands over a connection that may be the program's.
func (pc *persistConn) adoptTLS(ctx context.Context, c *tls.Conn) error {
	if err := pc.t.shakeHands(ctx, c); err != nil {
		return err
	}
	state := c.ConnectionState()
	pc.conn, pc.tls = c, &state
	return nil
}

func (t *Transport) shakeHands(ctx context.Context, c *tls.Conn) error {
	trace := httptrace.ContextClientTrace(ctx)
	if trace != nil && trace.TLSHandshakeStart != nil {
		trace.TLSHandshakeStart()
	}
	err := t.shake(ctx, c)
	if trace != nil && trace.TLSHandshakeDone != nil {
		trace.TLSHandshakeDone(c.ConnectionState(), err)
	}
	return err
}

func (t *Transport) shake(ctx context.Context, c *tls.Conn) error {
	if d := t.TLSHandshakeTimeout; d > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, d, handshakeTimeout{})
		defer cancel()
	}
	err := c.HandshakeContext(ctx)
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[tls.RecordHeaderError](err); ok && string(e.RecordHeader[:]) == "HTTP/" {
		return ErrSchemeMismatch
	}
	if ctx.Err() != nil {
		if _, ok := context.Cause(ctx).(handshakeTimeout); ok {
			return handshakeTimeout{}
		}
	}
	return err
}

// ListenAndServeTLS listens at Addr and serves over TLS.
func (s *Server) ListenAndServeTLS(certFile, keyFile string) error {
	if s.inShutdown {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":https"
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	return s.ServeTLS(ln, certFile, keyFile)
}

// ServeTLS serves the connections of a listener over TLS. The files may be empty if TLSConfig has a certificate.
func (s *Server) ServeTLS(l net.Listener, certFile, keyFile string) error {
	config := s.TLSConfig.Clone()
	if config == nil {
		config = &tls.Config{}
	}
	s.protocols.Do(s.setProtocols)
	config.NextProtos = nextProtos(config.NextProtos, s.speaksHTTP1(), s.h2)
	if len(config.Certificates) == 0 && config.GetCertificate == nil && config.GetConfigForClient == nil || certFile != "" || keyFile != "" {
		cert, err := tls.LoadX509KeyPair(certFile, keyFile)
		if err != nil {
			return err
		}
		config.Certificates = []tls.Certificate{cert}
	}
	return s.Serve(tls.NewListener(l, config))
}

// nextProtos makes a list of protocols agree with what is spoken.
func nextProtos(list []string, h1, h2 bool) []string {
	list = slices.DeleteFunc(slices.Clone(list), func(p string) bool { return p == "http/1.1" && !h1 || p == "h2" && !h2 })
	if h2 && !slices.Contains(list, "h2") {
		list = append(list, "h2")
	}
	if h1 && !slices.Contains(list, "http/1.1") {
		list = append(list, "http/1.1")
	}
	return list
}

// setProtocols decides whether HTTP/2 is spoken over TLS.
func (s *Server) setProtocols() {
	if s.h2 = s.TLSNextProto == nil; s.Protocols != nil {
		s.h2 = s.Protocols.HTTP2()
	}
	if http2server.Value() == "0" {
		s.h2 = false
	}
	if !s.h2 || s.TLSNextProto["h2"] != nil {
		return
	}
	s.registerH2()
}

// registerH2 makes HTTP/2 one of the protocols that connections may choose.
func (s *Server) registerH2() {
	s.h2, s.ownH2 = true, true
	if s.TLSNextProto == nil {
		s.TLSNextProto = map[string]func(*Server, *tls.Conn, Handler){}
	}
	s.TLSNextProto["h2"] = func(s *Server, t *tls.Conn, h Handler) { s.serveH2Conn(context.Background(), t, h, false) }
}

// serveH2Conn serves a connection that somebody else has accepted; the client's preface may have been read.
func (s *Server) serveH2Conn(ctx context.Context, nc net.Conn, h Handler, preface bool) {
	served := &Server{Handler: h, ErrorLog: s.ErrorLog, HTTP2: s.HTTP2, IdleTimeout: s.IdleTimeout, ReadTimeout: s.ReadTimeout,
		WriteTimeout: s.WriteTimeout, MaxHeaderBytes: s.MaxHeaderBytes, activeConn: map[*conn]struct{}{}}
	c := served.newConn(nc)
	defer nc.Close()
	if a := nc.RemoteAddr(); a != nil {
		c.remote = a.String()
	}
	if t, ok := nc.(interface{ ConnectionState() tls.ConnectionState }); ok {
		state := t.ConnectionState()
		c.tls = &state
	}
	var in io.Reader = c
	if preface {
		in = io.MultiReader(strings.NewReader(h2Preface), in)
	}
	c.br = bufio.NewReader(in)
	ctx, c.cancel = context.WithCancel(context.WithValue(ctx, ServerContextKey, s))
	defer c.cancel()
	c.setState(StateNew, false)
	c.serveH2(ctx)
}

// h2Configurer is the listener that golang.org/x/net/http2 passes to Serve to configure a server.
type h2Configurer interface {
	HTTP2Config() HTTP2Config
	IdleTimeout() time.Duration
	ServeConnFunc(func(ctx context.Context, nc net.Conn, h Handler, sawClientPreface bool, upgradeReq *Request, settings []byte))
}

func (s *Server) configureH2(c h2Configurer) {
	s.protocols.Do(s.registerH2)
	if s.HTTP2 == nil {
		config := c.HTTP2Config()
		s.HTTP2 = &config
	}
	if s.IdleTimeout == 0 {
		s.IdleTimeout = c.IdleTimeout()
	}
	c.ServeConnFunc(func(ctx context.Context, nc net.Conn, h Handler, sawClientPreface bool, upgradeReq *Request, settings []byte) {
		if upgradeReq != nil {
			nc.Close() // a request of HTTP/1 is not answered here
			return
		}
		s.serveH2Conn(ctx, nc, h, sawClientPreface)
	})
}

func (s *Server) speaksHTTP1() bool { return s.Protocols == nil || s.Protocols.HTTP1() }

// ListenAndServeTLS listens at an address and serves over TLS.
func ListenAndServeTLS(addr, certFile, keyFile string, handler Handler) error {
	s := &Server{Addr: addr, Handler: handler}
	return s.ListenAndServeTLS(certFile, keyFile)
}

// ServeTLS serves the connections of a listener over TLS.
func ServeTLS(l net.Listener, handler Handler, certFile, keyFile string) error {
	s := &Server{Handler: handler}
	return s.ServeTLS(l, certFile, keyFile)
}

// answerPlain tells a client that it should have spoken TLS.
func answerPlain(err error) {
	if e, ok := err.(tls.RecordHeaderError); ok && e.Conn != nil && looksLikeHTTP(e.RecordHeader) {
		e.Conn.SetWriteDeadline(time.Now().Add(time.Second))
		e.Conn.Write([]byte("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"))
		e.Conn.Close()
	}
}

func looksLikeHTTP(head [5]byte) bool {
	switch string(head[:]) {
	case "GET /", "HEAD ", "POST ", "PUT /", "OPTIO":
		return true
	}
	return false
}
