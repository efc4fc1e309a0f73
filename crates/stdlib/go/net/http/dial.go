package http

// Connections of a transport: plain, through proxies, with TLS.

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
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

func (t *Transport) dial(ctx context.Context, r *Request, proxy *url.URL, target, key string) (*link, error) {
	addr := target
	if proxy != nil {
		switch proxy.Scheme {
		case "http", "https":
		default:
			return nil, fmt.Errorf("net/http: proxies of scheme %q are not supported", proxy.Scheme)
		}
		addr = addressOf(proxy)
	}
	secure := r.URL.Scheme == "https"
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
		if proxy != nil {
			return nil, &net.OpError{Op: "proxyconnect", Net: "tcp", Err: err}
		}
		return nil, err
	}
	l := &link{t: t, key: key, conn: c, closed: make(chan struct{}), calls: make(chan *call, 1)}
	if proxy != nil {
		if proxy.Scheme == "https" {
			if err := l.startTLS(ctx, proxy.Hostname()); err != nil {
				c.Close()
				return nil, &net.OpError{Op: "proxyconnect", Net: "tcp", Err: err}
			}
			c, l.tls = l.conn, nil
		}
		if u := proxy.User; u != nil {
			password, _ := u.Password()
			l.auth = "Basic " + base64.StdEncoding.EncodeToString([]byte(u.Username()+":"+password))
		}
		if secure {
			if err := l.tunnel(ctx, proxy, target); err != nil {
				c.Close()
				return nil, err
			}
		} else {
			l.proxied = true
		}
	}
	if secure {
		if err := l.startTLS(ctx, r.URL.Hostname()); err != nil {
			c.Close()
			return nil, err
		}
	} else if own, ok := c.(*tls.Conn); ok {
		if err := l.adoptTLS(ctx, own); err != nil {
			c.Close()
			return nil, err
		}
	}
	if l.choseH2() || r.URL.Scheme == "http" && proxy == nil && t.Protocols != nil && t.Protocols.UnencryptedHTTP2() && !t.Protocols.HTTP1() {
		c, err := l.startH2()
		if err != nil {
			l.conn.Close()
			return nil, err
		}
		l.h2 = t.keepH2(c)
		return l, nil
	}
	read, write := t.ReadBufferSize, t.WriteBufferSize
	if read <= 0 {
		read = 4 << 10
	}
	if write <= 0 {
		write = 4 << 10
	}
	l.br = bufio.NewReaderSize(l.conn, read)
	l.bw = bufio.NewWriterSize(l.conn, write)
	go l.readLoop()
	return l, nil
}

// tunnel asks a proxy for a connection to the target.
func (l *link) tunnel(ctx context.Context, proxy *url.URL, target string) error {
	h := l.t.ProxyConnectHeader
	if l.t.GetProxyConnectHeader != nil {
		var err error
		if h, err = l.t.GetProxyConnectHeader(ctx, proxy, target); err != nil {
			return err
		}
	}
	if h = h.Clone(); h == nil {
		h = make(Header)
	}
	if l.auth != "" {
		h.Set("Proxy-Authorization", l.auth)
	}
	r := &Request{Method: "CONNECT", URL: &url.URL{Opaque: target}, Host: target, Header: h}
	stop := context.AfterFunc(ctx, func() { l.conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if err := r.Write(l.conn); err != nil {
		return err
	}
	resp, err := ReadResponse(bufio.NewReader(l.conn), r)
	if err != nil {
		return err
	}
	if l.t.OnProxyConnectResponse != nil {
		if err := l.t.OnProxyConnectResponse(ctx, proxy, r, resp); err != nil {
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
