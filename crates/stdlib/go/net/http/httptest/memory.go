package httptest

// Servers without a port: connections in memory.

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"internal/nettest"
	"net"
	"net/http"
	"testing"
)

// NewTestServer returns a server that is reached by its Client in memory, whatever host a request names. The end of the test
// closes it. It may be changed until Client, Start or StartTLS is called.
func NewTestServer(t testing.TB, handler http.Handler) *Server {
	if handler == nil {
		handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	}
	s := &Server{memory: true}
	s.Config = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				t.Errorf("httptest: panic in server handler: %v", p)
			}
			if p != nil {
				panic(http.ErrAbortHandler)
			}
		}()
		handler.ServeHTTP(w, r)
	})}
	t.Cleanup(s.Close)
	return s
}

// startMemory starts a server that is in memory.
func (s *Server) startMemory() {
	s.memory = false
	s.URL = "http://example.com"
	plain, secure := nettest.NewListener(), nettest.NewListener()
	s.inner = []net.Listener{plain, secure}
	s.prepareTLS()
	roots := x509.NewCertPool()
	roots.AddCert(s.certificate)
	config := &tls.Config{RootCAs: roots, ServerName: "example.com"}
	t := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: s.EnableHTTP2}
	if p := s.Config.Protocols; p != nil {
		t.Protocols = p
	}
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) { return plain.NewConn(), nil }
	offered := s.TLS.NextProtos
	t.DialTLSContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c := secure.NewConn()
		own := config.Clone()
		own.NextProtos = offered
		client := tls.Client(c, own)
		if err := client.HandshakeContext(ctx); err != nil {
			c.Close()
			return nil, err
		}
		return client, nil
	}
	s.client = &http.Client{Transport: t}
	s.wrap()
	s.serve(plain)
	s.serve(tls.NewListener(secure, s.TLS))
}
