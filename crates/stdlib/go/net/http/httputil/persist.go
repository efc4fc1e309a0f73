package httputil

// The connections of Go's first years: requests and responses on them one by one. Package net/http does better.

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
)

// Errors of connections.
var (
	ErrPersistEOF = &http.ProtocolError{ErrorString: "persistent connection closed"}
	ErrClosed     = &http.ProtocolError{ErrorString: "connection closed by user"}
	ErrPipeline   = &http.ProtocolError{ErrorString: "pipeline error"}

	errClosed = errors.New("i/o operation on closed connection")
)

// exchanges is what both ends have in common: requests take numbers, and each number's turn comes once for its request and once
// for its response.
type exchanges struct {
	mu         sync.Mutex
	cond       *sync.Cond
	c          net.Conn
	r          *bufio.Reader
	re, we     error // why nothing is read, or written, any more
	begun      int
	done       [2]int // how many requests, and responses, are through
	numbers    map[*http.Request]int
	last       io.ReadCloser // the body that was read last
	handled    int           // read and written
	unanswered int
}

func newExchanges(c net.Conn, r *bufio.Reader) *exchanges {
	if r == nil {
		r = bufio.NewReader(c)
	}
	e := &exchanges{c: c, r: r, numbers: map[*http.Request]int{}}
	e.cond = sync.NewCond(&e.mu)
	return e
}

// turn waits for the turn of a request, or of its response if what is 1.
func (e *exchanges) turn(what, n int) {
	e.mu.Lock()
	for e.done[what] != n {
		e.cond.Wait()
	}
	e.mu.Unlock()
}

// next ends a turn.
func (e *exchanges) next(what int) {
	e.mu.Lock()
	e.done[what]++
	e.cond.Broadcast()
	e.mu.Unlock()
}

// number gives a request its number.
func (e *exchanges) number() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := e.begun
	e.begun++
	return n
}

func (e *exchanges) hijack() (net.Conn, *bufio.Reader) {
	e.mu.Lock()
	defer e.mu.Unlock()
	c, r := e.c, e.r
	e.c, e.r = nil, nil
	return c, r
}

func (e *exchanges) close() error {
	c, _ := e.hijack()
	if c != nil {
		return c.Close()
	}
	return nil
}

// input returns what is read from, or why nothing is.
func (e *exchanges) input() (*bufio.Reader, io.ReadCloser, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.re != nil {
		return nil, nil, e.re
	}
	if e.r == nil {
		return nil, nil, errClosed
	}
	last := e.last
	e.last = nil
	return e.r, last, nil
}

// output returns what is written to, or why nothing is.
func (e *exchanges) output() (net.Conn, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.we != nil {
		return nil, e.we
	}
	if e.c == nil {
		return nil, errClosed
	}
	return e.c, nil
}

func (e *exchanges) endReading(err error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.re = err
	return err
}

func (e *exchanges) endWriting(err error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.we = err
	return err
}

// A ServerConn reads requests and writes their responses.
//
// Deprecated: use http.Server.
type ServerConn struct {
	e *exchanges
}

// NewServerConn returns one of a connection, of which r may have read already.
//
// Deprecated: use http.Server.
func NewServerConn(c net.Conn, r *bufio.Reader) *ServerConn { return &ServerConn{newExchanges(c, r)} }

// Hijack gives the connection away, with what was read ahead.
func (sc *ServerConn) Hijack() (net.Conn, *bufio.Reader) { return sc.e.hijack() }

// Close closes the connection.
func (sc *ServerConn) Close() error { return sc.e.close() }

// Pending returns how many requests have been read and not answered.
func (sc *ServerConn) Pending() int {
	sc.e.mu.Lock()
	defer sc.e.mu.Unlock()
	return sc.e.handled - sc.e.unanswered
}

