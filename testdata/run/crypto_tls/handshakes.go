// run

package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"regexp"
	"time"
)

func cert(cn string, ca *tls.Certificate, mod func(*x509.Certificate)) tls.Certificate {
	k, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	t := &x509.Certificate{SerialNumber: big.NewInt(5), Subject: pkix.Name{CommonName: cn}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{cn}, BasicConstraintsValid: true}
	if ca == nil {
		t.IsCA, t.KeyUsage = true, x509.KeyUsageCertSign
	}
	if mod != nil {
		mod(t)
	}
	p, pk := t, k
	if ca != nil {
		p, pk = ca.Leaf, ca.PrivateKey.(*ecdsa.PrivateKey)
	}
	der, err := x509.CreateCertificate(rand.Reader, t, p, &k.PublicKey, pk)
	if err != nil {
		panic(err)
	}
	leaf, _ := x509.ParseCertificate(der)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: k, Leaf: leaf}
}

var now = regexp.MustCompile(`current time.*`)

func clean(err error) string { return now.ReplaceAllString(err.Error(), "TIME") }

func run(what string, sc, cc *tls.Config) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer l.Close()
	done := make(chan string, 1)
	go func() {
		raw, _ := l.Accept()
		c := tls.Server(raw, sc)
		defer c.Close()
		err := c.Handshake()
		if err != nil {
			done <- fmt.Sprintf("server: %T %s", err, clean(err))
			return
		}
		b, err := io.ReadAll(io.LimitReader(c, 5))
		fmt.Fprintf(c, "got %s", b)
		s := c.ConnectionState()
		done <- fmt.Sprint("server: ", string(b), err, s.ServerName, tls.VersionName(s.Version), tls.CipherSuiteName(s.CipherSuite), s.NegotiatedProtocol, len(s.PeerCertificates), len(s.VerifiedChains), s.DidResume)
	}()
	c, err := tls.Dial("tcp", l.Addr().String(), cc)
	if err != nil {
		var ve *tls.CertificateVerificationError
		fmt.Printf("%s: client: %T %s %v\n", what, err, clean(err), errors.As(err, &ve))
	} else {
		c.Write([]byte("hello"))
		b, err := io.ReadAll(c)
		s := c.ConnectionState()
		fmt.Println(what, "client:", string(b), err, s.ServerName, tls.VersionName(s.Version), tls.CipherSuiteName(s.CipherSuite), s.NegotiatedProtocol, len(s.PeerCertificates), len(s.VerifiedChains), s.DidResume)
		c.Close()
	}
	fmt.Println("  ", <-done)
}

