package net

import (
	"io"
	"os"
	"sync"
	"syscall"
	"time"
)

// A desc is a socket. The natives read its first four words whenever they look at it.
type desc struct {
	fd            int
	readDeadline  int64 // on the clock of sysMono; 0 is none
	writeDeadline int64
	closed        int

	six    bool // of IPv6
	stream bool
	net    string
	laddr  Addr
	raddr  Addr
	wlock  sync.Mutex // writes are not mixed
}

func sysSocket(family, kind, proto int) (fd, errno int)
func sysSetOption(fd, level, name, value int) (errno int)
func sysGetOption(fd, level, name int) (value, errno int)
func sysSetLinger(fd, on, seconds int) (errno int)
func sysGroup(fd int, group string, index int) (errno int)
func sysBind(fd int, addr string) (errno int)
func sysListen(fd, backlog int) (errno int)
func sysConnect(d *desc, addr string) (errno int)
func sysAccept(d *desc) (fd int, addr string, errno int)
func sysRead(d *desc, p []byte) (n, errno int)
func sysWrite(d *desc, p []byte) (n, errno int)
func sysReadFrom(d *desc, p []byte, oob []byte) (n, oobn, flags int, addr string, errno int)
func sysWriteTo(d *desc, p []byte, oob []byte, addr string) (n, errno int)
func sysWait(d *desc, write bool) (errno int)
func sysShutdown(fd, how int) (errno int)
func sysName(fd int, peer bool) (addr string, errno int)
func sysClose(fd int) (errno int)
func sysNudge(fd int)
func sysDup(fd int) (newfd, errno int)
func sysMono() int64

// sysGuard has the descriptor closed once its owner has been collected. Natives that wait get the owner, so that it lives on.
func sysGuard(owner *desc, fd int)

// failure makes an error of what a native answered.
func failure(call string, errno int) error {
	switch errno {
	case 0:
		return nil
	case -1:
		return ErrClosed
	case -2:
		return os.ErrDeadlineExceeded
	}
	return os.NewSyscallError(call, syscall.Errno(errno))
}

func (d *desc) addrs() {
	if s, errno := sysName(d.fd, false); errno == 0 {
		d.laddr = unwire(d.net, s)
	}
	if s, errno := sysName(d.fd, true); errno == 0 {
		d.raddr = unwire(d.net, s)
	}
}

func (d *desc) close() error {
	if d.closed != 0 {
		return ErrClosed
	}
	d.closed = 1
	return failure("close", sysClose(d.fd))
}

// conn is what all connections share.
type conn struct {
	d *desc
}

func (c *conn) ok() bool { return c != nil && c.d != nil }

func (c *conn) fail(op string, err error) error {
	return &OpError{Op: op, Net: c.d.net, Source: c.d.laddr, Addr: c.d.raddr, Err: err}
}

func (c *conn) Read(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	if len(b) == 0 && c.d.closed == 0 {
		return 0, nil
	}
	n, errno := sysRead(c.d, b)
	if errno != 0 {
		return 0, c.fail("read", failure("read", errno))
	}
	if n == 0 && c.d.stream {
		return 0, io.EOF
	}
	return n, nil
}

func (c *conn) Write(b []byte) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	c.d.wlock.Lock()
	n, errno := sysWrite(c.d, b)
	c.d.wlock.Unlock()
	if errno != 0 {
		return n, c.fail("write", failure("write", errno))
	}
	return n, nil
}

func (c *conn) Close() error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if err := c.d.close(); err != nil {
		return c.fail("close", err)
	}
	return nil
}

func (c *conn) LocalAddr() Addr {
	if !c.ok() {
		return nil
	}
	return c.d.laddr
}

func (c *conn) RemoteAddr() Addr {
	if !c.ok() {
		return nil
	}
	return c.d.raddr
}

func (d *desc) setDeadline(t time.Time, read, write bool) error {
	if d.closed != 0 {
		return &OpError{Op: "set", Net: d.net, Addr: d.laddr, Err: ErrClosed}
	}
	at := int64(0)
	if !t.IsZero() {
		at = max(1, sysMono()+int64(time.Until(t)))
	}
	if read {
		d.readDeadline = at
	}
	if write {
		d.writeDeadline = at
	}
	sysNudge(d.fd)
	return nil
}

func (c *conn) SetDeadline(t time.Time) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.d.setDeadline(t, true, true)
}

func (c *conn) SetReadDeadline(t time.Time) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.d.setDeadline(t, true, false)
}

