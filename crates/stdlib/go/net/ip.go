package net

import "net/netip"

// Lengths of addresses.
const (
	IPv4len = 4
	IPv6len = 16
)

// An IP is an address of 4 or 16 bytes.
type IP []byte

// An IPMask tells which bits of an address name the network.
type IPMask []byte

// An IPNet is a network.
type IPNet struct {
	IP   IP
	Mask IPMask
}

// parseIP answers version 0 for what is no address.
func parseIP(s string) (hi, lo uint64, version int)
func formatIP(b []byte) string

// IPv4 returns a.b.c.d in 16 bytes.
func IPv4(a, b, c, d byte) IP {
	return IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}
}

// IPv4Mask returns the mask a.b.c.d.
func IPv4Mask(a, b, c, d byte) IPMask { return IPMask{a, b, c, d} }

// CIDRMask returns a mask of bits bits, the first ones of them set.
func CIDRMask(ones, bits int) IPMask {
	if bits != 32 && bits != 128 || ones < 0 || ones > bits {
		return nil
	}
	m := make(IPMask, bits/8)
	for i := range ones {
		m[i/8] |= 0x80 >> (i % 8)
	}
	return m
}

// Well-known addresses.
var (
	IPv4bcast     = IPv4(255, 255, 255, 255)
	IPv4allsys    = IPv4(224, 0, 0, 1)
	IPv4allrouter = IPv4(224, 0, 0, 2)
	IPv4zero      = IPv4(0, 0, 0, 0)

	IPv6zero                   = IP{15: 0}
	IPv6unspecified            = IP{15: 0}
	IPv6loopback               = IP{15: 1}
	IPv6interfacelocalallnodes = IP{0: 0xff, 1: 1, 15: 1}
	IPv6linklocalallnodes      = IP{0: 0xff, 1: 2, 15: 1}
	IPv6linklocalallrouters    = IP{0: 0xff, 1: 2, 15: 2}
)

// ParseIP parses an address; nil if s is none.
func ParseIP(s string) IP {
	hi, lo, version := parseIP(s)
	if version == 0 {
		return nil
	}
	ip := make(IP, 16)
	for i := range 8 {
		ip[i], ip[8+i] = byte(hi>>(56-8*i)), byte(lo>>(56-8*i))
	}
	return ip
}

// parseZone is ParseIP for addresses that may have a zone.
func parseZone(s string) (IP, string) {
	a, err := netip.ParseAddr(s)
	if err != nil {
		return nil, ""
	}
	b := a.As16()
	return b[:], a.Zone()
}

// ParseCIDR parses ip/bits: the address, and the network.
func ParseCIDR(s string) (IP, *IPNet, error) {
	for i := 0; i < len(s); i++ {
		if s[i] != '/' {
			continue
		}
		hi, lo, version := parseIP(s[:i])
		ones, size := 0, 32
		if version == 6 {
			size = 128
		}
		digits := s[i+1:]
		for j := 0; j < len(digits); j++ {
			if digits[j] < '0' || digits[j] > '9' || ones > size {
				version = 0
				break
			}
			ones = ones*10 + int(digits[j]-'0')
		}
		if version == 0 || digits == "" || ones > size {
			break
		}
		_, _ = hi, lo
		ip := ParseIP(s[:i])
		mask := CIDRMask(ones, size)
		network := ip.Mask(mask)
		if version == 6 {
			network = make(IP, 16)
			for k := range network {
				network[k] = ip[k] & mask[k]
			}
		}
		return ip, &IPNet{network, mask}, nil
	}
	return nil, nil, &ParseError{"CIDR address", s}
}

// To4 returns the 4 bytes of an IPv4 address, else nil.
func (ip IP) To4() IP {
	if len(ip) == 4 {
		return ip
	}
	if len(ip) == 16 && ip[10] == 0xff && ip[11] == 0xff {
		for _, b := range ip[:10] {
			if b != 0 {
				return nil
			}
		}
		return ip[12:16]
	}
	return nil
}

// To16 returns the address in 16 bytes, nil if it is none.
func (ip IP) To16() IP {
	switch len(ip) {
	case 4:
		return IPv4(ip[0], ip[1], ip[2], ip[3])
	case 16:
		return ip
	}
	return nil
}

// addr returns the address as netip has it, IPv4 unmapped; invalid if it is none.
func (ip IP) addr() netip.Addr {
	a, _ := netip.AddrFromSlice(ip)
	return a.Unmap()
}

// Equal reports whether the addresses are the same, in 4 or 16 bytes.
func (ip IP) Equal(x IP) bool {
	if len(ip) == len(x) {
		return string(ip) == string(x)
	}
	a, b := ip.To16(), x.To16()
	return a != nil && b != nil && string(a) == string(b) && ip.To4() != nil
}

func (ip IP) IsUnspecified() bool             { return ip.addr().IsUnspecified() }
func (ip IP) IsLoopback() bool                { return ip.addr().IsLoopback() }
func (ip IP) IsPrivate() bool                 { return ip.addr().IsPrivate() }
func (ip IP) IsMulticast() bool               { return ip.addr().IsMulticast() }
func (ip IP) IsInterfaceLocalMulticast() bool { return ip.addr().IsInterfaceLocalMulticast() }
func (ip IP) IsLinkLocalMulticast() bool      { return ip.addr().IsLinkLocalMulticast() }
func (ip IP) IsLinkLocalUnicast() bool        { return ip.addr().IsLinkLocalUnicast() }
func (ip IP) IsGlobalUnicast() bool           { return ip.addr().IsGlobalUnicast() }

