package net

import (
	"context"
	"net/netip"
	"syscall"
)

// A UDPConn is a UDP socket, connected or not.
type UDPConn struct {
	conn
}

// An IPConn is a raw IP socket.
type IPConn struct {
	conn
}

// DialUDP makes a connected socket.
func DialUDP(network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	c, err := dialWith(context.Background(), network, "udp", laddr, raddr)
	if err != nil {
		return nil, err
	}
	return c.(*UDPConn), nil
}

// DialUDP makes a connected socket.
func (d *Dialer) DialUDP(ctx context.Context, network string, laddr netip.AddrPort, raddr netip.AddrPort) (*UDPConn, error) {
	sub := *d
	sub.LocalAddr = nil
	if laddr.IsValid() {
		sub.LocalAddr = UDPAddrFromAddrPort(laddr)
	}
	c, err := sub.DialContext(ctx, network, raddr.String())
	if err != nil {
		return nil, err
	}
	return c.(*UDPConn), nil
}

// ListenUDP makes a socket at an address.
func ListenUDP(network string, laddr *UDPAddr) (*UDPConn, error) {
	switch network {
	case "udp", "udp4", "udp6":
	default:
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: UnknownNetworkError(network)}
	}
	if laddr == nil {
		laddr = &UDPAddr{}
	}
	var lc ListenConfig
	s, err := lc.bind(context.Background(), network, laddr)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: err}
	}
	return &UDPConn{conn{s}}, nil
}

// ListenMulticastUDP makes a socket that gets what is sent to a group.
func ListenMulticastUDP(network string, ifi *Interface, gaddr *UDPAddr) (*UDPConn, error) {
	if gaddr == nil || gaddr.IP == nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: gaddr, Err: errMissingAddress}
	}
	lc := ListenConfig{Control: func(network, address string, c syscall.RawConn) error {
		return c.Control(func(fd uintptr) { sysSetOption(int(fd), syscall.SOL_SOCKET, soReuseAddr, 1) })
	}}
	s, err := lc.bind(context.Background(), network, gaddr)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: gaddr, Err: err}
	}
	group := gaddr.IP.To4()
	if group == nil {
		group = gaddr.IP
	}
	index := 0
	if ifi != nil {
		index = ifi.Index
	}
	if errno := sysGroup(s.fd, string(group), index); errno != 0 {
		s.close()
		return nil, &OpError{Op: "listen", Net: network, Addr: gaddr, Err: failure("setsockopt", errno)}
	}
	return &UDPConn{conn{s}}, nil
}

// receive gets one packet.
func (c *conn) receive(b, oob []byte) (n, oobn, flags int, from Addr, err error) {
	if !c.ok() {
		return 0, 0, 0, nil, syscall.EINVAL
	}
	n, oobn, flags, addr, errno := sysReadFrom(c.d, b, oob)
	if errno != 0 {
		call := "recvfrom"
		if oob != nil {
			call = "recvmsg"
		}
		return 0, 0, 0, nil, &OpError{Op: "read", Net: c.d.net, Source: c.d.laddr, Addr: c.d.raddr, Err: failure(call, errno)}
	}
	return n, oobn, flags, unwire(c.d.net, addr), nil
}

// send sends one packet.
func (c *conn) send(b, oob []byte, to Addr) (int, error) {
	fail := func(err error) (int, error) {
		return 0, &OpError{Op: "write", Net: c.d.net, Source: c.d.laddr, Addr: to, Err: err}
	}
	addr := ""
	switch {
	case isNil(to) && c.d.raddr == nil:
		to = nil
		return fail(errMissingAddress)
	case !isNil(to) && c.d.raddr != nil:
		return fail(ErrWriteToConnected)
	case !isNil(to):
		if ip, _, _ := ipOf(to); !c.d.six && ip != nil && ip.To4() == nil {
			return fail(&AddrError{"non-IPv4 address", ip.String()})
		}
		addr = wire(to, c.d.six)
	}
	n, errno := sysWriteTo(c.d, b, oob, addr)
	if errno != 0 {
		call := "sendto"
		if oob != nil {
			call = "sendmsg"
		}
		return fail(failure(call, errno))
	}
	return n, nil
}

// ReadFrom receives one packet.
func (c *UDPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, _, _, from, err := c.receive(b, nil)
	if a, ok := from.(*UDPAddr); ok {
		a.IP = short(a.IP)
	}
	return n, from, err
}

// short returns an IPv4 address in 4 bytes.
func short(ip IP) IP {
	if four := ip.To4(); four != nil {
		return four
	}
	return ip
}

// ReadFromUDP receives one packet.
func (c *UDPConn) ReadFromUDP(b []byte) (n int, addr *UDPAddr, err error) {
	n, from, err := c.ReadFrom(b)
	addr, _ = from.(*UDPAddr)
	return n, addr, err
}

// ReadFromUDPAddrPort receives one packet.
func (c *UDPConn) ReadFromUDPAddrPort(b []byte) (n int, addr netip.AddrPort, err error) {
	n, _, _, from, err := c.receive(b, nil)
	a, _ := from.(*UDPAddr)
	return n, a.AddrPort(), err
}

