package http

// Single connections that a program makes requests on.

import (
	"context"
	"errors"
	"net"
	"net/http/httptrace"
	"sync"
)

// A ClientConn is one connection to a server.
type ClientConn struct {
	pc *persistConn

	mu       sync.Mutex
	cond     *sync.Cond
	reserved int // places taken by Reserve
	running  int // requests
	known    int // places that the hook was last told of, closed is -1

	hookMu sync.Mutex
	hook   func(*ClientConn)
}

// NewClientConn makes a connection to a server, through a proxy if need be.
func (t *Transport) NewClientConn(ctx context.Context, scheme, address string) (*ClientConn, error) {
	if scheme != "http" && scheme != "https" {
		return nil, badScheme(scheme)
	}
	if _, _, err := net.SplitHostPort(address); err != nil {
		port := "80"
		if scheme == "https" {
			port = "443"
		}
		address = net.JoinHostPort(address, port)
	}
	t.protocols.Do(t.setProtocols)
	pc, err := t.dial(ctx, connectMethod{scheme: scheme, target: address})
	if err != nil {
		return nil, err
	}
	cc := &ClientConn{pc: pc}
	cc.cond = sync.NewCond(&cc.mu)
	cc.known = cc.Available()
	pc.owner = cc
	return cc, nil
}

var errClientConnClosed = errors.New("http: client connection closed")

// Close ends the connection with all requests on it.
func (cc *ClientConn) Close() error {
	cc.pc.close(errClientConnClosed)
	return nil
}

// Err returns why the connection cannot be used, if so.
func (cc *ClientConn) Err() error {
	if err := cc.pc.closeError(); err != nil {
		return err
	}
	if !cc.pc.alive() {
		return errClientConnClosed
	}
	return nil
}

// places returns how many requests there may be at once.
func (cc *ClientConn) places() int {
	c := cc.pc.h2()
	if c == nil {
		return 1
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.maxStreams
}

// Available returns how many more requests there may be.
func (cc *ClientConn) Available() int {
	if cc.Err() != nil {
		return 0
	}
	cc.mu.Lock()
	defer cc.mu.Unlock()
	return max(cc.places()-cc.reserved-cc.running, 0)
}

// InFlight returns how many requests there are, those included that have places reserved.
func (cc *ClientConn) InFlight() int {
	if cc.Err() != nil {
		return 0
	}
	cc.mu.Lock()
	defer cc.mu.Unlock()
	return cc.reserved + cc.running
}

// Reserve takes a place for a request.
func (cc *ClientConn) Reserve() error {
	if err := cc.Err(); err != nil {
		return err
	}
	cc.mu.Lock()
	defer cc.mu.Unlock()
	if cc.reserved+cc.running >= cc.places() {
		return errors.New("http: client connection is at its concurrency limit")
	}
	cc.reserved++
	cc.known = cc.places() - cc.reserved - cc.running
	return nil
}

// Release gives a place back.
func (cc *ClientConn) Release() {
	cc.mu.Lock()
	if cc.reserved > 0 {
		cc.reserved--
	}
	cc.mu.Unlock()
	cc.changed()
}

// SetStateHook makes f be called when the number of places or the connection changes.
func (cc *ClientConn) SetStateHook(f func(*ClientConn)) {
	cc.hookMu.Lock()
	cc.hook = f
	cc.hookMu.Unlock()
}

// changed wakes those who wait for a place, and calls the hook if there is news.
func (cc *ClientConn) changed() {
	now := cc.Available()
	if cc.Err() != nil {
		now = -1
	}
	cc.mu.Lock()
	news := now != cc.known
	cc.known = now
	cc.cond.Broadcast()
	cc.mu.Unlock()
	if !news {
		return
	}
	cc.hookMu.Lock()
	defer cc.hookMu.Unlock()
	if cc.hook != nil {
		cc.hook(cc)
	}
}

// RoundTrip makes a request on the connection, as soon as there is a place.
func (cc *ClientConn) RoundTrip(req *Request) (*Response, error) {
	fail := func(err error) (*Response, error) {
		req.closeBody()
		return nil, err
	}
	if err := cc.take(req); err != nil {
		return fail(err)
	}
	done := sync.OnceFunc(func() {
		cc.mu.Lock()
		cc.running--
		cc.mu.Unlock()
		cc.changed()
	})
	if req.URL == nil || req.Header == nil {
		done()
		return fail(errors.New("http: nil Request.URL or Header"))
	}
	if err := req.checkHead(); err != nil {
		done()
		return fail(err)
	}
	ctx, end := cc.pc.t.cancelable(req)
	cancel := func(why error) {
		end(why)
		if cc.pc.alt != nil {
			done()
		}
	}
	tr := &transportRequest{Request: req, ctx: ctx, cancel: cancel, trace: httptrace.ContextClientTrace(ctx)}
	cc.pc.traceGot(tr.trace, cc.pc.idleAt)
	var resp *Response
	var err error
	if c := cc.pc.h2(); c != nil {
		c.mu.Lock()
		c.reserved++
		c.mu.Unlock()
		resp, err = c.roundTrip(tr)
	} else {
		cc.pc.onFree(done)
		resp, err = cc.pc.roundTrip(tr)
	}
	if err != nil {
		done()
		cancel(err)
		return fail(err)
	}
	resp.Request = req
	return resp, nil
}

// take waits for a place, and takes it.
func (cc *ClientConn) take(req *Request) error {
	stop := context.AfterFunc(req.Context(), func() {
		cc.mu.Lock()
		cc.cond.Broadcast()
		cc.mu.Unlock()
	})
	defer stop()
	for {
		if err := cc.Err(); err != nil {
			return err
		}
		if err := req.Context().Err(); err != nil {
			return context.Cause(req.Context())
		}
		cc.mu.Lock()
		if cc.reserved > 0 {
			cc.reserved--
			cc.running++
			cc.mu.Unlock()
			return nil
		}
		if cc.running < cc.places() {
			cc.running++
			cc.mu.Unlock()
			return nil
		}
		cc.cond.Wait()
		cc.mu.Unlock()
	}
}