// DefaultMask returns the mask of the address's class; nil for IPv6.
func (ip IP) DefaultMask() IPMask {
	switch ip = ip.To4(); {
	case ip == nil:
		return nil
	case ip[0] < 0x80:
		return IPv4Mask(0xff, 0, 0, 0)
	case ip[0] < 0xc0:
		return IPv4Mask(0xff, 0xff, 0, 0)
	}
	return IPv4Mask(0xff, 0xff, 0xff, 0)
}

// Mask returns the network part.
func (ip IP) Mask(mask IPMask) IP {
	if len(mask) == 16 && len(ip) == 4 {
		for _, b := range mask[:12] {
			if b != 0xff {
				return nil
			}
		}
		mask = mask[12:]
	} else if four := ip.To4(); four != nil && len(ip) == 16 {
		if len(mask) == 4 {
			ip = four
		} else if len(mask) == 16 {
			whole := true
			for _, b := range mask[:12] {
				whole = whole && b == 0xff
			}
			if whole {
				ip, mask = four, mask[12:]
			}
		}
	}
	if len(ip) != len(mask) {
		return nil
	}
	out := make(IP, len(ip))
	for i := range ip {
		out[i] = ip[i] & mask[i]
	}
	return out
}

func (ip IP) String() string {
	switch len(ip) {
	case 0:
		return "<nil>"
	case 4, 16:
		return formatIP(ip)
	}
	return "?" + hexadecimal(ip)
}

func hexadecimal(b []byte) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2*len(b))
	for _, c := range b {
		out = append(out, digits[c>>4], digits[c&15])
	}
	return string(out)
}

func (ip IP) AppendText(b []byte) ([]byte, error) {
	switch len(ip) {
	case 0:
		return b, nil
	case 4, 16:
		return append(b, formatIP(ip)...), nil
	}
	return b, &AddrError{"invalid IP address", hexadecimal(ip)}
}

func (ip IP) MarshalText() ([]byte, error) {
	b, err := ip.AppendText([]byte{})
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (ip *IP) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*ip = nil
		return nil
	}
	x := ParseIP(string(text))
	if x == nil {
		return &ParseError{"IP address", string(text)}
	}
	*ip = x
	return nil
}

// Size returns how many leading bits are set and how many there are; 0, 0 if the mask has gaps.
func (m IPMask) Size() (ones, bits int) {
	bits = 8 * len(m)
	for ones < bits && m[ones/8]&(0x80>>(ones%8)) != 0 {
		ones++
	}
	for i := ones; i < bits; i++ {
		if m[i/8]&(0x80>>(i%8)) != 0 {
			return 0, 0
		}
	}
	return ones, bits
}

func (m IPMask) String() string {
	if len(m) == 0 {
		return "<nil>"
	}
	return hexadecimal(m)
}

// parts returns address and mask in the same length.
func (n *IPNet) parts() (IP, IPMask) {
	ip := n.IP.To4()
	if ip == nil {
		if ip = n.IP; len(ip) != 16 {
			return nil, nil
		}
	}
	m := n.Mask
	switch {
	case len(m) == len(ip):
		return ip, m
	case len(m) == 16 && len(ip) == 4:
		return ip, m[12:]
	}
	return nil, nil
}

// Contains reports whether ip is in the network.
func (n *IPNet) Contains(ip IP) bool {
	network, mask := n.parts()
	if four := ip.To4(); four != nil {
		ip = four
	}
	if len(ip) != len(network) {
		return false
	}
	for i := range ip {
		if network[i]&mask[i] != ip[i]&mask[i] {
			return false
		}
	}
	return true
}

func (n *IPNet) Network() string { return "ip+net" }

func (n *IPNet) String() string {
	if n == nil {
		return "<nil>"
	}
	ip, mask := n.parts()
	if ip == nil || mask == nil {
		return "<nil>"
	}
	ones, bits := mask.Size()
	if bits == 0 {
		return ip.String() + "/" + mask.String()
	}
	return ip.String() + "/" + itoa(ones)
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// A HardwareAddr is an address of a network card.
type HardwareAddr []byte

func (a HardwareAddr) String() string {
	s := ""
	for i := range a {
		if i > 0 {
			s += ":"
		}
		s += hexadecimal(a[i : i+1])
	}
	return s
}

// ParseMAC parses an address of 6, 8 or 20 bytes, with colons or hyphens between bytes, or periods between pairs.
func ParseMAC(s string) (hw HardwareAddr, err error) {
	bad := &AddrError{"invalid MAC address", s}
	if len(s) < 12 {
		return nil, bad
	}
	group, mark := 2, s[2]
	switch {
	case s[4] == '.':
		group, mark = 4, '.'
	case mark == ':' || mark == '-':
	case len(s) == 12 || len(s) == 16 || len(s) == 40:
		group = len(s) // digits alone
	default:
		return nil, bad
	}
	if (len(s)+1)%(group+1) != 0 {
		return nil, bad
	}
	if n := (len(s) + 1) / (group + 1) * group / 2; n != 6 && n != 8 && n != 20 {
		return nil, bad
	}
	var value byte
	for i := 0; i < len(s); i++ {
		at := i % (group + 1)
		if at == group {
			if s[i] != mark {
				return nil, bad
			}
			continue
		}
		switch c := s[i] | 0x20; {
		case '0' <= s[i] && s[i] <= '9':
			value = value<<4 | (s[i] - '0')
		case 'a' <= c && c <= 'f':
			value = value<<4 | (c - 'a' + 10)
		default:
			return nil, bad
		}
		if at%2 == 1 {
			hw = append(hw, value)
		}
	}
	return hw, nil
}
