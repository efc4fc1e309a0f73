package net

import (
	"context"
	"net/netip"
	"strings"
)

// A TCPAddr is an end of a TCP connection.
type TCPAddr struct {
	IP   IP
	Port int
	Zone string
}

// A UDPAddr is an end of a UDP connection.
type UDPAddr struct {
	IP   IP
	Port int
	Zone string
}

// An IPAddr is an end of an IP connection.
type IPAddr struct {
	IP   IP
	Zone string
}

// A UnixAddr is an end of a Unix domain socket.
type UnixAddr struct {
	Name string
	Net  string
}

func (a *TCPAddr) Network() string  { return "tcp" }
func (a *UDPAddr) Network() string  { return "udp" }
func (a *IPAddr) Network() string   { return "ip" }
func (a *UnixAddr) Network() string { return a.Net }

func hostText(ip IP, zone string) string {
	if len(ip) == 0 {
		return ""
	}
	if zone != "" {
		return ip.String() + "%" + zone
	}
	return ip.String()
}

func (a *TCPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return JoinHostPort(hostText(a.IP, a.Zone), itoa(a.Port))
}

func (a *UDPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return JoinHostPort(hostText(a.IP, a.Zone), itoa(a.Port))
}

func (a *IPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return hostText(a.IP, a.Zone)
}

func (a *UnixAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return a.Name
}

func addrPort(ip IP, zone string, port int) netip.AddrPort {
	a, _ := netip.AddrFromSlice(ip)
	return netip.AddrPortFrom(a.WithZone(zone), uint16(port))
}

// AddrPort returns the address as netip has it.
func (a *TCPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	return addrPort(a.IP, a.Zone, a.Port)
}

// AddrPort returns the address as netip has it.
func (a *UDPAddr) AddrPort() netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	return addrPort(a.IP, a.Zone, a.Port)
}

// TCPAddrFromAddrPort is the reverse of AddrPort.
func TCPAddrFromAddrPort(addr netip.AddrPort) *TCPAddr {
	return &TCPAddr{addr.Addr().AsSlice(), int(addr.Port()), addr.Addr().Zone()}
}

// UDPAddrFromAddrPort is the reverse of AddrPort.
func UDPAddrFromAddrPort(addr netip.AddrPort) *UDPAddr {
	return &UDPAddr{addr.Addr().AsSlice(), int(addr.Port()), addr.Addr().Zone()}
}

// JoinHostPort returns host:port, the host in brackets if it has a colon.
func JoinHostPort(host, port string) string {
	if strings.IndexByte(host, ':') >= 0 {
		return "[" + host + "]:" + port
	}
	return host + ":" + port
}

// SplitHostPort splits host:port and takes brackets off the host.
func SplitHostPort(hostport string) (host, port string, err error) {
	fail := func(problem string) (string, string, error) { return "", "", &AddrError{problem, hostport} }
	colon := strings.LastIndexByte(hostport, ':')
	if colon < 0 {
		return fail("missing port in address")
	}
	inside, outside := 0, 0 // where no further bracket may open or close
	if hostport[0] == '[' {
		end := strings.IndexByte(hostport, ']')
		switch {
		case end < 0:
			return fail("missing ']' in address")
		case end+1 == len(hostport):
			return fail("missing port in address")
		case end+1 != colon:
			if hostport[end+1] == ':' {
				return fail("too many colons in address")
			}
			return fail("missing port in address")
		}
		host = hostport[1:end]
		inside, outside = 1, end+1
	} else {
		host = hostport[:colon]
		if strings.IndexByte(host, ':') >= 0 {
			return fail("too many colons in address")
		}
	}
	if strings.IndexByte(hostport[inside:], '[') >= 0 {
		return fail("unexpected '[' in address")
	}
	if strings.IndexByte(hostport[outside:], ']') >= 0 {
		return fail("unexpected ']' in address")
	}
	return host, hostport[colon+1:], nil
}

// ResolveTCPAddr returns the address that host:port means.
func ResolveTCPAddr(network, address string) (*TCPAddr, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	case "":
		network = "tcp"
	default:
		return nil, UnknownNetworkError(network)
	}
	a, err := resolveOne(network, address)
	if err != nil {
		return nil, err
	}
	return a.(*TCPAddr), nil
}

// ResolveUDPAddr returns the address that host:port means.
func ResolveUDPAddr(network, address string) (*UDPAddr, error) {
	switch network {
	case "udp", "udp4", "udp6":
	case "":
		network = "udp"
	default:
		return nil, UnknownNetworkError(network)
	}
	a, err := resolveOne(network, address)
	if err != nil {
		return nil, err
	}
	return a.(*UDPAddr), nil
}

