package net

import "strconv"

// Lengths of addresses in bytes.
const (
	IPv4len = 4
	IPv6len = 16
)

// An IP is an address of 4 or 16 bytes.
type IP []byte

// An IPMask is a mask for addresses.
type IPMask []byte

// An IPNet is a network.
type IPNet struct {
	IP   IP
	Mask IPMask
}

var v4Prefix = []byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}

// IPv4 makes an address of 16 bytes from four.
func IPv4(a, b, c, d byte) IP {
	return append(append(make(IP, 0, IPv6len), v4Prefix...), a, b, c, d)
}

// IPv4Mask makes a mask of four bytes.
func IPv4Mask(a, b, c, d byte) IPMask { return IPMask{a, b, c, d} }

// CIDRMask makes a mask with some ones and so many bits in all.
func CIDRMask(ones, bits int) IPMask {
	if bits != 8*IPv4len && bits != 8*IPv6len || ones < 0 || ones > bits {
		return nil
	}
	m := make(IPMask, bits/8)
	for i := range m {
		n := min(max(ones-8*i, 0), 8)
		m[i] = ^byte(0xff >> n)
	}
	return m
}

// Well-known addresses.
var (
	IPv4bcast     = IPv4(255, 255, 255, 255)
	IPv4allsys    = IPv4(224, 0, 0, 1)
	IPv4allrouter = IPv4(224, 0, 0, 2)
	IPv4zero      = IPv4(0, 0, 0, 0)

	IPv6zero                   = IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	IPv6unspecified            = IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	IPv6loopback               = IP{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}
	IPv6interfacelocalallnodes = IP{0xff, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}
	IPv6linklocalallnodes      = IP{0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}
	IPv6linklocalallrouters    = IP{0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2}
)

// IsUnspecified reports whether ip is 0.0.0.0 or ::.
func (ip IP) IsUnspecified() bool { return ip.Equal(IPv4zero) || ip.Equal(IPv6unspecified) }

// IsLoopback reports whether ip leads back to its host.
func (ip IP) IsLoopback() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0] == 127
	}
	return ip.Equal(IPv6loopback)
}

// IsPrivate reports whether ip is of a private network.
func (ip IP) IsPrivate() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0] == 10 || v4[0] == 172 && v4[1]&0xf0 == 16 || v4[0] == 192 && v4[1] == 168
	}
	return len(ip) == IPv6len && ip[0]&0xfe == 0xfc
}

// IsMulticast reports whether ip is a multicast address.
func (ip IP) IsMulticast() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0]&0xf0 == 0xe0
	}
	return len(ip) == IPv6len && ip[0] == 0xff
}

// IsInterfaceLocalMulticast reports whether ip is one of its interface.
func (ip IP) IsInterfaceLocalMulticast() bool {
	return len(ip) == IPv6len && ip[0] == 0xff && ip[1]&0x0f == 0x01
}

// IsLinkLocalMulticast reports whether ip is one of its link.
func (ip IP) IsLinkLocalMulticast() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0] == 224 && v4[1] == 0 && v4[2] == 0
	}
	return len(ip) == IPv6len && ip[0] == 0xff && ip[1]&0x0f == 0x02
}

// IsLinkLocalUnicast reports whether ip is an address of its link.
func (ip IP) IsLinkLocalUnicast() bool {
	if v4 := ip.To4(); v4 != nil {
		return v4[0] == 169 && v4[1] == 254
	}
	return len(ip) == IPv6len && ip[0] == 0xfe && ip[1]&0xc0 == 0x80
}

// IsGlobalUnicast reports whether ip is an address for the world or a private network.
func (ip IP) IsGlobalUnicast() bool {
	return (len(ip) == IPv4len || len(ip) == IPv6len) && !ip.Equal(IPv4bcast) && !ip.IsUnspecified() &&
		!ip.IsLoopback() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}

// To4 returns an IPv4 address as four bytes, nil for others.
func (ip IP) To4() IP {
	if len(ip) == IPv4len {
		return ip
	}
	if len(ip) == IPv6len && string(ip[:12]) == string(v4Prefix) {
		return ip[12:16]
	}
	return nil
}

// To16 returns an address as 16 bytes.
func (ip IP) To16() IP {
	switch len(ip) {
	case IPv4len:
		return IPv4(ip[0], ip[1], ip[2], ip[3])
	case IPv6len:
		return ip
	}
	return nil
}

// DefaultMask returns the mask of the address's class.
func (ip IP) DefaultMask() IPMask {
	v4 := ip.To4()
	switch {
	case v4 == nil:
		return nil
	case v4[0] < 0x80:
		return IPv4Mask(0xff, 0, 0, 0)
	case v4[0] < 0xc0:
		return IPv4Mask(0xff, 0xff, 0, 0)
	}
	return IPv4Mask(0xff, 0xff, 0xff, 0)
}

