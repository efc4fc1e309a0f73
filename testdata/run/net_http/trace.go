// run

package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/textproto"
	"strings"
	"sync"
)

func main() {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/early" {
			w.WriteHeader(103)
		}
		b, _ := io.ReadAll(r.Body)
		fmt.Fprint(w, "ok", string(b))
	})
	for _, kind := range []string{"http", "https", "h2"} {
		s := httptest.NewUnstartedServer(h)
		switch kind {
		case "http":
			s.Start()
		case "https":
			s.StartTLS()
		case "h2":
			s.EnableHTTP2 = true
			s.StartTLS()
		}
		c := s.Client()
		c.Transport.(*http.Transport).ExpectContinueTimeout = 1e9
		for _, path := range []string{"/a", "/b", "/early", "/post"} {
			var mu sync.Mutex
			var events []string
			add := func(f string, args ...any) {
				mu.Lock()
				events = append(events, fmt.Sprintf(f, args...))
				mu.Unlock()
			}
			addr := s.Listener.Addr().String()
			t := &httptrace.ClientTrace{
				GetConn:              func(hp string) { add("GetConn %v", hp == addr) },
				GotConn:              func(i httptrace.GotConnInfo) { add("GotConn reused=%v idle=%v", i.Reused, i.WasIdle) },
				PutIdleConn:          func(err error) { add("PutIdleConn %v", err) },
				GotFirstResponseByte: func() { add("GotFirstResponseByte") },
				Got100Continue:       func() { add("Got100Continue") },
				Got1xxResponse:       func(code int, h textproto.MIMEHeader) error { add("Got1xx %d", code); return nil },
				DNSStart:             func(i httptrace.DNSStartInfo) { add("DNSStart %s", i.Host) },
				DNSDone:              func(i httptrace.DNSDoneInfo) { add("DNSDone %v", i.Err) },
				ConnectStart:         func(n, a string) { add("ConnectStart %s %v", n, a == addr) },
				ConnectDone:          func(n, a string, err error) { add("ConnectDone %s %v %v", n, a == addr, err) },
				TLSHandshakeStart:    func() { add("TLSHandshakeStart") },
				TLSHandshakeDone:     func(s tls.ConnectionState, err error) { add("TLSHandshakeDone %v %q", err, s.NegotiatedProtocol) },
				WroteHeaders:         func() { add("WroteHeaders") },
				Wait100Continue:      func() { add("Wait100Continue") },
				WroteRequest:         func(i httptrace.WroteRequestInfo) { add("WroteRequest %v", i.Err) },
			}
			ctx := httptrace.WithClientTrace(context.Background(), t)
			var outer int
			ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotFirstResponseByte: func() { outer++ }})
			req, _ := http.NewRequestWithContext(ctx, "GET", s.URL+path, nil)
			if path == "/post" {
				req, _ = http.NewRequestWithContext(ctx, "POST", s.URL+path, strings.NewReader("body"))
			}
			r, err := c.Do(req)
			if err != nil {
				fmt.Println(err)
				continue
			}
			b, _ := io.ReadAll(r.Body)
			r.Body.Close()
			mu.Lock()
			fmt.Println(kind, path, string(b), outer)
			for _, e := range events {
				fmt.Println("  ", e)
			}
			mu.Unlock()
		}
		s.Close()
	}
}
