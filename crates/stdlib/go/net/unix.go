package net

import (
	"context"
	"os"
	"syscall"
	"time"
)

// A UnixConn is a Unix domain socket.
type UnixConn struct {
	conn
}

// DialUnix connects to a name.
func DialUnix(network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	var d Dialer
	return d.DialUnix(context.Background(), network, laddr, raddr)
}

// DialUnix connects to a name.
func (d *Dialer) DialUnix(ctx context.Context, network string, laddr *UnixAddr, raddr *UnixAddr) (*UnixConn, error) {
	sub := *d
	sub.LocalAddr = nil
	if laddr != nil {
		sub.LocalAddr = laddr
	}
	fail := func(err error) (*UnixConn, error) {
		return nil, &OpError{Op: "dial", Net: network, Source: sub.LocalAddr, Addr: raddr, Err: err}
	}
	switch network {
	case "unix", "unixgram", "unixpacket":
	default:
		return fail(UnknownNetworkError(network))
	}
	if raddr == nil {
		return fail(errMissingAddress)
	}
	c, err := sub.connect(ctx, network, raddr)
	if err != nil {
		return fail(err)
	}
	return c.(*UnixConn), nil
}

// listenUnix makes a socket at a name; the network must be one of two.
func listenUnix(network string, laddr *UnixAddr, one, other string) (*desc, error) {
	if network != one && network != other {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		return nil, &OpError{Op: "listen", Net: network, Err: errMissingAddress}
	}
	var lc ListenConfig
	s, err := lc.bind(context.Background(), network, laddr)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: err}
	}
	return s, nil
}

// ListenUnixgram makes a socket for packets at a name.
func ListenUnixgram(network string, laddr *UnixAddr) (*UnixConn, error) {
	s, err := listenUnix(network, laddr, "unixgram", "unixgram")
	if err != nil {
		return nil, err
	}
	return &UnixConn{conn{s}}, nil
}

// CloseRead shuts down the reading side.
func (c *UnixConn) CloseRead() error { return c.shutdown(0) }

// CloseWrite shuts down the writing side.
func (c *UnixConn) CloseWrite() error { return c.shutdown(1) }

// ReadFrom receives one packet.
func (c *UnixConn) ReadFrom(b []byte) (int, Addr, error) {
	n, addr, err := c.ReadFromUnix(b)
	if addr == nil {
		return n, nil, err
	}
	return n, addr, err
}

// ReadFromUnix receives one packet.
func (c *UnixConn) ReadFromUnix(b []byte) (int, *UnixAddr, error) {
	n, _, _, from, err := c.receive(b, nil)
	a, _ := from.(*UnixAddr)
	if a != nil && a.Name == "@" {
		a = nil
	}
	return n, a, err
}

// ReadMsgUnix receives one packet and its control data.
func (c *UnixConn) ReadMsgUnix(b, oob []byte) (n, oobn, flags int, addr *UnixAddr, err error) {
	n, oobn, flags, from, err := c.receive(b, oob)
	addr, _ = from.(*UnixAddr)
	return n, oobn, flags, addr, err
}

// WriteTo sends one packet.
func (c *UnixConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	a, ok := addr.(*UnixAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: c.d.net, Source: c.d.laddr, Addr: addr, Err: syscall.EINVAL}
	}
	return c.send(b, nil, a)
}

// WriteToUnix sends one packet.
func (c *UnixConn) WriteToUnix(b []byte, addr *UnixAddr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	return c.send(b, nil, addr)
}

// WriteMsgUnix sends one packet with control data.
func (c *UnixConn) WriteMsgUnix(b, oob []byte, addr *UnixAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	if n, err = c.send(b, oob, addr); err != nil {
		return 0, 0, err
	}
	return n, len(oob), nil
}

// A UnixListener waits for connections at a name.
type UnixListener struct {
	d      *desc
	path   string
	unlink bool
}

// ListenUnix waits for connections at a name.
func ListenUnix(network string, laddr *UnixAddr) (*UnixListener, error) {
	s, err := listenUnix(network, laddr, "unix", "unixpacket")
	if err != nil {
		return nil, err
	}
	return &UnixListener{s, laddr.Name, true}, nil
}

// AcceptUnix takes the next connection.
func (l *UnixListener) AcceptUnix() (*UnixConn, error) {
	if l == nil || l.d == nil {
		return nil, syscall.EINVAL
	}
	s, err := l.d.accept()
	if err != nil {
		return nil, err
	}
	return &UnixConn{conn{s}}, nil
}

// Accept takes the next connection.
func (l *UnixListener) Accept() (Conn, error) {
	c, err := l.AcceptUnix()
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Close stops listening and removes the file.
func (l *UnixListener) Close() error {
	if l == nil || l.d == nil {
		return syscall.EINVAL
	}
	if l.unlink && l.d.closed == 0 && l.path != "" && l.path[0] != '@' {
		os.Remove(l.path)
	}
	return l.d.closeListener()
}

// SetUnlinkOnClose decides whether Close removes the file.
func (l *UnixListener) SetUnlinkOnClose(unlink bool) { l.unlink = unlink }

// Addr returns where it listens.
func (l *UnixListener) Addr() Addr { return l.d.laddr }

// SetDeadline sets when Accept gives up.
func (l *UnixListener) SetDeadline(t time.Time) error {
	if l == nil || l.d == nil {
		return syscall.EINVAL
	}
	return l.d.setDeadline(t, true, true)
}

// File returns a copy of the listener as a file.
func (l *UnixListener) File() (f *os.File, err error) {
	if l == nil || l.d == nil {
		return nil, syscall.EINVAL
	}
	return (&conn{l.d}).File()
}

// SyscallConn returns the socket for system calls of one's own.
func (l *UnixListener) SyscallConn() (syscall.RawConn, error) {
	if l == nil || l.d == nil {
		return nil, syscall.EINVAL
	}
	return &rawConn{l.d}, nil
}
