package httptest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A Server is one at a port of the loopback interface.
type Server struct {
	URL         string
	Listener    net.Listener
	EnableHTTP2 bool
	TLS         *tls.Config
	Config      *http.Server

	wg     sync.WaitGroup
	mu     sync.Mutex
	closed bool
	conns  map[net.Conn]http.ConnState
	client *http.Client
	memory bool           // to be started without a port
	inner  []net.Listener // of one without

	certificate *x509.Certificate
}

// NewServer starts a server.
func NewServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.Start()
	return s
}

// NewUnstartedServer returns a server that has a port but does not serve yet.
func NewUnstartedServer(handler http.Handler) *Server {
	return &Server{Listener: localListener(), Config: &http.Server{Handler: handler}}
}

func localListener() net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		if l, err = net.Listen("tcp6", "[::1]:0"); err != nil {
			panic(fmt.Sprintf("httptest: failed to listen on a port: %v", err))
		}
	}
	return l
}

// Start starts the server.
func (s *Server) Start() {
	if s.URL != "" {
		panic("Server already started")
	}
	s.listen()
	if s.client == nil {
		s.client = &http.Client{Transport: s.transport(nil)}
	}
	s.URL = "http://" + s.Listener.Addr().String()
	s.begin()
}

// transport makes a client's transport, to which example.com is the server.
func (s *Server) transport(config *tls.Config) *http.Transport {
	addr := s.Listener.Addr().String()
	var d net.Dialer
	t := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: s.EnableHTTP2}
	t.DialContext = func(ctx context.Context, network, to string) (net.Conn, error) {
		if t.Dial != nil {
			return t.Dial(network, to)
		}
		if to == "example.com:443" || strings.HasSuffix(to, ".example.com:443") || to == "example.com:80" || strings.HasSuffix(to, ".example.com:80") {
			to = addr
		}
		return d.DialContext(ctx, network, to)
	}
	return t
}

// NewTLSServer starts a server with TLS.
func NewTLSServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.StartTLS()
	return s
}

// StartTLS starts the server with TLS.
func (s *Server) StartTLS() {
	if s.URL != "" {
		panic("Server already started")
	}
	s.listen()
	s.prepareTLS()
	roots := x509.NewCertPool()
	roots.AddCert(s.certificate)
	s.client = &http.Client{Transport: s.transport(&tls.Config{RootCAs: roots})}
	s.Listener = tls.NewListener(s.Listener, s.TLS)
	s.URL = "https://" + s.Listener.Addr().String()
	s.begin()
}

// prepareTLS completes the configuration of TLS.
func (s *Server) prepareTLS() {
	cert, err := tls.X509KeyPair([]byte(certPEM), []byte(strings.ReplaceAll(keyPEM, "TESTING KEY", "PRIVATE KEY")))
	if err != nil {
		panic(fmt.Sprintf("httptest: NewTLSServer: %v", err))
	}
	config := s.TLS.Clone()
	if config == nil {
		config = new(tls.Config)
	}
	s.TLS = config
	if s.TLS.NextProtos == nil {
		protos := []string{"http/1.1"}
		if s.EnableHTTP2 {
			protos = []string{"h2"}
		}
		s.TLS.NextProtos = protos
	}
	if len(s.TLS.Certificates) == 0 {
		s.TLS.Certificates = []tls.Certificate{cert}
	}
	if s.certificate, err = x509.ParseCertificate(s.TLS.Certificates[0].Certificate[0]); err != nil {
		panic(fmt.Sprintf("httptest: NewTLSServer: %v", err))
	}
}

// Certificate returns what the server shows; nil without TLS.
func (s *Server) Certificate() *x509.Certificate { return s.certificate }

func (s *Server) begin() {
	s.wrap()
	s.serve(s.Listener)
}

func (s *Server) serve(l net.Listener) {
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		s.Config.Serve(l)
	}()
}

// listen takes a port for a server that was to be in memory.
func (s *Server) listen() {
	if s.memory {
		s.memory, s.Listener = false, localListener()
	}
}

// wrap keeps an eye on the connections.
func (s *Server) wrap() {
	s.conns = make(map[net.Conn]http.ConnState)
	old := s.Config.ConnState
	s.Config.ConnState = func(c net.Conn, state http.ConnState) {
		s.mu.Lock()
		switch state {
		case http.StateNew:
			s.wg.Add(1)
			s.conns[c] = state
			if s.closed {
				c.Close()
			}
		case http.StateActive:
			if _, found := s.conns[c]; found {
				s.conns[c] = state
			}
		case http.StateIdle:
			if _, found := s.conns[c]; found {
				s.conns[c] = state
				if s.closed {
					c.Close()
				}
			}
		case http.StateHijacked, http.StateClosed:
			if _, found := s.conns[c]; found {
				delete(s.conns, c)
				s.wg.Done()
			}
		}
		s.mu.Unlock()
		if old != nil {
			old(c, state)
		}
	}
}

// Close stops the server when its requests have been answered.
func (s *Server) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		if s.Listener != nil {
			s.Listener.Close()
		}
		for _, l := range s.inner {
			l.Close()
		}
		s.Config.SetKeepAlivesEnabled(false)
		for c, state := range s.conns {
			if state == http.StateIdle || state == http.StateNew {
				c.Close()
			}
		}
		t := time.AfterFunc(5*time.Second, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			for c, state := range s.conns {
				s.Config.ErrorLog.Printf("httptest.Server blocked in Close after 5 seconds, waiting for connections: %p in state %v", c, state)
			}
		})
		defer t.Stop()
	}
	s.mu.Unlock()
	if t, ok := http.DefaultTransport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
	if s.client != nil {
		s.client.CloseIdleConnections()
	}
	s.wg.Wait()
}

// CloseClientConnections closes all connections.
func (s *Server) CloseClientConnections() {
	s.mu.Lock()
	for c := range s.conns {
		c.Close()
	}
	s.mu.Unlock()
}

// Client returns a client for the server.
func (s *Server) Client() *http.Client {
	if s.memory {
		s.startMemory()
	}
	return s.client
}
