// run

package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"time"
)

type logs struct{}

var port = regexp.MustCompile(`127.0.0.1:\d+`)

func (logs) Write(p []byte) (int, error) { return os.Stdout.Write(port.ReplaceAll(p, []byte("ADDR"))) }

// accepted stays open.
var accepted net.Conn

func main() {
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s tls=%v %q", r.Method, r.URL, r.Proto, r.TLS != nil, b)
	})
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(logs{}, "log: ", 0)
	s.StartTLS()
	c := s.Client()
	for i := range 3 {
		r, err := c.Post(s.URL+"/x", "text/plain", strings.NewReader(fmt.Sprint("body", i)))
		if err != nil {
			fmt.Println(err)
			continue
		}
		b, err := io.ReadAll(r.Body)
		r.Body.Close()
		fmt.Println(r.Status, r.Proto, string(b), err, r.TLS.ServerName, r.TLS.NegotiatedProtocol, len(r.TLS.PeerCertificates), r.TLS.HandshakeComplete)
	}
	_, err := http.Get(s.URL)
	var ua x509.UnknownAuthorityError
	time.Sleep(100 * time.Millisecond)
	fmt.Println(strings.Replace(err.Error(), s.URL, "URL", 1), errors.As(err, &ua))
	time.Sleep(100 * time.Millisecond)
	_, err = http.Get(strings.Replace(s.URL, "https", "http", 1))
	time.Sleep(100 * time.Millisecond)
	fmt.Println(err)
	r, err := http.Get(strings.Replace(s.URL, "https", "http", 1) + "/q")
	if err == nil {
		b, _ := io.ReadAll(r.Body)
		fmt.Println(r.Status, string(b))
	}
	p := httptest.NewServer(h)
	_, err = http.Get(strings.Replace(p.URL, "http", "https", 1))
	fmt.Println(strings.Replace(err.Error(), p.URL[4:], "URL", 1), errors.Is(err, http.ErrSchemeMismatch))
	r, err = c.Get("https://example.com/path")
	fmt.Println(r.Status, err)
	tr := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	r, err = (&http.Client{Transport: tr}).Get(s.URL + "/skip")
	b, _ := io.ReadAll(r.Body)
	fmt.Println(r.Status, string(b), err)
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	tr = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "wrong.org"}}
	_, err = (&http.Client{Transport: tr}).Get(s.URL + "/skip")
	time.Sleep(100 * time.Millisecond)
	fmt.Println(strings.Replace(err.Error(), s.URL, "URL", 1))
	// timeout
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	go func() { accepted, _ = l.Accept() }()
	tr = &http.Transport{TLSHandshakeTimeout: 30 * time.Millisecond}
	_, err = (&http.Client{Transport: tr}).Get("https://" + l.Addr().String())
	var ne net.Error
	fmt.Println(strings.Replace(err.Error(), l.Addr().String(), "ADDR", 1), errors.As(err, &ne) && ne.Timeout())
	// files
	time.Sleep(50 * time.Millisecond)
	s.Close()
	p.Close()
	fmt.Println(http.ListenAndServeTLS("127.0.0.1:0", "/nonexistent", "/no", nil))
	// big body
	big := strings.Repeat("0123456789abcdef", 1<<16)
	s = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) }))
	r, err = s.Client().Post(s.URL, "x/y", strings.NewReader(big))
	b, _ = io.ReadAll(r.Body)
	fmt.Println(len(b), string(b) == big, err)
	s.Close()
}
