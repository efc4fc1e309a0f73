package net

import (
	"context"
	"internal/nettrace"
	"os"
	"strings"
	"syscall"
	"time"
)

// KeepAliveConfig says how a TCP connection is probed.
type KeepAliveConfig struct {
	Enable   bool
	Idle     time.Duration
	Interval time.Duration
	Count    int
}

// A Dialer makes connections.
type Dialer struct {
	Timeout         time.Duration
	Deadline        time.Time
	LocalAddr       Addr
	DualStack       bool
	FallbackDelay   time.Duration
	KeepAlive       time.Duration
	KeepAliveConfig KeepAliveConfig
	Resolver        *Resolver
	Cancel          <-chan struct{}
	Control         func(network, address string, c syscall.RawConn) error
	ControlContext  func(ctx context.Context, network, address string, c syscall.RawConn) error
	multipath       bool
}

// MultipathTCP reports what SetMultipathTCP has set.
func (d *Dialer) MultipathTCP() bool { return d.multipath }

// SetMultipathTCP asks for multipath TCP, which is not used.
func (d *Dialer) SetMultipathTCP(use bool) { d.multipath = use }

// Dial connects to an address.
func Dial(network, address string) (Conn, error) {
	var d Dialer
	return d.Dial(network, address)
}

// DialTimeout is Dial with a limit of time.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	d := Dialer{Timeout: timeout}
	return d.Dial(network, address)
}

// Dial connects to an address.
func (d *Dialer) Dial(network, address string) (Conn, error) {
	return d.DialContext(context.Background(), network, address)
}

// DialContext connects to an address; the context matters until the connection is made.
func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	if ctx == nil {
		panic("nil context")
	}
	if d.Cancel != nil {
		sub, cancel := context.WithCancel(ctx)
		defer cancel()
		go func() {
			select {
			case <-d.Cancel:
				cancel()
			case <-sub.Done():
			}
		}()
		ctx = sub
	}
	deadline := d.Deadline
	if d.Timeout != 0 {
		if t := time.Now().Add(d.Timeout); deadline.IsZero() || t.Before(deadline) {
			deadline = t
		}
	}
	if !deadline.IsZero() {
		if t, ok := ctx.Deadline(); !ok || deadline.Before(t) {
			sub, cancel := context.WithDeadline(ctx, deadline)
			defer cancel()
			ctx = sub
		}
	}
	list, err := d.resolve(ctx, network, address)
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Err: err}
	}
	var first error
	for _, a := range list {
		if err := ctx.Err(); err != nil {
			if first == nil {
				first = &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: a, Err: ofContext(err)}
			}
			break
		}
		c, err := d.connectTraced(ctx, network, a)
		if err == nil {
			return c, nil
		}
		if first == nil {
			first = &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: a, Err: err}
		}
	}
	return nil, first
}

// networkOf checks the name of a network; for IP it splits the protocol off.
func networkOf(network string) (name string, proto int, err error) {
	switch network {
	case "tcp", "tcp4", "tcp6", "udp", "udp4", "udp6", "unix", "unixgram", "unixpacket":
		return network, 0, nil
	}
	name, text, found := strings.Cut(network, ":")
	if !found || name != "ip" && name != "ip4" && name != "ip6" {
		return "", 0, UnknownNetworkError(network)
	}
	switch text {
	case "icmp":
		return name, 1, nil
	case "igmp":
		return name, 2, nil
	case "tcp":
		return name, 6, nil
	case "udp":
		return name, 17, nil
	case "ipv6-icmp":
		return name, 58, nil
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' || proto > 255 {
			return "", 0, &AddrError{"unknown IP protocol specified", text}
		}
		proto = proto*10 + int(c-'0')
	}
	return name, proto, nil
}

func (d *Dialer) resolve(ctx context.Context, network, address string) ([]Addr, error) {
	name, _, err := networkOf(network)
	if err != nil {
		return nil, err
	}
	if address == "" {
		return nil, errMissingAddress
	}
	if name[:2] == "un" {
		return []Addr{&UnixAddr{address, name}}, nil
	}
	r := d.Resolver
	if r == nil {
		r = DefaultResolver
	}
	list, err := resolve(ctx, r, name, address)
	if err != nil || d.LocalAddr == nil {
		return list, err
	}
	ip, _, _ := ipOf(d.LocalAddr)
	if d.LocalAddr.Network() != list[0].Network() {
		return nil, &AddrError{"mismatched local address type", d.LocalAddr.String()}
	}
	if ip == nil || ip.IsUnspecified() {
		return list, nil
	}
	var fit []Addr
	for _, a := range list {
		if to, _, _ := ipOf(a); (to.To4() != nil) == (ip.To4() != nil) {
			fit = append(fit, a)
		}
	}
	if fit == nil {
		return nil, &AddrError{errNoSuitableAddress.Error(), list[0].String()}
	}
	return fit, nil
}

