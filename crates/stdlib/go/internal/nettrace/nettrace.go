// Package nettrace: what package net calls while it dials, if a context has it. Package net/http/httptrace puts it there.
package nettrace

// Key is the key of contexts under which a *Trace is found.
type Key struct{}

// A Trace has functions that may be nil. Addresses are *net.IPAddr, which this package cannot name.
type Trace struct {
	DNSStart     func(host string)
	DNSDone      func(addrs []any, err error)
	ConnectStart func(network, addr string)
	ConnectDone  func(network, addr string, err error)
}