// ResolveIPAddr returns the address that host means.
func ResolveIPAddr(network, address string) (*IPAddr, error) {
	if network == "" {
		network = "ip"
	}
	name, _, _ := strings.Cut(network, ":")
	switch name {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	a, err := resolveOne(name, address)
	if err != nil {
		return nil, err
	}
	return a.(*IPAddr), nil
}

// ResolveUnixAddr returns the address of a name.
func ResolveUnixAddr(network, address string) (*UnixAddr, error) {
	switch network {
	case "unix", "unixgram", "unixpacket":
		return &UnixAddr{address, network}, nil
	}
	return nil, UnknownNetworkError(network)
}

func resolveOne(network, address string) (Addr, error) {
	list, err := resolve(context.Background(), DefaultResolver, network, address)
	if err != nil {
		return nil, err
	}
	return prefer4(network, list), nil
}

// prefer4 picks the address that a single one is wanted of.
func prefer4(network string, list []Addr) Addr {
	if strings.HasSuffix(network, "6") {
		return list[0]
	}
	for _, a := range list {
		if ip, _, _ := ipOf(a); ip.To4() != nil {
			return a
		}
	}
	return list[0]
}

func ipOf(a Addr) (ip IP, port int, zone string) {
	switch a := a.(type) {
	case *TCPAddr:
		if a != nil {
			return a.IP, a.Port, a.Zone
		}
	case *UDPAddr:
		if a != nil {
			return a.IP, a.Port, a.Zone
		}
	case *IPAddr:
		if a != nil {
			return a.IP, 0, a.Zone
		}
	}
	return nil, 0, ""
}

// makeAddr makes an address for a network.
func makeAddr(network string, ip IP, port int, zone string) Addr {
	switch network[0] {
	case 't':
		return &TCPAddr{ip, port, zone}
	case 'u':
		return &UDPAddr{ip, port, zone}
	}
	return &IPAddr{ip, zone}
}

// resolve returns the addresses that a text means for a network of IP; there is at least one.
func resolve(ctx context.Context, r *Resolver, network, address string) ([]Addr, error) {
	host, port := address, 0
	if network[0] != 'i' {
		if address != "" {
			var service string
			var err error
			if host, service, err = SplitHostPort(address); err != nil {
				return nil, err
			}
			if port, err = r.LookupPort(ctx, network, service); err != nil {
				return nil, err
			}
		}
	}
	if host == "" {
		return []Addr{makeAddr(network, nil, port, "")}, nil
	}
	ips, err := r.LookupIPAddr(ctx, host)
	if err != nil {
		return nil, err
	}
	if len(ips) == 1 && ips[0].IP.Equal(IPv6unspecified) {
		ips = append(ips, IPAddr{IP: IPv4zero})
	}
	var list []Addr
	for _, a := range ips {
		four := a.IP.To4() != nil
		if four && strings.HasSuffix(network, "6") || !four && strings.HasSuffix(network, "4") {
			continue
		}
		list = append(list, makeAddr(network, a.IP, port, a.Zone))
	}
	if len(list) == 0 {
		return nil, &AddrError{errNoSuitableAddress.Error(), host}
	}
	return list, nil
}

// wire encodes an address for the natives. A socket of IPv6 needs all its addresses in that form.
func wire(a Addr, six bool) string {
	if u, ok := a.(*UnixAddr); ok {
		if u == nil {
			return ""
		}
		return "u" + u.Name
	}
	ip, port, zone := ipOf(a)
	var b []byte
	if !six {
		b = append(b, '4')
		if ip = ip.To4(); ip == nil {
			ip = IP{0, 0, 0, 0}
		}
		b = append(b, ip...)
		b = append(b, byte(port>>8), byte(port))
		return string(b)
	}
	b = append(b, '6')
	if ip = ip.To16(); ip == nil || ip.Equal(IPv4zero) {
		ip = IPv6zero
	}
	b = append(b, ip...)
	scope := zoneIndex(zone)
	b = append(b, byte(port>>8), byte(port), byte(scope>>24), byte(scope>>16), byte(scope>>8), byte(scope))
	return string(b)
}

// unwire decodes what a native answered; nil for nothing.
func unwire(network, s string) Addr {
	if s == "" {
		return nil
	}
	if s[0] == 'u' {
		name := s[1:]
		if name == "" {
			name = "@"
		}
		return &UnixAddr{name, network}
	}
	b := []byte(s)
	n := 5
	if b[0] == '6' {
		n = 17
	}
	zone := ""
	if n == 17 {
		if scope := int(b[19])<<24 | int(b[20])<<16 | int(b[21])<<8 | int(b[22]); scope != 0 {
			zone = zoneName(scope)
		}
	}
	return makeAddr(network, IP(b[1:n:n]), int(b[n])<<8|int(b[n+1]), zone)
}
