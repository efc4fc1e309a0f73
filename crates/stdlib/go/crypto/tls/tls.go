// Package tls: what programs name of TLS. Connections are not made yet: https is refused where it is asked for.
package tls

import (
	"context"
	"errors"
	"net"
)

// Versions of the protocol.
const (
	VersionTLS10 = 0x0301
	VersionTLS11 = 0x0302
	VersionTLS12 = 0x0303
	VersionTLS13 = 0x0304
)

// VersionName returns the name of a version.
func VersionName(version uint16) string {
	switch version {
	case VersionTLS10:
		return "TLS 1.0"
	case VersionTLS11:
		return "TLS 1.1"
	case VersionTLS12:
		return "TLS 1.2"
	case VersionTLS13:
		return "TLS 1.3"
	}
	return "unknown"
}

// A Config configures connections.
type Config struct {
	ServerName         string
	InsecureSkipVerify bool
	MinVersion         uint16
	MaxVersion         uint16
	NextProtos         []string
}

// Clone returns a copy.
func (c *Config) Clone() *Config {
	if c == nil {
		return nil
	}
	d := *c
	return &d
}

// ConnectionState tells of a connection.
type ConnectionState struct {
	Version            uint16
	HandshakeComplete  bool
	NegotiatedProtocol string
	ServerName         string
}

// A Conn is a connection.
type Conn struct {
	net.Conn
}

// ErrNotSupported is what every handshake ends in.
var errNotSupported = errors.New("tls: connections are not supported yet")

// ConnectionState tells of the connection.
func (c *Conn) ConnectionState() ConnectionState { return ConnectionState{} }

// HandshakeContext always fails.
func (c *Conn) HandshakeContext(ctx context.Context) error { return errNotSupported }