func (c *conn) SetWriteDeadline(t time.Time) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	return c.d.setDeadline(t, false, true)
}

// set sets an option of the socket.
func (c *conn) set(level, name, value int) error {
	if !c.ok() {
		return syscall.EINVAL
	}
	if c.d.closed != 0 {
		return &OpError{Op: "set", Net: c.d.net, Source: c.d.laddr, Addr: c.d.raddr, Err: ErrClosed}
	}
	if errno := sysSetOption(c.d.fd, level, name, value); errno != 0 {
		return &OpError{Op: "set", Net: c.d.net, Source: c.d.laddr, Addr: c.d.raddr, Err: failure("setsockopt", errno)}
	}
	return nil
}

// SetReadBuffer sets the size of the system's buffer for receiving.
func (c *conn) SetReadBuffer(bytes int) error { return c.set(syscall.SOL_SOCKET, soRcvBuf, bytes) }

// SetWriteBuffer sets the size of the system's buffer for sending.
func (c *conn) SetWriteBuffer(bytes int) error { return c.set(syscall.SOL_SOCKET, soSndBuf, bytes) }

// File returns a copy of the connection as a file.
func (c *conn) File() (f *os.File, err error) {
	if !c.ok() {
		return nil, syscall.EINVAL
	}
	fd, errno := sysDup(c.d.fd)
	if errno != 0 {
		return nil, c.fail("file", failure("fcntl", errno))
	}
	name := c.d.net + ":"
	if c.d.laddr != nil {
		name += c.d.laddr.String()
	}
	name += "->"
	if c.d.raddr != nil {
		name += c.d.raddr.String()
	}
	return os.NewFile(uintptr(fd), name), nil
}

// SyscallConn returns the socket for system calls of one's own.
func (c *conn) SyscallConn() (syscall.RawConn, error) {
	if !c.ok() {
		return nil, syscall.EINVAL
	}
	return &rawConn{c.d}, nil
}

type rawConn struct {
	d *desc
}

func (r *rawConn) check() error {
	if r.d.closed != 0 {
		return &OpError{Op: "raw-control", Net: r.d.net, Addr: r.d.laddr, Err: ErrClosed}
	}
	return nil
}

func (r *rawConn) Control(f func(fd uintptr)) error {
	if err := r.check(); err != nil {
		return err
	}
	f(uintptr(r.d.fd))
	return nil
}

func (r *rawConn) loop(op string, write bool, f func(fd uintptr) bool) error {
	for {
		if err := r.check(); err != nil {
			return err
		}
		if f(uintptr(r.d.fd)) {
			return nil
		}
		if errno := sysWait(r.d, write); errno != 0 {
			return &OpError{Op: op, Net: r.d.net, Addr: r.d.laddr, Err: failure("poll", errno)}
		}
	}
}

func (r *rawConn) Read(f func(fd uintptr) bool) error  { return r.loop("raw-read", false, f) }
func (r *rawConn) Write(f func(fd uintptr) bool) error { return r.loop("raw-write", true, f) }

// Numbers of the system that package syscall does not have.
const (
	soReuseAddr  = 2
	soError      = 4
	soType       = 3
	soBroadcast  = 6
	soSndBuf     = 7
	soRcvBuf     = 8
	soKeepAlive  = 9
	soDomain     = 39
	tcpNoDelay   = 1
	tcpKeepIdle  = 4
	tcpKeepIntvl = 5
	tcpKeepCnt   = 6
	protoTCP     = 6
	protoUDP     = 17
	protoIPv6    = 41
	v6Only       = 26
)

// Buffers is written in one go.
type Buffers [][]byte

// WriteTo writes all buffers.
func (v *Buffers) WriteTo(w io.Writer) (n int64, err error) {
	for len(*v) > 0 {
		m, err := w.Write((*v)[0])
		n += int64(m)
		if err != nil {
			(*v)[0] = (*v)[0][m:]
			return n, err
		}
		(*v)[0] = nil
		*v = (*v)[1:]
	}
	return n, nil
}

// Read reads from the buffers.
func (v *Buffers) Read(p []byte) (n int, err error) {
	for len(p) > 0 && len(*v) > 0 {
		m := copy(p, (*v)[0])
		p = p[m:]
		(*v)[0] = (*v)[0][m:]
		n += m
		if len((*v)[0]) == 0 {
			(*v)[0] = nil
			*v = (*v)[1:]
		}
	}
	if len(*v) == 0 {
		err = io.EOF
	}
	return n, err
}
