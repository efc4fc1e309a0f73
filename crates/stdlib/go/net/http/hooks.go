package http

// What Go's own tests of the package take hold of.

import (
	"context"
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

// h2Lister names the idle connections of an implementation of HTTP/2 that has a pool of its own; Vole's are in the transport's.
type h2Lister interface {
	IdleConnStrsForTesting() []string
}
