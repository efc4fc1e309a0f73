package http

// What Go's own tests of the package take hold of.

import (
	"context"
	"fmt"
	"net"
	"sync"
)

func nop() {}

var (
	testHookMu                     sync.Locker = fakeLocker{}
	testHookEnterRoundTrip                     = nop
	testHookRoundTripRetried                   = nop
	testHookPrePendingDial                     = nop
	testHookPostPendingDial                    = nop
	testHookReadLoopBeforeNextRead             = nop
	testHookProxyConnectTimeout                = context.WithTimeout
	testHookServerServe            func(*Server, net.Listener)
	testHookClientDoResult         func(*Response, error)
)

type fakeLocker struct{}

func (fakeLocker) Lock()   {}
func (fakeLocker) Unlock() {}

// omitBundledHTTP2 would say that HTTP/2 was left out.
const omitBundledHTTP2 = false

// h2Lister names the idle connections of an implementation of HTTP/2 that has a pool of its own; Vole's are in the transport's.
type h2Lister interface {
	IdleConnStrsForTesting() []string
}

// protocolSetHTTP3 notes that a set has HTTP/3.
func protocolSetHTTP3(p *Protocols) { p.set(8, true) }

// loggingConn tells what is done with a connection.
type loggingConn struct {
	net.Conn
	name string
}

func newLoggingConn(name string, c net.Conn) net.Conn { return &loggingConn{c, name} }

func (c *loggingConn) Read(p []byte) (n int, err error) {
	n, err = c.Conn.Read(p)
	fmt.Printf("%s: read of %d bytes: %d, %v\n", c.name, len(p), n, err)
	return n, err
}

func (c *loggingConn) Write(p []byte) (n int, err error) {
	n, err = c.Conn.Write(p)
	fmt.Printf("%s: write of %d bytes: %d, %v\n", c.name, len(p), n, err)
	return n, err
}

func (c *loggingConn) Close() error {
	err := c.Conn.Close()
	fmt.Printf("%s: close: %v\n", c.name, err)
	return err
}
