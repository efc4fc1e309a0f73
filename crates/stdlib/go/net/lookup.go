package net

import (
	"context"
	"internal/nettrace"
	"net/netip"
	"strings"
)

func sysLookup(host string) (addrs []string, problem string)
func sysLookupAddr(addr string) (names []string, problem string)
func sysServer() string
func sysService(network, name string) int

// A Resolver looks names up: in the hosts file, then by the system's resolver.
type Resolver struct {
	PreferGo     bool
	StrictErrors bool
	Dial         func(ctx context.Context, network, address string) (Conn, error)
}

// DefaultResolver is what this package's functions use.
var DefaultResolver = &Resolver{}

type lookupResult struct {
	list    []string
	problem string
}

// lookup runs a native; the context can end the wait for it.
func lookup(ctx context.Context, name string, f func(string) ([]string, string)) ([]string, error) {
	var r lookupResult
	if ctx.Done() == nil {
		r.list, r.problem = f(name)
	} else {
		c := make(chan lookupResult, 1)
		go func() {
			list, problem := f(name)
			c <- lookupResult{list, problem}
		}()
		select {
		case r = <-c:
		case <-ctx.Done():
			err := ofContext(ctx.Err())
			return nil, &DNSError{UnwrapErr: err, Err: err.Error(), Name: name, IsTimeout: err == errTimeout}
		}
	}
	if r.problem == "no such host on" {
		return nil, &DNSError{Err: "no such host", Name: name, Server: sysServer(), IsNotFound: true}
	}
	if r.problem != "" {
		return nil, &DNSError{Err: r.problem, Name: name, IsNotFound: r.problem == "no such host"}
	}
	return r.list, nil
}

// LookupHost returns the addresses of a host.
func LookupHost(host string) (addrs []string, err error) {
	return DefaultResolver.LookupHost(context.Background(), host)
}

// LookupHost returns the addresses of a host.
func (r *Resolver) LookupHost(ctx context.Context, host string) (addrs []string, err error) {
	if host == "" {
		return nil, &DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return []string{host}, nil
	}
	return r.hosts(ctx, host)
}

// hosts looks a name up and orders the addresses.
func (r *Resolver) hosts(ctx context.Context, host string) ([]string, error) {
	if r.PreferGo && r.Dial != nil {
		// The program answers itself what name servers would.
		list, _, err := r.addresses(ctx, host)
		return list, err
	}
	list, err := lookup(ctx, host, sysLookup)
	if err != nil || len(list) < 2 {
		return list, err
	}
	// Addresses that a socket can be connected to come first.
	var good, bad []string
	for _, s := range list {
		if canReach(s) {
			good = append(good, s)
		} else {
			bad = append(bad, s)
		}
	}
	return append(good, bad...), nil
}

func canReach(s string) bool {
	ip, zone := parseZone(s)
	six := ip.To4() == nil
	d, err := newSocket("udp", 0, six)
	if err != nil {
		return false
	}
	defer d.close()
	return sysConnect(d, wire(&UDPAddr{ip, 9, zone}, six)) == 0
}

// LookupIP returns the addresses of a host.
func LookupIP(host string) ([]IP, error) {
	return DefaultResolver.LookupIP(context.Background(), "ip", host)
}

// LookupIP returns the addresses of a host for ip, ip4 or ip6.
func (r *Resolver) LookupIP(ctx context.Context, network, host string) ([]IP, error) {
	switch network {
	case "ip", "ip4", "ip6":
	default:
		return nil, UnknownNetworkError(network)
	}
	list, err := r.LookupIPAddr(ctx, host)
	if err != nil {
		return nil, err
	}
	var out []IP
	for _, a := range list {
		if four := a.IP.To4() != nil; network == "ip" || four == (network == "ip4") {
			out = append(out, a.IP)
		}
	}
	if out == nil {
		return nil, &AddrError{errNoSuitableAddress.Error(), host}
	}
	return out, nil
}

// LookupNetIP returns the addresses of a host for ip, ip4 or ip6.
func (r *Resolver) LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error) {
	list, err := r.LookupIP(ctx, network, host)
	if err != nil {
		return nil, err
	}
	out := make([]netip.Addr, 0, len(list))
	for _, ip := range list {
		a, _ := netip.AddrFromSlice(ip)
		out = append(out, a)
	}
	return out, nil
}

// LookupIPAddr returns the addresses of a host.
func (r *Resolver) LookupIPAddr(ctx context.Context, host string) ([]IPAddr, error) {
	if host == "" {
		return nil, &DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	if ip, zone := parseZone(host); ip != nil {
		return []IPAddr{{ip, zone}}, nil
	}
	trace, _ := ctx.Value(nettrace.TraceKey{}).(*nettrace.Trace)
	if trace != nil && trace.DNSStart != nil {
		trace.DNSStart(host)
	}
	var out []IPAddr
	var err error
	if other, _ := ctx.Value(nettrace.LookupIPAltResolverKey{}).(func(context.Context, string, string) ([]IPAddr, error)); other != nil {
		out, err = other(ctx, "ip", host)
	} else {
		var list []string
		list, err = r.hosts(ctx, host)
		for _, s := range list {
			if ip, zone := parseZone(s); ip != nil {
				out = append(out, IPAddr{ip, zone})
			}
		}
	}
	if trace != nil && trace.DNSDone != nil {
		seen := make([]any, len(out))
		for i, a := range out {
			seen[i] = a
		}
		trace.DNSDone(seen, false, err)
	}
	return out, err
}

// LookupAddr returns the names of an address.
func LookupAddr(addr string) (names []string, err error) {
	return DefaultResolver.LookupAddr(context.Background(), addr)
}

// LookupAddr returns the names of an address.
func (r *Resolver) LookupAddr(ctx context.Context, addr string) ([]string, error) {
	return lookup(ctx, addr, sysLookupAddr)
}

// LookupPort returns the port of a service.
func LookupPort(network, service string) (port int, err error) {
	return DefaultResolver.LookupPort(context.Background(), network, service)
}

// LookupPort returns the port of a service, which may be a number.
func (r *Resolver) LookupPort(ctx context.Context, network, service string) (port int, err error) {
	negative := strings.HasPrefix(service, "-")
	digits := service
	if negative || strings.HasPrefix(service, "+") {
		digits = service[1:]
	}
	isNumber := digits != "" || service == ""
	for i := 0; i < len(digits) && isNumber; i++ {
		if isNumber = '0' <= digits[i] && digits[i] <= '9'; isNumber && port < 1<<20 {
			port = port*10 + int(digits[i]-'0')
		}
	}
	if isNumber {
		if port > 65535 || negative && port > 0 {
			return 0, &AddrError{"invalid port", service}
		}
		return port, nil
	}
	switch network {
	case "", "ip", "tcp", "tcp4", "tcp6", "udp", "udp4", "udp6":
	default:
		return 0, &DNSError{Err: "unknown network", Name: network + "/" + service}
	}
	if network == "ip" {
		network = ""
	}
	if port = sysService(network, service); port < 0 {
		return 0, &DNSError{Err: "unknown port", Name: network + "/" + service, IsNotFound: true}
	}
	return port, nil
}
