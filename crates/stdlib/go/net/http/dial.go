package http

// Connections of a transport: plain, through proxies, with TLS.

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"
)

func (t *Transport) dialPlain(ctx context.Context, addr string) (net.Conn, error) {
	if t.DialContext != nil {
		c, err := t.DialContext(ctx, "tcp", addr)
		if c == nil && err == nil {
			err = errors.New("net/http: Transport.DialContext hook returned (nil, nil)")
		}
		return c, err
	}
	if t.Dial != nil {
		c, err := t.Dial("tcp", addr)
		if c == nil && err == nil {
			err = errors.New("net/http: Transport.Dial hook returned (nil, nil)")
		}
		return c, err
	}
	var d net.Dialer
	return d.DialContext(ctx, "tcp", addr)
}

// dial makes a connection.
func (t *Transport) dial(ctx context.Context, cm connectMethod) (*persistConn, error) {
	proxy := cm.proxy
	if proxy != nil && proxy.Scheme != "http" && proxy.Scheme != "https" && !isSOCKS(proxy) {
		return nil, fmt.Errorf("net/http: proxies of scheme %q are not supported", proxy.Scheme)
	}
	addr := cm.addr()
	wrap := func(err error) error {
		if proxy != nil {
			return &net.OpError{Op: "proxyconnect", Net: "tcp", Err: err}
		}
		return err
	}
	secure := cm.scheme == "https"
	var c net.Conn
	var err error
	if secure && proxy == nil && t.DialTLSContext != nil {
		c, err = t.DialTLSContext(ctx, "tcp", addr)
		if c == nil && err == nil {
			err = errors.New("net/http: Transport.DialTLSContext hook returned (nil, nil)")
		}
		secure = false
	} else if secure && proxy == nil && t.DialTLS != nil {
		c, err = t.DialTLS("tcp", addr)
		if c == nil && err == nil {
			err = errors.New("net/http: Transport.DialTLS hook returned (nil, nil)")
		}
		secure = false
	} else {
		c, err = t.dialPlain(ctx, addr)
	}
	if err != nil {
		return nil, wrap(err)
	}
	pc := &persistConn{t: t, cacheKey: cm.key(), conn: c, closech: make(chan struct{}), calls: make(chan *call, 1)}
	fail := func(err error) (*persistConn, error) {
		c.Close()
		return nil, err
	}
	if proxy != nil {
		if proxy.Scheme == "https" {
			if err := pc.startTLS(ctx, proxy.Hostname(), true); err != nil {
				return fail(wrap(err))
			}
			c, pc.tls = pc.conn, nil
		}
		if u := proxy.User; u != nil {
			password, _ := u.Password()
			pc.auth = "Basic " + base64.StdEncoding.EncodeToString([]byte(u.Username()+":"+password))
		}
		switch {
		case isSOCKS(proxy):
			if err := socksConnect(ctx, c, proxy, cm.target); err != nil {
				return fail(&net.OpError{Op: "socks connect", Net: "tcp", Source: socksAddr(addr), Addr: socksAddr(cm.target), Err: err})
			}
		case secure:
			if err := pc.tunnel(ctx, proxy, cm.target); err != nil {
				return fail(err)
			}
		default:
			pc.proxied = true
		}
	}
	if secure {
		host, _, _ := net.SplitHostPort(cm.target)
		if err := pc.startTLS(ctx, host, cm.onlyH1); err != nil {
			return fail(err)
		}
	} else if cm.scheme == "https" {
		if own, ok := c.(*tls.Conn); ok {
			if err := pc.adoptTLS(ctx, own); err != nil {
				return fail(err)
			}
		} else if own, ok := c.(interface{ ConnectionState() tls.ConnectionState }); ok {
			state := own.ConnectionState()
			pc.tls = &state
		}
	}
	chose := ""
	if cm.scheme == "https" && pc.tls != nil {
		chose = pc.tls.NegotiatedProtocol
	}
	if own, ok := pc.conn.(*tls.Conn); ok && chose != "" && !(chose == "h2" && t.ownH2) {
		if next := t.TLSNextProto[chose]; next != nil {
			alt := next(cm.target, own)
			if e, ok := alt.(interface{ RoundTripErr() error }); ok {
				return fail(e.RoundTripErr())
			}
			pc.alt = alt
			return pc, nil
		}
	}
	if chose == "h2" && t.offersH2 || cm.scheme == "http" && proxy == nil && t.Protocols != nil && t.Protocols.UnencryptedHTTP2() && !t.Protocols.HTTP1() {
		c, err := pc.startH2()
		if err != nil {
			pc.conn.Close()
			return nil, err
		}
		pc.alt = c
		return pc, nil
	}
	read, write := t.ReadBufferSize, t.WriteBufferSize
	if read <= 0 {
		read = 4 << 10
	}
	if write <= 0 {
		write = 4 << 10
	}
	pc.br = bufio.NewReaderSize(pc, read)
	pc.bw = bufio.NewWriterSize(pc, write)
	go pc.readLoop()
	return pc, nil
}

// tunnel asks a proxy for a connection to the target.
func (pc *persistConn) tunnel(ctx context.Context, proxy *url.URL, target string) error {
	t := pc.t
	h := t.ProxyConnectHeader
	if t.GetProxyConnectHeader != nil {
		var err error
		if h, err = t.GetProxyConnectHeader(ctx, proxy, target); err != nil {
			return err
		}
	}
	if h = h.Clone(); h == nil {
		h = make(Header)
	}
	if pc.auth != "" {
		h.Set("Proxy-Authorization", pc.auth)
	}
	r := &Request{Method: "CONNECT", URL: &url.URL{Opaque: target}, Host: target, Header: h}
	// Some proxies accept a connection and say nothing.
	ctx, stop := testHookProxyConnectTimeout(ctx, time.Minute)
	defer stop()
	var resp *Response
	done := make(chan error, 1)
	go func() {
		err := r.Write(pc.conn)
		if err == nil {
			resp, err = ReadResponse(bufio.NewReader(&io.LimitedReader{R: pc.conn, N: t.maxHeader()}), r)
		}
		done <- err
	}()
	select {
	case <-ctx.Done():
		pc.conn.Close()
		<-done
		return ctx.Err()
	case err := <-done:
		if err != nil {
			return err
		}
	}
	if t.OnProxyConnectResponse != nil {
		if err := t.OnProxyConnectResponse(ctx, proxy, r, resp); err != nil {
			return err
		}
	}
	if resp.StatusCode != 200 {
		_, text, found := strings.Cut(resp.Status, " ")
		if !found {
			return errors.New("unknown status code")
		}
		return errors.New(text)
	}
	return nil
}