// family decides between IPv4 and IPv6 for the ends of a connection.
func family(network string, local, remote Addr) (six bool) {
	if strings.HasSuffix(network, "6") {
		return true
	}
	if strings.HasSuffix(network, "4") {
		return false
	}
	a, b := Addr(local), remote
	for _, x := range []Addr{b, a} {
		if ip, _, _ := ipOf(x); ip != nil {
			return ip.To4() == nil
		}
	}
	return false
}

func isNil(a Addr) bool {
	switch a := a.(type) {
	case nil:
		return true
	case *TCPAddr:
		return a == nil
	case *UDPAddr:
		return a == nil
	case *IPAddr:
		return a == nil
	case *UnixAddr:
		return a == nil
	}
	return false
}

// newSocket makes a socket for a network.
func newSocket(network string, proto int, six bool) (*desc, error) {
	kind, fam := syscall.SOCK_STREAM, syscall.AF_INET
	if six {
		fam = syscall.AF_INET6
	}
	switch network[:2] {
	case "ud":
		kind = syscall.SOCK_DGRAM
	case "ip":
		kind = syscall.SOCK_RAW
	case "un":
		fam = syscall.AF_UNIX
		switch network {
		case "unixgram":
			kind = syscall.SOCK_DGRAM
		case "unixpacket":
			kind = syscall.SOCK_SEQPACKET
		}
	}
	fd, errno := sysSocket(fam, kind, proto)
	if errno != 0 {
		return nil, failure("socket", errno)
	}
	d := &desc{fd: fd, six: six, stream: kind != syscall.SOCK_DGRAM && kind != syscall.SOCK_RAW, net: network}
	sysGuard(d, fd)
	if kind == syscall.SOCK_DGRAM && fam != syscall.AF_UNIX {
		sysSetOption(fd, syscall.SOL_SOCKET, soBroadcast, 1)
	}
	return d, nil
}

func (d *Dialer) control(ctx context.Context, s *desc, network, address string) error {
	name := network
	if network[0] == 't' || network[:2] == "ud" || network[:2] == "ip" {
		name = strings.TrimRight(network, "46") + "4"
		if s.six {
			name = name[:len(name)-1] + "6"
		}
	}
	if d.ControlContext != nil {
		return d.ControlContext(ctx, name, address, &rawConn{s})
	}
	if d.Control != nil {
		return d.Control(name, address, &rawConn{s})
	}
	return nil
}

// connectTraced is connect, which a trace hears of.
func (d *Dialer) connectTraced(ctx context.Context, network string, to Addr) (Conn, error) {
	trace, _ := ctx.Value(nettrace.TraceKey{}).(*nettrace.Trace)
	if trace == nil {
		return d.connect(ctx, network, to)
	}
	if trace.ConnectStart != nil {
		trace.ConnectStart(network, to.String())
	}
	c, err := d.connect(ctx, network, to)
	if trace.ConnectDone != nil {
		seen := err
		if err != nil {
			seen = &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: to, Err: err}
		}
		trace.ConnectDone(network, to.String(), seen)
	}
	return c, err
}

// connect makes one connection.
func (d *Dialer) connect(ctx context.Context, network string, to Addr) (Conn, error) {
	name, proto, err := networkOf(network)
	if err != nil {
		return nil, err
	}
	s, err := newSocket(name, proto, family(name, d.LocalAddr, to))
	if err != nil {
		return nil, err
	}
	fail := func(err error) (Conn, error) {
		s.close()
		return nil, err
	}
	if err := d.control(ctx, s, name, to.String()); err != nil {
		return fail(err)
	}
	if !isNil(d.LocalAddr) {
		if errno := sysBind(s.fd, wire(d.LocalAddr, s.six)); errno != 0 {
			return fail(failure("bind", errno))
		}
	}
	if t, ok := ctx.Deadline(); ok {
		s.writeDeadline = max(1, sysMono()+int64(time.Until(t)))
	}
	if ctx.Done() != nil {
		stop := context.AfterFunc(ctx, func() {
			s.writeDeadline = 1
			sysNudge(s.fd)
		})
		defer stop()
	}
	errno := sysConnect(s, wire(to, s.six))
	if errno == -2 {
		if err := ctx.Err(); err != nil {
			return fail(ofContext(err))
		}
		return fail(errTimeout)
	}
	if errno != 0 {
		return fail(failure("connect", errno))
	}
	s.writeDeadline = 0
	s.addrs()
	if s.raddr == nil {
		s.raddr = to
	}
	return s.conn(d.KeepAlive, d.KeepAliveConfig), nil
}