// ReadMsgUDP receives one packet and its control data.
func (c *UDPConn) ReadMsgUDP(b, oob []byte) (n, oobn, flags int, addr *UDPAddr, err error) {
	n, oobn, flags, from, err := c.receive(b, oob)
	addr, _ = from.(*UDPAddr)
	if addr != nil {
		addr.IP = short(addr.IP)
	}
	return n, oobn, flags, addr, err
}

// ReadMsgUDPAddrPort receives one packet and its control data.
func (c *UDPConn) ReadMsgUDPAddrPort(b, oob []byte) (n, oobn, flags int, addr netip.AddrPort, err error) {
	n, oobn, flags, from, err := c.receive(b, oob)
	a, _ := from.(*UDPAddr)
	return n, oobn, flags, a.AddrPort(), err
}

// WriteTo sends one packet.
func (c *UDPConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	a, ok := addr.(*UDPAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: c.d.net, Source: c.d.laddr, Addr: addr, Err: syscall.EINVAL}
	}
	return c.send(b, nil, a)
}

// WriteToUDP sends one packet.
func (c *UDPConn) WriteToUDP(b []byte, addr *UDPAddr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	return c.send(b, nil, addr)
}

// WriteToUDPAddrPort sends one packet.
func (c *UDPConn) WriteToUDPAddrPort(b []byte, addr netip.AddrPort) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	return c.send(b, nil, UDPAddrFromAddrPort(addr))
}

// WriteMsgUDP sends one packet with control data.
func (c *UDPConn) WriteMsgUDP(b, oob []byte, addr *UDPAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	if n, err = c.send(b, oob, addr); err != nil {
		return 0, 0, err
	}
	return n, len(oob), nil
}

// WriteMsgUDPAddrPort sends one packet with control data.
func (c *UDPConn) WriteMsgUDPAddrPort(b, oob []byte, addr netip.AddrPort) (n, oobn int, err error) {
	if !addr.IsValid() {
		return c.WriteMsgUDP(b, oob, nil)
	}
	return c.WriteMsgUDP(b, oob, UDPAddrFromAddrPort(addr))
}

// DialIP makes a connected socket.
func DialIP(network string, laddr, raddr *IPAddr) (*IPConn, error) {
	var d Dialer
	if laddr != nil {
		d.LocalAddr = laddr
	}
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Err: errMissingAddress}
	}
	c, err := d.connect(context.Background(), network, raddr)
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Source: d.LocalAddr, Addr: raddr, Err: err}
	}
	return c.(*IPConn), nil
}

// DialIP makes a connected socket.
func (d *Dialer) DialIP(ctx context.Context, network string, laddr netip.Addr, raddr netip.Addr) (*IPConn, error) {
	sub := *d
	sub.LocalAddr = nil
	if laddr.IsValid() {
		sub.LocalAddr = &IPAddr{laddr.AsSlice(), laddr.Zone()}
	}
	c, err := sub.DialContext(ctx, network, raddr.String())
	if err != nil {
		return nil, err
	}
	return c.(*IPConn), nil
}

// ListenIP makes a socket at an address.
func ListenIP(network string, laddr *IPAddr) (*IPConn, error) {
	if laddr == nil {
		laddr = &IPAddr{}
	}
	var lc ListenConfig
	s, err := lc.bind(context.Background(), network, laddr)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: laddr, Err: err}
	}
	return &IPConn{conn{s}}, nil
}

// stripHeader takes the IPv4 header off, which the system hands out with raw packets.
func (c *IPConn) stripHeader(b []byte, n int) int {
	if c.d.six || n < 20 || b[0]>>4 != 4 {
		return n
	}
	head := int(b[0]&15) * 4
	if head < 20 || head > n {
		return n
	}
	return copy(b, b[head:n])
}

// ReadFrom receives one packet.
func (c *IPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, _, _, from, err := c.receive(b, nil)
	if err != nil {
		return 0, nil, err
	}
	return c.stripHeader(b, n), from, nil
}

// ReadFromIP receives one packet.
func (c *IPConn) ReadFromIP(b []byte) (int, *IPAddr, error) {
	n, from, err := c.ReadFrom(b)
	a, _ := from.(*IPAddr)
	return n, a, err
}

// ReadMsgIP receives one packet and its control data.
func (c *IPConn) ReadMsgIP(b, oob []byte) (n, oobn, flags int, addr *IPAddr, err error) {
	n, oobn, flags, from, err := c.receive(b, oob)
	addr, _ = from.(*IPAddr)
	return n, oobn, flags, addr, err
}

// WriteTo sends one packet.
func (c *IPConn) WriteTo(b []byte, addr Addr) (int, error) {
	if !c.ok() {
		return 0, syscall.EINVAL
	}
	a, ok := addr.(*IPAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: c.d.net, Source: c.d.laddr, Addr: addr, Err: syscall.EINVAL}
	}
	return c.send(b, nil, a)
}

// WriteToIP sends one packet.
func (c *IPConn) WriteToIP(b []byte, addr *IPAddr) (int, error) { return c.WriteTo(b, addr) }

// WriteMsgIP sends one packet with control data.
func (c *IPConn) WriteMsgIP(b, oob []byte, addr *IPAddr) (n, oobn int, err error) {
	if !c.ok() {
		return 0, 0, syscall.EINVAL
	}
	if n, err = c.send(b, oob, addr); err != nil {
		return 0, 0, err
	}
	return n, len(oob), nil
}
