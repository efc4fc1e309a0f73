// Package nettrace: what package net calls while it dials, if a context has it. Package net/http/httptrace puts it there.
package nettrace

// TraceKey is the key of contexts under which a *Trace is found.
type TraceKey struct{}

// LookupIPAltResolverKey is the key of contexts under which a function is found that looks names up instead of package net:
// func(ctx context.Context, network, host string) ([]net.IPAddr, error).
type LookupIPAltResolverKey struct{}

// A Trace has functions that may be nil. Addresses are *net.IPAddr, which this package cannot name.
type Trace struct {
	DNSStart     func(host string)
	DNSDone      func(addrs []any, coalesced bool, err error)
	ConnectStart func(network, addr string)
	ConnectDone  func(network, addr string, err error)
}