// conn makes a connection of the socket's kind.
func (s *desc) conn(keep time.Duration, config KeepAliveConfig) Conn {
	switch s.net[:2] {
	case "tc":
		c := &TCPConn{conn{s}}
		sysSetOption(s.fd, protoTCP, tcpNoDelay, 1)
		if !config.Enable && keep >= 0 {
			config = KeepAliveConfig{Enable: true, Idle: keep}
		}
		if config.Enable {
			c.SetKeepAliveConfig(config)
		}
		return c
	case "ud":
		return &UDPConn{conn{s}}
	case "ip":
		return &IPConn{conn{s}}
	}
	return &UnixConn{conn{s}}
}

// A ListenConfig makes listeners.
type ListenConfig struct {
	Control         func(network, address string, c syscall.RawConn) error
	KeepAlive       time.Duration
	KeepAliveConfig KeepAliveConfig
	multipath       bool
}

// MultipathTCP reports what SetMultipathTCP has set.
func (lc *ListenConfig) MultipathTCP() bool { return lc.multipath }

// SetMultipathTCP asks for multipath TCP, which is not used.
func (lc *ListenConfig) SetMultipathTCP(use bool) { lc.multipath = use }

// Listen waits for connections at an address.
func Listen(network, address string) (Listener, error) {
	var lc ListenConfig
	return lc.Listen(context.Background(), network, address)
}

// ListenPacket receives packets at an address.
func ListenPacket(network, address string) (PacketConn, error) {
	var lc ListenConfig
	return lc.ListenPacket(context.Background(), network, address)
}

// local finds the address to listen at.
func local(ctx context.Context, network, address string) (Addr, error) {
	name, _, err := networkOf(network)
	if err != nil {
		return nil, err
	}
	if name[:2] == "un" {
		return &UnixAddr{address, name}, nil
	}
	list, err := resolve(ctx, DefaultResolver, name, address)
	if err != nil {
		return nil, err
	}
	return prefer4(name, list), nil
}

// Listen waits for connections at an address.
func (lc *ListenConfig) Listen(ctx context.Context, network, address string) (Listener, error) {
	a, err := local(ctx, network, address)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	if t := a.Network(); t != "tcp" && t != "unix" && t != "unixpacket" {
		return nil, &OpError{Op: "listen", Net: network, Addr: a, Err: &AddrError{"unexpected address type", address}}
	}
	s, err := lc.bind(ctx, network, a)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: a, Err: err}
	}
	if u, ok := a.(*UnixAddr); ok {
		return &UnixListener{d: s, path: u.Name, unlink: true}, nil
	}
	return &TCPListener{d: s, lc: *lc}, nil
}

// ListenPacket receives packets at an address.
func (lc *ListenConfig) ListenPacket(ctx context.Context, network, address string) (PacketConn, error) {
	a, err := local(ctx, network, address)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	if t := a.Network(); t != "udp" && t != "ip" && t != "unixgram" {
		return nil, &OpError{Op: "listen", Net: network, Addr: a, Err: &AddrError{"unexpected address type", address}}
	}
	s, err := lc.bind(ctx, network, a)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: a, Err: err}
	}
	return s.conn(0, KeepAliveConfig{}).(PacketConn), nil
}

// bind makes a socket at an address, and lets a stream listen.
func (lc *ListenConfig) bind(ctx context.Context, network string, a Addr) (*desc, error) {
	name, proto, err := networkOf(network)
	if err != nil {
		return nil, err
	}
	unix := name[:2] == "un"
	six := !unix && family(name, a, nil)
	// Without an address, or at 0.0.0.0, both families are served.
	both := false
	if ip, _, _ := ipOf(a); !unix && name[0] != 'i' && name[len(name)-1] == 'p' {
		both = ip == nil || ip.IsUnspecified() && (ip.To4() != nil || ip.Equal(IPv6unspecified))
	}
	s, err := newSocket(name, proto, six || both)
	if err != nil && both {
		both = false
		s, err = newSocket(name, proto, six)
	}
	if err != nil {
		return nil, err
	}
	if s.six {
		only := 1
		if both {
			only = 0
		}
		sysSetOption(s.fd, protoIPv6, v6Only, only)
	}
	fail := func(err error) (*desc, error) {
		s.close()
		return nil, err
	}
	if name[:2] == "tc" {
		sysSetOption(s.fd, syscall.SOL_SOCKET, soReuseAddr, 1)
	}
	if lc.Control != nil {
		if err := (&Dialer{Control: lc.Control}).control(ctx, s, name, a.String()); err != nil {
			return fail(err)
		}
	}
	if errno := sysBind(s.fd, wire(a, s.six)); errno != 0 {
		return fail(failure("bind", errno))
	}
	if name[:2] == "tc" || name == "unix" || name == "unixpacket" {
		if errno := sysListen(s.fd, 4096); errno != 0 {
			return fail(failure("listen", errno))
		}
	}
	s.addrs()
	return s, nil
}