// Mask returns the bits of ip that mask has.
func (ip IP) Mask(mask IPMask) IP {
	if len(mask) == IPv6len && len(ip) == IPv4len && string(mask[:12]) == "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" {
		mask = mask[12:]
	}
	if len(mask) == IPv4len && len(ip) == IPv6len && string(ip[:12]) == string(v4Prefix) {
		ip = ip[12:]
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

func hexString(b []byte) string {
	const digits = "0123456789abcdef"
	s := make([]byte, 0, 2*len(b))
	for _, c := range b {
		s = append(s, digits[c>>4], digits[c&15])
	}
	return string(s)
}

func (ip IP) String() string {
	if len(ip) == 0 {
		return "<nil>"
	}
	if v4 := ip.To4(); v4 != nil {
		b := make([]byte, 0, 15)
		for i, c := range v4 {
			if i > 0 {
				b = append(b, '.')
			}
			b = strconv.AppendUint(b, uint64(c), 10)
		}
		return string(b)
	}
	if len(ip) != IPv6len {
		return "?" + hexString(ip)
	}
	// The longest run of zero groups is left out.
	from, to := -1, -1
	for i := 0; i < 8; {
		j := i
		for j < 8 && ip[2*j] == 0 && ip[2*j+1] == 0 {
			j++
		}
		if j-i > to-from && j-i >= 2 {
			from, to = i, j
		}
		i = max(j, i+1)
	}
	b := make([]byte, 0, 39)
	for i := 0; i < 8; i++ {
		if i == from {
			b = append(b, "::"...)
			i = to
			if i >= 8 {
				break
			}
		} else if i > 0 {
			b = append(b, ':')
		}
		b = strconv.AppendUint(b, uint64(ip[2*i])<<8|uint64(ip[2*i+1]), 16)
	}
	return string(b)
}

// AppendText appends the text of ip.
func (ip IP) AppendText(b []byte) ([]byte, error) {
	if len(ip) == 0 {
		return b, nil
	}
	if len(ip) != IPv4len && len(ip) != IPv6len {
		return b, &AddrError{Err: "invalid IP address", Addr: hexString(ip)}
	}
	return append(b, ip.String()...), nil
}

// MarshalText returns the text of ip.
func (ip IP) MarshalText() ([]byte, error) {
	b, err := ip.AppendText([]byte{})
	if err != nil {
		return nil, err
	}
	return b, nil
}

// UnmarshalText parses an address.
func (ip *IP) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*ip = nil
		return nil
	}
	x := ParseIP(string(text))
	if x == nil {
		return &ParseError{Type: "IP address", Text: string(text)}
	}
	*ip = x
	return nil
}

// Equal reports whether ip and x are the same address.
func (ip IP) Equal(x IP) bool {
	if len(ip) == len(x) {
		return string(ip) == string(x)
	}
	a, b := ip.To16(), x.To16()
	return a != nil && b != nil && string(a) == string(b)
}

// Size returns the number of ones and of bits; 0, 0 for a mask with gaps.
func (m IPMask) Size() (ones, bits int) {
	bits = 8 * len(m)
	gap := false
	for i := range bits {
		if m[i/8]>>(7-i%8)&1 == 1 {
			if gap {
				return 0, 0
			}
			ones++
		} else {
			gap = true
		}
	}
	return ones, bits
}

func (m IPMask) String() string {
	if len(m) == 0 {
		return "<nil>"
	}
	return hexString(m)
}

func (n *IPNet) parts() (ip IP, m IPMask) {
	if ip = n.IP.To4(); ip == nil {
		ip = n.IP
		if len(ip) != IPv6len {
			return nil, nil
		}
	}
	m = n.Mask
	switch {
	case len(m) == len(ip):
	case len(m) == IPv6len && len(ip) == IPv4len:
		m = m[12:]
	default:
		return nil, nil
	}
	return ip, m
}

// Contains reports whether ip is of the network.
func (n *IPNet) Contains(ip IP) bool {
	nn, m := n.parts()
	if x := ip.To4(); x != nil {
		ip = x
	}
	if len(ip) != len(nn) {
		return false
	}
	for i := range ip {
		if nn[i]&m[i] != ip[i]&m[i] {
			return false
		}
	}
	return true
}

// Network returns "ip+net".
func (n *IPNet) Network() string { return "ip+net" }

func (n *IPNet) String() string {
	if n == nil {
		return "<nil>"
	}
	nn, m := n.parts()
	if nn == nil || m == nil {
		return "<nil>"
	}
	ones, bits := m.Size()
	if bits == 0 || ones == 0 && m.String() != hexString(make([]byte, len(m))) {
		return nn.String() + "/" + m.String()
	}
	return nn.String() + "/" + strconv.Itoa(ones)
}

// ParseIP parses an address; nil if s is none.
func ParseIP(s string) IP {
	ip, zone := parseIPZone(s)
	if zone != "" {
		return nil
	}
	return ip
}