func main() {
	ca := cert("ca", nil, nil)
	srv := cert("example.com", &ca, nil)
	pool := x509.NewCertPool()
	pool.AddCert(ca.Leaf)
	base := func() *tls.Config { return &tls.Config{Certificates: []tls.Certificate{srv}} }
	cl := func() *tls.Config { return &tls.Config{RootCAs: pool, ServerName: "example.com"} }
	with := func(c *tls.Config, f func(*tls.Config)) *tls.Config { f(c); return c }
	run("plain", base(), cl())
	run("1.2", with(base(), func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }), cl())
	run("c1.2", base(), with(cl(), func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }))
	run("unknown", base(), with(cl(), func(c *tls.Config) { c.RootCAs = x509.NewCertPool() }))
	run("unknown12", with(base(), func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }), with(cl(), func(c *tls.Config) { c.RootCAs = x509.NewCertPool() }))
	run("host", base(), with(cl(), func(c *tls.Config) { c.ServerName = "other.com" }))
	run("skip", base(), &tls.Config{InsecureSkipVerify: true})
	run("time", base(), with(cl(), func(c *tls.Config) { c.Time = func() time.Time { return time.Date(2090, 1, 2, 3, 4, 5, 0, time.UTC) } }))
	run("alpn", with(base(), func(c *tls.Config) { c.NextProtos = []string{"a", "b"} }), with(cl(), func(c *tls.Config) { c.NextProtos = []string{"b", "c"} }))
	run("noalpn", with(base(), func(c *tls.Config) { c.NextProtos = []string{"a", "b"} }), with(cl(), func(c *tls.Config) { c.NextProtos = []string{"x", "c"} }))
	run("versions", with(base(), func(c *tls.Config) { c.MinVersion = tls.VersionTLS13 }), with(cl(), func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }))
	for _, a := range []tls.ClientAuthType{tls.RequestClientCert, tls.RequireAnyClientCert, tls.VerifyClientCertIfGiven, tls.RequireAndVerifyClientCert} {
		for _, v := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			for i, m := range []func(*tls.Config){func(c *tls.Config) {}, func(c *tls.Config) {
				c.Certificates = []tls.Certificate{cert("me", &ca, func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} })}
			}, func(c *tls.Config) {
				other := cert("otherca", nil, nil)
				c.GetClientCertificate = func(i *tls.CertificateRequestInfo) (*tls.Certificate, error) {
					k := cert("me", &other, nil)
					return &k, nil
				}
			}, func(c *tls.Config) {
				c.GetClientCertificate = func(i *tls.CertificateRequestInfo) (*tls.Certificate, error) {
					k := cert("me", &ca, func(c *x509.Certificate) {
						c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
						c.NotAfter = time.Now().Add(-time.Minute)
					})
					return &k, nil
				}
			}} {
				if v == tls.VersionTLS13 && a >= tls.RequireAnyClientCert && i != 1 {
					continue // the client's error depends on timing
				}
				run(fmt.Sprint(a, v, i), with(base(), func(c *tls.Config) {
					c.ClientAuth = a
					c.ClientCAs = pool
					c.MaxVersion = v
					c.Time = func() time.Time { return time.Now() }
				}), with(cl(), m))
			}
		}
	}
	run("verifypeer", base(), with(cl(), func(c *tls.Config) {
		c.VerifyPeerCertificate = func(raw [][]byte, ch [][]*x509.Certificate) error { return errors.New("no way") }
	}))
	run("getcert", &tls.Config{GetCertificate: func(h *tls.ClientHelloInfo) (*tls.Certificate, error) {
		fmt.Println("hello", h.ServerName, h.SupportedProtos, h.SupportedVersions[:2], len(h.CipherSuites) > 0, h.SupportsCertificate(&srv))
		return &srv, nil
	}}, with(cl(), func(c *tls.Config) { c.NextProtos = []string{"q"} }))
	run("getcerterr", &tls.Config{GetCertificate: func(h *tls.ClientHelloInfo) (*tls.Certificate, error) { return nil, errors.New("nope") }}, cl())
	run("nocert", &tls.Config{}, cl())
	run("noname", base(), &tls.Config{RootCAs: pool})
	run("getconfig", &tls.Config{GetConfigForClient: func(h *tls.ClientHelloInfo) (*tls.Config, error) { return base(), nil }}, cl())
	sc := base()
	cc := with(cl(), func(c *tls.Config) { c.ClientSessionCache = tls.NewLRUClientSessionCache(4) })
	run("resume1", sc, cc)
	run("resume2", sc, cc)
	// garbage
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	go func() {
		c, _ := net.Dial("tcp", l.Addr().String())
		c.Write([]byte("GET / HTTP/1.0\r\n\r\n"))
		io.ReadAll(c)
		c.Close()
		c, _ = net.Dial("tcp", l.Addr().String())
		c.Close()
	}()
	raw, _ := l.Accept()
	s := tls.Server(raw, base())
	err := s.Handshake()
	var re tls.RecordHeaderError
	fmt.Printf("%T %v %v %q\n", err, err, errors.As(err, &re), re.RecordHeader)
	raw.Close()
	raw, _ = l.Accept()
	fmt.Println(tls.Server(raw, base()).Handshake())
	// bulk over a pipe
	a, b := net.Pipe()
	x, y := tls.Server(a, base()), tls.Client(b, cl())
	data := bytes.Repeat([]byte("0123456789"), 100000)
	go func() { x.Write(data); x.CloseWrite() }()
	got, err := io.ReadAll(y)
	fmt.Println(len(got), bytes.Equal(got, data), err)
	st := y.ConnectionState()
	e1, err := st.ExportKeyingMaterial("label", []byte("ctx"), 16)
	st2 := x.ConnectionState()
	e2, err2 := st2.ExportKeyingMaterial("label", []byte("ctx"), 16)
	fmt.Println(bytes.Equal(e1, e2), err, err2)
	_, err = tls.X509KeyPair(nil, nil)
	fmt.Println(err)
	_, err = tls.LoadX509KeyPair("/nonexistent", "x")
	fmt.Println(err)
	_, err = tls.Listen("tcp", ":0", &tls.Config{})
	fmt.Println(err)
}