// Read returns the next request. With ErrPersistEOF there is one and none after it.
func (sc *ServerConn) Read() (*http.Request, error) {
	e := sc.e
	n := e.number()
	e.turn(0, n)
	defer e.next(0)
	r, last, err := e.input()
	var req *http.Request
	if err == nil && last != nil {
		err = e.closing(last)
	}
	if err == nil {
		if req, err = http.ReadRequest(r); err == io.ErrUnexpectedEOF || err == io.EOF {
			err = ErrPersistEOF
		}
		if err != nil {
			e.endReading(err)
		}
	}
	if err != nil {
		e.turn(1, n)
		e.next(1)
		return req, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.last = req.Body
	e.handled++
	e.numbers[req] = n
	if req.Close {
		e.re = ErrPersistEOF
		return req, e.re
	}
	return req, nil
}

// closing ends with the body that was read last.
func (e *exchanges) closing(last io.ReadCloser) error {
	if err := last.Close(); err != nil {
		return e.endReading(err)
	}
	return nil
}

// Write writes the response to a request. A response that is the last one makes it close the connection.
func (sc *ServerConn) Write(req *http.Request, resp *http.Response) error {
	e := sc.e
	e.mu.Lock()
	n, known := e.numbers[req]
	delete(e.numbers, req)
	e.mu.Unlock()
	if !known {
		return ErrPipeline
	}
	e.turn(1, n)
	defer e.next(1)
	c, err := e.output()
	if err != nil {
		return err
	}
	if err := resp.Write(c); err != nil {
		return e.endWriting(err)
	}
	e.mu.Lock()
	e.unanswered++
	e.mu.Unlock()
	if resp.Close {
		e.endWriting(ErrPersistEOF)
	}
	return nil
}

// A ClientConn writes requests and reads their responses.
//
// Deprecated: use http.Client or http.Transport.
type ClientConn struct {
	e     *exchanges
	write func(*http.Request, io.Writer) error
}

// NewClientConn returns one of a connection, of which r may have read already.
//
// Deprecated: use http.Client or http.Transport.
func NewClientConn(c net.Conn, r *bufio.Reader) *ClientConn {
	return &ClientConn{newExchanges(c, r), (*http.Request).Write}
}

// NewProxyClientConn is NewClientConn for requests to a proxy.
//
// Deprecated: use http.Client or http.Transport.
func NewProxyClientConn(c net.Conn, r *bufio.Reader) *ClientConn {
	return &ClientConn{newExchanges(c, r), (*http.Request).WriteProxy}
}

// Hijack gives the connection away, with what was read ahead.
func (cc *ClientConn) Hijack() (c net.Conn, r *bufio.Reader) { return cc.e.hijack() }

// Close closes the connection.
func (cc *ClientConn) Close() error { return cc.e.close() }

// Pending returns how many requests have been written and not answered.
func (cc *ClientConn) Pending() int {
	cc.e.mu.Lock()
	defer cc.e.mu.Unlock()
	return cc.e.handled - cc.e.unanswered
}

// Write writes a request. With ErrPersistEOF nothing more can be written: the server or the request has said so.
func (cc *ClientConn) Write(req *http.Request) error {
	e := cc.e
	n := e.number()
	e.mu.Lock()
	e.numbers[req] = n
	e.mu.Unlock()
	e.turn(0, n)
	defer e.next(0)
	c, err := e.output()
	if err == nil {
		e.mu.Lock()
		if err = e.re; err == nil && req.Close {
			e.we = ErrPersistEOF
		}
		e.mu.Unlock()
	}
	if err == nil {
		if err = cc.write(req, c); err != nil {
			e.endWriting(err)
		}
	}
	if err != nil {
		e.mu.Lock()
		delete(e.numbers, req)
		e.mu.Unlock()
		e.turn(1, n)
		e.next(1)
		return err
	}
	e.mu.Lock()
	e.handled++
	e.mu.Unlock()
	return nil
}

// Read returns the response to a request. With ErrPersistEOF it is the last one.
func (cc *ClientConn) Read(req *http.Request) (resp *http.Response, err error) {
	e := cc.e
	e.mu.Lock()
	n, known := e.numbers[req]
	delete(e.numbers, req)
	e.mu.Unlock()
	if !known {
		return nil, ErrPipeline
	}
	e.turn(1, n)
	defer e.next(1)
	r, last, err := e.input()
	if err != nil {
		return nil, err
	}
	if last != nil {
		if err := e.closing(last); err != nil {
			return nil, err
		}
	}
	if resp, err = http.ReadResponse(r, req); err != nil {
		return resp, e.endReading(err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.last = resp.Body
	e.unanswered++
	if resp.Close {
		e.re = ErrPersistEOF
		return resp, e.re
	}
	return resp, nil
}

// Do writes a request and reads its response.
func (cc *ClientConn) Do(req *http.Request) (*http.Response, error) {
	if err := cc.Write(req); err != nil {
		return nil, err
	}
	return cc.Read(req)
}
