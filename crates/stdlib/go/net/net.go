// Package net is networking: TCP, UDP, Unix sockets, names. Sockets are in non-blocking mode; a goroutine that has to wait
// is parked in the machine's poller.
package net

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"time"
)

// An Addr is the address of an end of a connection.
type Addr interface {
	Network() string
	String() string
}

// A Conn is a connection.
type Conn interface {
	Read(b []byte) (n int, err error)
	Write(b []byte) (n int, err error)
	Close() error
	LocalAddr() Addr
	RemoteAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// A PacketConn sends and receives packets.
type PacketConn interface {
	ReadFrom(p []byte) (n int, addr Addr, err error)
	WriteTo(p []byte, addr Addr) (n int, err error)
	Close() error
	LocalAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// A Listener accepts connections.
type Listener interface {
	Accept() (Conn, error)
	Close() error
	Addr() Addr
}

// An Error is an error of the network.
type Error interface {
	error
	Timeout() bool
	Temporary() bool
}

type closedError struct{}

func (closedError) Error() string   { return "use of closed network connection" }
func (closedError) Timeout() bool   { return false }
func (closedError) Temporary() bool { return false }

// ErrClosed is what operations on a closed connection return.
var ErrClosed error = closedError{}

// ErrWriteToConnected is a write to an address on a connected socket.
var ErrWriteToConnected = errors.New("use of WriteTo with pre-connected connection")

var (
	errMissingAddress = errors.New("missing address")
	errCanceled       = canceledError{}
	errNoSuchHost     = &notFoundError{"no such host"}
	errNoSuitable     = errors.New("no suitable address found")
)

type canceledError struct{}

func (canceledError) Error() string        { return "operation was canceled" }
func (canceledError) Is(target error) bool { return target == context.Canceled }

type timeoutError struct{}

func (*timeoutError) Error() string   { return "i/o timeout" }
func (*timeoutError) Timeout() bool   { return true }
func (*timeoutError) Temporary() bool { return true }
func (*timeoutError) Is(err error) bool {
	return err == context.DeadlineExceeded
}

type notFoundError struct{ s string }

func (e *notFoundError) Error() string { return e.s }

// An OpError is a failed operation.
type OpError struct {
	Op     string
	Net    string
	Source Addr
	Addr   Addr
	Err    error
}

func (e *OpError) Unwrap() error { return e.Err }

func (e *OpError) Error() string {
	if e == nil {
		return "<nil>"
	}
	s := e.Op
	if e.Net != "" {
		s += " " + e.Net
	}
	if e.Source != nil {
		s += " " + e.Source.String()
	}
	if e.Addr != nil {
		if e.Source != nil {
			s += "->"
		} else {
			s += " "
		}
		s += e.Addr.String()
	}
	return s + ": " + e.Err.Error()
}

// Timeout reports whether the cause is one.
func (e *OpError) Timeout() bool {
	err := e.Err
	if s, ok := err.(*os.SyscallError); ok {
		err = s.Err
	}
	t, ok := err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary reports whether the cause is.
func (e *OpError) Temporary() bool {
	err := e.Err
	if s, ok := err.(*os.SyscallError); ok {
		err = s.Err
	}
	t, ok := err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// A ParseError is a text that is not what it should be.
type ParseError struct {
	Type string
	Text string
}

func (e *ParseError) Error() string   { return "invalid " + e.Type + ": " + e.Text }
func (e *ParseError) Timeout() bool   { return false }
func (e *ParseError) Temporary() bool { return false }

// An AddrError is a bad address.
type AddrError struct {
	Err  string
	Addr string
}

func (e *AddrError) Error() string {
	if e == nil {
		return "<nil>"
	}
	if e.Addr != "" {
		return "address " + e.Addr + ": " + e.Err
	}
	return e.Err
}
func (e *AddrError) Timeout() bool   { return false }
func (e *AddrError) Temporary() bool { return false }

// An UnknownNetworkError is the name of a network that does not exist.
type UnknownNetworkError string

func (e UnknownNetworkError) Error() string   { return "unknown network " + string(e) }
func (e UnknownNetworkError) Timeout() bool   { return false }
func (e UnknownNetworkError) Temporary() bool { return false }

// An InvalidAddrError is an address of the wrong kind.
type InvalidAddrError string

func (e InvalidAddrError) Error() string   { return string(e) }
func (e InvalidAddrError) Timeout() bool   { return false }
func (e InvalidAddrError) Temporary() bool { return false }

// A DNSError is a failed look-up.
type DNSError struct {
	UnwrapErr   error
	Err         string
	Name        string
	Server      string
	IsTimeout   bool
	IsTemporary bool
	IsNotFound  bool
}

func (e *DNSError) Unwrap() error { return e.UnwrapErr }

func (e *DNSError) Error() string {
	if e == nil {
		return "<nil>"
	}
	s := "lookup " + e.Name
	if e.Server != "" {
		s += " on " + e.Server
	}
	return s + ": " + e.Err
}

// Timeout reports whether the look-up took too long.
func (e *DNSError) Timeout() bool { return e.IsTimeout }

// Temporary reports whether another try may succeed.
func (e *DNSError) Temporary() bool { return e.IsTimeout || e.IsTemporary }

func sysSocket(family, kind int) (fd, errno int)
func sysBind(fd int, addr string) (errno int)
func sysListen(fd, backlog int) (errno int)
func sysConnect(fd int, addr string) (errno int)
func sysWait(fd int, write bool, deadline int64) (errno int)
func sysError(fd int) (errno int)
func sysAccept(fd int, deadline int64) (conn int, addr string, errno int)
func sysRecvFrom(fd int, p []byte, deadline int64) (n int, addr string, errno int)
func sysSendTo(fd int, p []byte, addr string, deadline int64) (n, errno int)
func sysName(fd int, peer bool) (addr string, errno int)
func sysSetOption(fd, option, value int) (errno int)
func sysShutdown(fd, how int) (errno int)
func sysLookup(host string) (addrs []string, status int)
func sysInterfaces() []string
func sysRead(fd int, p []byte, mode int, deadline int64) (n int, errno int)
func sysWrite(fd int, p []byte, mode int, deadline int64) (n int, errno int)
func sysClose(fd int) (errno int)
func sysNudge(fd int)
func sysMono() int64

// Options of sysSetOption.
const (
	optNoDelay = iota
	optKeepAlive
	optReuse
	optLinger
	optOnly6
	optBroadcast
	optReadBuffer
	optWriteBuffer
	optKeepAlivePeriod
)

const nonblocking = 2

// A conn is a socket; the types of connections embed it.
type conn struct {
	fd            int
	net           string
	laddr, raddr  Addr
	closed        bool
	readDeadline  int64
	writeDeadline int64
}

func newConn(fd int, network string, decode func(string) Addr) *conn {
	c := &conn{fd: fd, net: network}
	if s, errno := sysName(fd, false); errno == 0 {
		c.laddr = decode(s)
	}
	if s, errno := sysName(fd, true); errno == 0 {
		c.raddr = decode(s)
	}
	return c
}

func (c *conn) ok() bool { return c != nil }

// fault is the error of an operation that answered errno.
func (c *conn) fault(op, call string, errno int) error {
	var err error
	switch errno {
	case -1:
		err = ErrClosed
	case -2:
		err = os.ErrDeadlineExceeded
	default:
		err = os.NewSyscallError(call, syscall.Errno(errno))
	}
	return &OpError{Op: op, Net: c.net, Source: c.laddr, Addr: c.raddr, Err: err}
}

// Read reads from the connection.
func (c *conn) Read(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	if c.closed {
		return 0, c.fault("read", "", -1)
	}
	if len(b) == 0 {
		return 0, nil
	}
	n, errno := sysRead(c.fd, b, nonblocking, c.readDeadline)
	if errno != 0 {
		return max(n, 0), c.fault("read", "read", errno)
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Write writes to the connection.
func (c *conn) Write(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	if c.closed {
		return 0, c.fault("write", "", -1)
	}
	if len(b) == 0 {
		return 0, nil
	}
	n, errno := sysWrite(c.fd, b, nonblocking, c.writeDeadline)
	if errno != 0 {
		return n, c.fault("write", "write", errno)
	}
	return n, nil
}

// Close closes the connection; whoever waits on it goes on with an error.
func (c *conn) Close() error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if c.closed {
		return c.fault("close", "", -1)
	}
	c.closed = true
	sysClose(c.fd)
	return nil
}

// LocalAddr returns the address of this end.
func (c *conn) LocalAddr() Addr {
	if !c.ok() {
		return nil
	}
	return c.laddr
}

// RemoteAddr returns the address of the other end.
func (c *conn) RemoteAddr() Addr {
	if !c.ok() {
		return nil
	}
	return c.raddr
}

func mono(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return max(1, sysMono()+int64(time.Until(t)))
}

func (c *conn) setDeadline(t time.Time, read, write bool) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if c.closed {
		return &OpError{Op: "set", Net: c.net, Addr: c.laddr, Err: ErrClosed}
	}
	d := mono(t)
	if read {
		c.readDeadline = d
	}
	if write {
		c.writeDeadline = d
	}
	sysNudge(c.fd)
	return nil
}

// SetDeadline sets when reading and writing give up.
func (c *conn) SetDeadline(t time.Time) error { return c.setDeadline(t, true, true) }

// SetReadDeadline sets when reading gives up.
func (c *conn) SetReadDeadline(t time.Time) error { return c.setDeadline(t, true, false) }

// SetWriteDeadline sets when writing gives up.
func (c *conn) SetWriteDeadline(t time.Time) error { return c.setDeadline(t, false, true) }

func (c *conn) option(option, value int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if c.closed {
		return &OpError{Op: "set", Net: c.net, Addr: c.laddr, Err: ErrClosed}
	}
	if errno := sysSetOption(c.fd, option, value); errno != 0 {
		return &OpError{Op: "set", Net: c.net, Addr: c.laddr, Err: os.NewSyscallError("setsockopt", syscall.Errno(errno))}
	}
	return nil
}

// SetReadBuffer sets the size of the system's buffer.
func (c *conn) SetReadBuffer(bytes int) error { return c.option(optReadBuffer, bytes) }

// SetWriteBuffer sets the size of the system's buffer.
func (c *conn) SetWriteBuffer(bytes int) error { return c.option(optWriteBuffer, bytes) }

func (c *conn) shutdown(how int) error {
	if c.closed {
		return c.fault("close", "", -1)
	}
	if errno := sysShutdown(c.fd, how); errno != 0 {
		return &OpError{Op: "close", Net: c.net, Source: c.laddr, Addr: c.raddr, Err: os.NewSyscallError("shutdown", syscall.Errno(errno))}
	}
	return nil
}

// Buffers are bytes that are written one after the other.
type Buffers [][]byte

// WriteTo writes what is left.
func (v *Buffers) WriteTo(w io.Writer) (n int64, err error) {
	for len(*v) > 0 {
		k, err := w.Write((*v)[0])
		n += int64(k)
		if err != nil {
			v.consume(int64(k))
			return n, err
		}
		*v = (*v)[1:]
	}
	return n, nil
}

// Read reads what is left.
func (v *Buffers) Read(p []byte) (n int, err error) {
	for len(p) > 0 && len(*v) > 0 {
		k := copy(p, (*v)[0])
		v.consume(int64(k))
		p = p[k:]
		n += k
	}
	if len(*v) == 0 {
		err = io.EOF
	}
	return
}

func (v *Buffers) consume(n int64) {
	for len(*v) > 0 {
		if first := int64(len((*v)[0])); first > n {
			(*v)[0] = (*v)[0][n:]
			return
		} else {
			n -= first
			*v = (*v)[1:]
		}
	}
}