func parseIPZone(s string) (IP, string) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '.':
			if v4 := parseIPv4(s); v4 != nil {
				return IPv4(v4[0], v4[1], v4[2], v4[3]), ""
			}
			return nil, ""
		case ':':
			return parseIPv6(s)
		}
	}
	return nil, ""
}

func parseIPv4(s string) IP {
	out := make(IP, 0, IPv4len)
	for i := 0; ; {
		start, v := i, 0
		for i < len(s) && '0' <= s[i] && s[i] <= '9' {
			v = v*10 + int(s[i]-'0')
			i++
			if v > 255 || i-start > 3 {
				return nil
			}
		}
		if i == start || i-start > 1 && s[start] == '0' {
			return nil
		}
		out = append(out, byte(v))
		if i == len(s) {
			break
		}
		if s[i] != '.' || len(out) == IPv4len {
			return nil
		}
		i++
	}
	if len(out) != IPv4len {
		return nil
	}
	return out
}

func parseIPv6(s string) (IP, string) {
	zone := ""
	for i := range len(s) {
		if s[i] == '%' {
			s, zone = s[:i], s[i+1:]
			if zone == "" {
				return nil, ""
			}
			break
		}
	}
	var b []byte
	gap := -1
	if len(s) >= 2 && s[:2] == "::" {
		gap = 0
		s = s[2:]
		if s == "" {
			return make(IP, IPv6len), zone
		}
	}
	for len(b) < IPv6len {
		n, v := 0, 0
		for n < len(s) {
			d := hexDigit(s[n])
			if d < 0 {
				break
			}
			v = v<<4 | d
			n++
			if n > 4 {
				break
			}
		}
		if n < len(s) && s[n] == '.' {
			v4 := parseIPv4(s)
			if v4 == nil || gap < 0 && len(b) != 12 || len(b) > 12 {
				return nil, ""
			}
			b = append(b, v4...)
			s = ""
			break
		}
		if n == 0 || n > 4 {
			return nil, ""
		}
		b = append(b, byte(v>>8), byte(v))
		s = s[n:]
		if s == "" {
			break
		}
		if s[0] != ':' || len(s) == 1 {
			return nil, ""
		}
		s = s[1:]
		if s[0] == ':' {
			if gap >= 0 {
				return nil, ""
			}
			gap = len(b)
			s = s[1:]
			if s == "" {
				break
			}
		}
	}
	if s != "" {
		return nil, ""
	}
	if len(b) < IPv6len {
		if gap < 0 {
			return nil, ""
		}
		full := make([]byte, IPv6len)
		copy(full, b[:gap])
		copy(full[IPv6len-(len(b)-gap):], b[gap:])
		b = full
	} else if gap >= 0 {
		return nil, ""
	}
	return IP(b), zone
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// ParseCIDR parses an address with the length of its network's mask.
func ParseCIDR(s string) (IP, *IPNet, error) {
	for i := range len(s) {
		if s[i] != '/' {
			continue
		}
		ip, zone := parseIPZone(s[:i])
		bits := 8 * IPv6len
		if ip != nil && ip.To4() != nil && parseIPv4(s[:i]) != nil {
			bits = 8 * IPv4len
		}
		n, err := strconv.Atoi(s[i+1:])
		if ip == nil || zone != "" || err != nil || n < 0 || n > bits || s[i+1] < '0' {
			break
		}
		m := CIDRMask(n, bits)
		return ip, &IPNet{IP: ip.Mask(m), Mask: m}, nil
	}
	return nil, nil, &ParseError{Type: "CIDR address", Text: s}
}

// A HardwareAddr is the address of an interface.
type HardwareAddr []byte

func (a HardwareAddr) String() string {
	b := make([]byte, 0, 3*len(a))
	for i := range a {
		if i > 0 {
			b = append(b, ':')
		}
		b = append(b, hexString(a[i:i+1])...)
	}
	return string(b)
}

// ParseMAC parses the address of an interface.
func ParseMAC(s string) (hw HardwareAddr, err error) {
	bad := func() (HardwareAddr, error) { return nil, &AddrError{Err: "invalid MAC address", Addr: s} }
	if len(s) < 14 {
		return bad()
	}
	digits, sep := 2, s[2]
	if sep != ':' && sep != '-' {
		digits, sep = 4, s[4]
		if sep != '.' {
			return bad()
		}
	}
	if (len(s)+1)%(digits+1) != 0 {
		return bad()
	}
	if n := (len(s) + 1) / (digits + 1) * digits / 2; n != 6 && n != 8 && n != 20 {
		return bad()
	}
	for i := 0; i < len(s); i += digits + 1 {
		for j := i; j < i+digits; j += 2 {
			a, b := hexDigit(s[j]), hexDigit(s[j+1])
			if a < 0 || b < 0 {
				return bad()
			}
			hw = append(hw, byte(a<<4|b))
		}
		if end := i + digits; end < len(s) && s[end] != sep {
			return bad()
		}
	}
	return hw, nil
}