// accept takes one connection.
func (d *desc) accept() (*desc, error) {
	fd, addr, errno := sysAccept(d)
	if errno != 0 {
		return nil, &OpError{Op: "accept", Net: d.net, Addr: d.laddr, Err: failure("accept4", errno)}
	}
	c := &desc{fd: fd, six: d.six, stream: true, net: d.net}
	sysGuard(c, fd)
	if s, errno := sysName(fd, false); errno == 0 {
		c.laddr = unwire(d.net, s)
	}
	c.raddr = unwire(d.net, addr)
	return c, nil
}

func (d *desc) closeListener() error {
	if err := d.close(); err != nil {
		return &OpError{Op: "close", Net: d.net, Addr: d.laddr, Err: err}
	}
	return nil
}

// FileListener returns a listener at a copy of a file's socket.
func FileListener(f *os.File) (ln Listener, err error) {
	d, err := fromFile(f)
	if err != nil {
		return nil, err
	}
	switch d.net {
	case "tcp":
		return &TCPListener{d: d}, nil
	case "unix", "unixpacket":
		return &UnixListener{d: d, path: d.laddr.String()}, nil
	}
	d.close()
	return nil, &OpError{Op: "file", Net: "file+net", Source: fileAddr(f.Name()), Err: syscall.EINVAL}
}

// FileConn returns a connection at a copy of a file's socket.
func FileConn(f *os.File) (c Conn, err error) {
	d, err := fromFile(f)
	if err != nil {
		return nil, err
	}
	return d.conn(-1, KeepAliveConfig{}), nil
}

// FilePacketConn returns a connection for packets at a copy of a file's socket.
func FilePacketConn(f *os.File) (c PacketConn, err error) {
	d, err := fromFile(f)
	if err != nil {
		return nil, err
	}
	c, ok := d.conn(-1, KeepAliveConfig{}).(PacketConn)
	if !ok {
		d.close()
		return nil, &OpError{Op: "file", Net: "file+net", Source: fileAddr(f.Name()), Err: syscall.EINVAL}
	}
	return c, nil
}

type fileAddr string

func (fileAddr) Network() string  { return "file+net" }
func (f fileAddr) String() string { return string(f) }

func fromFile(f *os.File) (*desc, error) {
	fail := func(call string, errno int) (*desc, error) {
		return nil, &OpError{Op: "file", Net: "file+net", Source: fileAddr(f.Name()), Err: failure(call, errno)}
	}
	fd, errno := sysDup(int(f.Fd()))
	if errno != 0 {
		return fail("dup", errno)
	}
	kind, errno := sysGetOption(fd, syscall.SOL_SOCKET, soType)
	if errno != 0 {
		sysClose(fd)
		return fail("getsockopt", errno)
	}
	fam, _ := sysGetOption(fd, syscall.SOL_SOCKET, soDomain)
	d := &desc{fd: fd, six: fam == syscall.AF_INET6, stream: kind == syscall.SOCK_STREAM || kind == syscall.SOCK_SEQPACKET}
	sysGuard(d, fd)
	switch {
	case fam == syscall.AF_UNIX && kind == syscall.SOCK_STREAM:
		d.net = "unix"
	case fam == syscall.AF_UNIX && kind == syscall.SOCK_DGRAM:
		d.net = "unixgram"
	case fam == syscall.AF_UNIX:
		d.net = "unixpacket"
	case kind == syscall.SOCK_STREAM:
		d.net = "tcp"
	case kind == syscall.SOCK_DGRAM:
		d.net = "udp"
	default:
		d.net = "ip"
	}
	syscall.SetNonblock(fd, true)
	d.addrs()
	return d, nil
}
