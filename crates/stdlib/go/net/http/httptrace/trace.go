// Package httptrace tells a program what happens while its HTTP requests are made.
package httptrace

import (
	"context"
	"crypto/tls"
	"internal/nettrace"
	"net"
	"net/textproto"
	"time"
)

// A ClientTrace has a function for each event; any may be nil.
type ClientTrace struct {
	GetConn              func(hostPort string)
	GotConn              func(GotConnInfo)
	PutIdleConn          func(err error)
	GotFirstResponseByte func()
	Got100Continue       func()
	Got1xxResponse       func(code int, header textproto.MIMEHeader) error
	DNSStart             func(DNSStartInfo)
	DNSDone              func(DNSDoneInfo)
	ConnectStart         func(network, addr string)
	ConnectDone          func(network, addr string, err error)
	TLSHandshakeStart    func()
	TLSHandshakeDone     func(tls.ConnectionState, error)
	WroteHeaderField     func(key string, value []string)
	WroteHeaders         func()
	Wait100Continue      func()
	WroteRequest         func(WroteRequestInfo)
}

// GotConnInfo tells of the connection that a request goes over.
type GotConnInfo struct {
	Conn     net.Conn
	Reused   bool
	WasIdle  bool
	IdleTime time.Duration
}

// WroteRequestInfo tells how writing a request ended.
type WroteRequestInfo struct {
	Err error
}

// DNSStartInfo tells which name is looked up.
type DNSStartInfo struct {
	Host string
}

// DNSDoneInfo tells what was found.
type DNSDoneInfo struct {
	Addrs     []net.IPAddr
	Err       error
	Coalesced bool
}

type key struct{}

// ContextClientTrace returns the trace of a context, nil if it has none.
func ContextClientTrace(ctx context.Context) *ClientTrace {
	trace, _ := ctx.Value(key{}).(*ClientTrace)
	return trace
}

// WithClientTrace returns a context with the trace; traces that ctx has already are called after it.
func WithClientTrace(ctx context.Context, trace *ClientTrace) context.Context {
	if trace == nil {
		panic("nil trace")
	}
	trace.compose(ContextClientTrace(ctx))
	ctx = context.WithValue(ctx, key{}, trace)
	if trace.DNSStart == nil && trace.DNSDone == nil && trace.ConnectStart == nil && trace.ConnectDone == nil {
		return ctx
	}
	t := &nettrace.Trace{ConnectStart: trace.ConnectStart, ConnectDone: trace.ConnectDone}
	if trace.DNSStart != nil {
		t.DNSStart = func(host string) { trace.DNSStart(DNSStartInfo{host}) }
	}
	if trace.DNSDone != nil {
		t.DNSDone = func(addrs []any, coalesced bool, err error) {
			info := DNSDoneInfo{Addrs: make([]net.IPAddr, len(addrs)), Err: err, Coalesced: coalesced}
			for i, a := range addrs {
				info.Addrs[i] = a.(net.IPAddr)
			}
			trace.DNSDone(info)
		}
	}
	return context.WithValue(ctx, nettrace.TraceKey{}, t)
}

// both calls a, then b.
func both[T any](a, b func(T)) func(T) {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	return func(v T) {
		a(v)
		b(v)
	}
}

func both0(a, b func()) func() {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	return func() {
		a()
		b()
	}
}

// both2 is for functions of two values.
func both2[T, U any](a, b func(T, U)) func(T, U) {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	return func(v T, w U) {
		a(v, w)
		b(v, w)
	}
}

func (t *ClientTrace) compose(old *ClientTrace) {
	if old == nil {
		return
	}
	t.GetConn = both(t.GetConn, old.GetConn)
	t.GotConn = both(t.GotConn, old.GotConn)
	t.PutIdleConn = both(t.PutIdleConn, old.PutIdleConn)
	t.GotFirstResponseByte = both0(t.GotFirstResponseByte, old.GotFirstResponseByte)
	t.Got100Continue = both0(t.Got100Continue, old.Got100Continue)
	if a, b := t.Got1xxResponse, old.Got1xxResponse; a == nil {
		t.Got1xxResponse = b
	} else if b != nil {
		t.Got1xxResponse = func(code int, header textproto.MIMEHeader) error {
			a(code, header)
			return b(code, header)
		}
	}
	t.DNSStart = both(t.DNSStart, old.DNSStart)
	t.DNSDone = both(t.DNSDone, old.DNSDone)
	t.ConnectStart = both2(t.ConnectStart, old.ConnectStart)
	if a, b := t.ConnectDone, old.ConnectDone; a == nil {
		t.ConnectDone = b
	} else if b != nil {
		t.ConnectDone = func(network, addr string, err error) {
			a(network, addr, err)
			b(network, addr, err)
		}
	}
	t.TLSHandshakeStart = both0(t.TLSHandshakeStart, old.TLSHandshakeStart)
	t.TLSHandshakeDone = both2(t.TLSHandshakeDone, old.TLSHandshakeDone)
	t.WroteHeaderField = both2(t.WroteHeaderField, old.WroteHeaderField)
	t.WroteHeaders = both0(t.WroteHeaders, old.WroteHeaders)
	t.Wait100Continue = both0(t.Wait100Continue, old.Wait100Continue)
	t.WroteRequest = both(t.WroteRequest, old.WroteRequest)
}
