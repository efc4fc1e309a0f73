package net

import (
	"context"
	"io"
	"net/netip"
	"os"
	"syscall"
	"time"
)

// A TCPConn is a TCP connection.
type TCPConn struct {
	conn
}

// DialTCP connects to an address.
func DialTCP(network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	c, err := dialWith(context.Background(), network, "tcp", laddr, raddr)
	if err != nil {
		return nil, err
	}
	return c.(*TCPConn), nil
}

// DialTCP connects to an address.
func (d *Dialer) DialTCP(ctx context.Context, network string, laddr netip.AddrPort, raddr netip.AddrPort) (*TCPConn, error) {
	sub := *d
	sub.LocalAddr = nil
	if laddr.IsValid() {
		sub.LocalAddr = TCPAddrFromAddrPort(laddr)
	}
	c, err := sub.DialContext(ctx, network, raddr.String())
	if err != nil {
		return nil, err
	}
	return c.(*TCPConn), nil
}

func dialWith(ctx context.Context, network, base string, laddr, raddr Addr) (Conn, error) {
	var source Addr
	if !isNil(laddr) {
		source = laddr
	}
	if n := len(base); len(network) < n || network[:n] != base || len(network) > n+1 {
		return nil, &OpError{Op: "dial", Net: network, Source: source, Addr: raddr, Err: UnknownNetworkError(network)}
	}
	if isNil(raddr) {
		return nil, &OpError{Op: "dial", Net: network, Source: source, Err: errMissingAddress}
	}
	d := Dialer{LocalAddr: source}
	c, err := d.connect(ctx, network, raddr)
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Source: source, Addr: raddr, Err: err}
	}
	return c, nil
}

// CloseRead shuts down the reading side.
func (c *TCPConn) CloseRead() error { return c.shutdown(0) }

// CloseWrite shuts down the writing side.
func (c *TCPConn) CloseWrite() error { return c.shutdown(1) }

func (c *conn) shutdown(how int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if c.d.closed != 0 {
		return c.fail("close", ErrClosed)
	}
	if errno := sysShutdown(c.d.fd, how); errno != 0 {
		return c.fail("close", failure("shutdown", errno))
	}
	return nil
}

// SetNoDelay decides whether small packets are sent at once, which is the default.
func (c *TCPConn) SetNoDelay(noDelay bool) error { return c.set(protoTCP, tcpNoDelay, number(noDelay)) }

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// SetKeepAlive decides whether the connection is probed.
func (c *TCPConn) SetKeepAlive(keepalive bool) error {
	return c.set(syscall.SOL_SOCKET, soKeepAlive, number(keepalive))
}

func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// SetKeepAlivePeriod sets how long a silent connection waits for a probe.
func (c *TCPConn) SetKeepAlivePeriod(d time.Duration) error {
	return c.set(protoTCP, tcpKeepIdle, seconds(d))
}

// SetKeepAliveConfig sets how the connection is probed; 0 stands for the defaults.
func (c *TCPConn) SetKeepAliveConfig(config KeepAliveConfig) error {
	if err := c.SetKeepAlive(config.Enable); err != nil {
		return err
	}
	for _, o := range [3][3]int{
		{tcpKeepIdle, int(config.Idle), seconds(config.Idle)},
		{tcpKeepIntvl, int(config.Interval), seconds(config.Interval)},
		{tcpKeepCnt, config.Count, config.Count},
	} {
		value := o[2]
		switch {
		case o[1] < 0:
			continue
		case o[1] == 0 && o[0] == tcpKeepCnt:
			value = 9
		case o[1] == 0:
			value = 15
		}
		if err := c.set(protoTCP, o[0], value); err != nil {
			return err
		}
	}
	return nil
}

// SetLinger decides what Close does with data that has not been sent.
func (c *TCPConn) SetLinger(sec int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if c.d.closed != 0 {
		return c.fail("set", ErrClosed)
	}
	if errno := sysSetLinger(c.d.fd, number(sec >= 0), max(sec, 0)); errno != 0 {
		return c.fail("set", failure("setsockopt", errno))
	}
	return nil
}

// MultipathTCP reports whether the connection is one of multipath TCP.
func (c *TCPConn) MultipathTCP() (bool, error) {
	if !c.ok() {
		return false, syscall.EINVAL
	}
	return false, nil
}

// plain hides ReadFrom and WriteTo.
type plain struct {
	c *TCPConn
}

func (p plain) Read(b []byte) (int, error)  { return p.c.Read(b) }
func (p plain) Write(b []byte) (int, error) { return p.c.Write(b) }

// ReadFrom copies from r to the connection.
func (c *TCPConn) ReadFrom(r io.Reader) (int64, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	return io.Copy(plain{c}, r)
}

// WriteTo copies from the connection to w.
func (c *TCPConn) WriteTo(w io.Writer) (int64, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	return io.Copy(w, plain{c})
}

// A TCPListener waits for TCP connections.
type TCPListener struct {
	d  *desc
	lc ListenConfig
}

// ListenTCP waits for connections at an address.
func ListenTCP(network string, laddr *TCPAddr) (*TCPListener, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	default:
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		laddr = &TCPAddr{}
	}
	var lc ListenConfig
	s, err := lc.bind(context.Background(), network, laddr)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: err}
	}
	return &TCPListener{d: s}, nil
}

// AcceptTCP takes the next connection.
func (l *TCPListener) AcceptTCP() (*TCPConn, error) {
	if l == nil || l.d == nil {
		return nil, syscall.EINVAL
	}
	s, err := l.d.accept()
	if err != nil {
		return nil, err
	}
	return s.conn(l.lc.KeepAlive, l.lc.KeepAliveConfig).(*TCPConn), nil
}

// Accept takes the next connection.
func (l *TCPListener) Accept() (Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Close stops listening.
func (l *TCPListener) Close() error {
	if l == nil || l.d == nil {
		return syscall.EINVAL
	}
	return l.d.closeListener()
}

// Addr returns where it listens.
func (l *TCPListener) Addr() Addr { return l.d.laddr }

// SetDeadline sets when Accept gives up.
func (l *TCPListener) SetDeadline(t time.Time) error {
	if l == nil || l.d == nil {
		return syscall.EINVAL
	}
	return l.d.setDeadline(t, true, true)
}

// File returns a copy of the listener as a file.
func (l *TCPListener) File() (f *os.File, err error) {
	if l == nil || l.d == nil {
		return nil, syscall.EINVAL
	}
	return (&conn{l.d}).File()
}

// SyscallConn returns the socket for system calls of one's own.
func (l *TCPListener) SyscallConn() (syscall.RawConn, error) {
	if l == nil || l.d == nil {
		return nil, syscall.EINVAL
	}
	return &rawConn{l.d}, nil
}
