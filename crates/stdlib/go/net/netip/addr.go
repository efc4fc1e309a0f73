// Package netip holds IP addresses as small comparable values. Parsing and formatting are native.
package netip

import (
	"errors"
	"strconv"
	"unique"
)

// addrDetail is what Addr needs to know besides its bits: which sort of address it is, and the zone.
type addrDetail struct {
	isV6   bool
	zoneV6 string
}

type uint128 struct {
	hi, lo uint64
}

// An Addr is an IPv4 or IPv6 address, the latter with an optional zone. The zero Addr is not valid. The bits of an IPv4
// address are kept as those of the IPv6 address that it maps to.
type Addr struct {
	addr uint128
	z    unique.Handle[addrDetail]
}

var (
	z0    unique.Handle[addrDetail]
	z4    = unique.Make(addrDetail{})
	z6noz = unique.Make(addrDetail{isV6: true})
)

const mapped = 0xffff << 32

func make6(hi, lo uint64) Addr { return Addr{uint128{hi, lo}, z6noz} }
func make4(v uint32) Addr      { return Addr{uint128{0, mapped | uint64(v)}, z4} }

// parse reads an address: kind 0 is none, 4 or 6. The zone stands at s[zone:]; what is wrong, if anything, begins at s[at:at+atLen].
func parse(s string) (hi, lo uint64, version, zone int, problem string, at, atLen int)

// format writes an address; version 4, 6, or 7 for all digits of IPv6.
func format(hi, lo uint64, version int) string

type parseAddrError struct {
	in, msg, at string
}

func (e parseAddrError) Error() string {
	s := "ParseAddr(" + strconv.Quote(e.in) + "): " + e.msg
	if e.at != "" {
		s += " (at " + strconv.Quote(e.at) + ")"
	}
	return s
}

// ParseAddr parses an address in one of the usual notations.
func ParseAddr(s string) (Addr, error) {
	hi, lo, version, zone, problem, at, n := parse(s)
	if problem != "" {
		return Addr{}, parseAddrError{s, problem, s[at : at+n]}
	}
	a := Addr{uint128{hi, lo}, z4}
	if version == 6 {
		a.z = z6noz
		if zone > 0 {
			a.z = unique.Make(addrDetail{true, s[zone:]})
		}
	}
	return a, nil
}

// MustParseAddr is ParseAddr that panics on error.
func MustParseAddr(s string) Addr {
	a, err := ParseAddr(s)
	if err != nil {
		panic(err)
	}
	return a
}

// AddrFrom4 returns an IPv4 address.
func AddrFrom4(addr [4]byte) Addr {
	return make4(uint32(addr[0])<<24 | uint32(addr[1])<<16 | uint32(addr[2])<<8 | uint32(addr[3]))
}

func big64(b []byte) (v uint64) {
	for _, c := range b[:8] {
		v = v<<8 | uint64(c)
	}
	return v
}

func putBig64(b []byte, v uint64) {
	for i := range 8 {
		b[i] = byte(v >> (56 - 8*i))
	}
}

// AddrFrom16 returns an IPv6 address; one that maps IPv4 stays IPv6.
func AddrFrom16(addr [16]byte) Addr { return make6(big64(addr[:8]), big64(addr[8:])) }

// AddrFromSlice returns the address of 4 or 16 bytes.
func AddrFromSlice(slice []byte) (ip Addr, ok bool) {
	switch len(slice) {
	case 4:
		return AddrFrom4([4]byte(slice)), true
	case 16:
		return AddrFrom16([16]byte(slice)), true
	}
	return Addr{}, false
}

func IPv4Unspecified() Addr         { return make4(0) }
func IPv6Unspecified() Addr         { return make6(0, 0) }
func IPv6Loopback() Addr            { return make6(0, 1) }
func IPv6LinkLocalAllNodes() Addr   { return make6(0xff02<<48, 1) }
func IPv6LinkLocalAllRouters() Addr { return make6(0xff02<<48, 2) }

// IsValid reports whether ip is an address: not the zero Addr.
func (ip Addr) IsValid() bool { return ip.z != z0 }

// Is4 reports whether ip is an IPv4 address.
func (ip Addr) Is4() bool { return ip.z == z4 }

// Is6 reports whether ip is an IPv6 address.
func (ip Addr) Is6() bool { return ip.z != z0 && ip.z != z4 }

// Is4In6 reports whether ip is an IPv6 address that maps IPv4.
func (ip Addr) Is4In6() bool { return ip.Is6() && ip.addr.hi == 0 && ip.addr.lo>>32 == 0xffff }

// BitLen returns 32, 128, or 0 for the zero Addr.
func (ip Addr) BitLen() int {
	switch ip.z {
	case z0:
		return 0
	case z4:
		return 32
	}
	return 128
}

// Zone returns the zone of an IPv6 address.
func (ip Addr) Zone() string {
	if ip.z == z0 {
		return ""
	}
	return ip.z.Value().zoneV6
}

// WithZone returns the IPv6 address with another zone.
func (ip Addr) WithZone(zone string) Addr {
	if !ip.Is6() {
		return ip
	}
	ip.z = z6noz
	if zone != "" {
		ip.z = unique.Make(addrDetail{true, zone})
	}
	return ip
}

func (ip Addr) withoutZone() Addr { return ip.WithZone("") }

// Unmap returns the IPv4 address that ip maps, else ip.
func (ip Addr) Unmap() Addr {
	if ip.Is4In6() {
		ip.z = z4
	}
	return ip
}

func (ip Addr) v4() uint32 { return uint32(ip.addr.lo) }

// Compare orders by length, bits and zone.
func (ip Addr) Compare(ip2 Addr) int {
	switch a, b := ip.BitLen(), ip2.BitLen(); {
	case a != b:
		return order(uint64(a), uint64(b))
	case ip.addr.hi != ip2.addr.hi:
		return order(ip.addr.hi, ip2.addr.hi)
	case ip.addr.lo != ip2.addr.lo:
		return order(ip.addr.lo, ip2.addr.lo)
	}
	switch a, b := ip.Zone(), ip2.Zone(); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func order(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Less reports whether ip comes before ip2.
func (ip Addr) Less(ip2 Addr) bool { return ip.Compare(ip2) < 0 }

// IsUnspecified reports whether ip is 0.0.0.0 or ::.
func (ip Addr) IsUnspecified() bool {
	return ip == IPv4Unspecified() || ip == IPv6Unspecified()
}

// IsLoopback reports whether ip is a loopback address.
func (ip Addr) IsLoopback() bool {
	ip = ip.Unmap()
	if ip.Is4() {
		return ip.v4()>>24 == 127
	}
	return ip.Is6() && ip.addr.hi == 0 && ip.addr.lo == 1
}

// IsMulticast reports whether ip is a multicast address.
func (ip Addr) IsMulticast() bool {
	ip = ip.Unmap()
	if ip.Is4() {
		return ip.v4()>>28 == 0xe
	}
	return ip.Is6() && ip.addr.hi>>56 == 0xff
}

// IsLinkLocalUnicast reports whether ip is a link-local unicast address.
func (ip Addr) IsLinkLocalUnicast() bool {
	ip = ip.Unmap()
	if ip.Is4() {
		return ip.v4()>>16 == 169<<8|254
	}
	return ip.Is6() && ip.addr.hi>>54 == 0xfe80>>6
}

// IsLinkLocalMulticast reports whether ip is a link-local multicast address.
func (ip Addr) IsLinkLocalMulticast() bool {
	ip = ip.Unmap()
	if ip.Is4() {
		return ip.v4()>>8 == 224<<16
	}
	return ip.Is6() && ip.addr.hi>>48&0xff0f == 0xff02
}

// IsInterfaceLocalMulticast reports whether ip is an IPv6 interface-local multicast address.
func (ip Addr) IsInterfaceLocalMulticast() bool {
	return ip.Is6() && !ip.Is4In6() && ip.addr.hi>>48&0xff0f == 0xff01
}

// IsPrivate reports whether ip is in a private range.
func (ip Addr) IsPrivate() bool {
	ip = ip.Unmap()
	if ip.Is4() {
		v := ip.v4()
		return v>>24 == 10 || v>>20 == 172<<4|1 || v>>16 == 192<<8|168
	}
	return ip.Is6() && ip.addr.hi>>57 == 0xfc>>1
}

// IsGlobalUnicast reports whether ip is a global unicast address, private ones included.
func (ip Addr) IsGlobalUnicast() bool {
	if !ip.IsValid() {
		return false
	}
	ip = ip.Unmap()
	if ip.Is4() && (ip.v4() == 0 || ip.v4() == 1<<32-1) {
		return false
	}
	return !ip.IsUnspecified() && !ip.IsLoopback() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}

// As16 returns the 16 bytes; all 0 for the zero Addr.
func (ip Addr) As16() (a16 [16]byte) {
	putBig64(a16[:8], ip.addr.hi)
	putBig64(a16[8:], ip.addr.lo)
	return a16
}

// As4 returns the 4 bytes of an IPv4 address, mapped or not.
func (ip Addr) As4() (a4 [4]byte) {
	if ip.Is4() || ip.Is4In6() {
		v := ip.v4()
		return [4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}
	}
	if !ip.IsValid() {
		panic("As4 called on IP zero value")
	}
	panic("As4 called on IPv6 address")
}

// AsSlice returns the 4 or 16 bytes; nil for the zero Addr.
func (ip Addr) AsSlice() []byte {
	switch ip.BitLen() {
	case 32:
		a := ip.As4()
		return a[:]
	case 128:
		a := ip.As16()
		return a[:]
	}
	return nil
}

// Next returns the following address; the zero Addr if there is none.
func (ip Addr) Next() Addr {
	if ip.Is4() && ip.v4() == 1<<32-1 {
		return Addr{}
	}
	ip.addr.lo++
	if ip.addr.lo == 0 {
		ip.addr.hi++
		if ip.addr.hi == 0 {
			return Addr{}
		}
	}
	return ip
}

// Prev returns the address before; the zero Addr if there is none.
func (ip Addr) Prev() Addr {
	if ip.Is4() && ip.v4() == 0 || ip.addr.hi == 0 && ip.addr.lo == 0 {
		return Addr{}
	}
	if ip.addr.lo == 0 {
		ip.addr.hi--
	}
	ip.addr.lo--
	return ip
}

func (ip Addr) String() string {
	if !ip.IsValid() {
		return "invalid IP"
	}
	return ip.text()
}

// text is String without the words for an invalid address.
func (ip Addr) text() string {
	switch {
	case ip.z == z0:
		return ""
	case ip.z == z4:
		return format(ip.addr.hi, ip.addr.lo, 4)
	case ip.z == z6noz:
		return format(ip.addr.hi, ip.addr.lo, 6)
	}
	return format(ip.addr.hi, ip.addr.lo, 6) + "%" + ip.Zone()
}

// StringExpanded is String with all digits of an IPv6 address.
func (ip Addr) StringExpanded() string {
	if !ip.Is6() {
		return ip.String()
	}
	s := format(ip.addr.hi, ip.addr.lo, 7)
	if z := ip.Zone(); z != "" {
		s += "%" + z
	}
	return s
}

// AppendTo appends the text; nothing for the zero Addr.
func (ip Addr) AppendTo(b []byte) []byte { return append(b, ip.text()...) }

func (ip Addr) AppendText(b []byte) ([]byte, error) { return ip.AppendTo(b), nil }

func (ip Addr) MarshalText() ([]byte, error) { return ip.AppendTo([]byte{}), nil }

func (ip *Addr) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*ip = Addr{}
		return nil
	}
	var err error
	*ip, err = ParseAddr(string(text))
	return err
}

func (ip Addr) AppendBinary(b []byte) ([]byte, error) {
	return append(append(b, ip.AsSlice()...), ip.Zone()...), nil
}

func (ip Addr) MarshalBinary() ([]byte, error) { return ip.AppendBinary([]byte{}) }

var errSize = errors.New("unexpected slice size")

func (ip *Addr) UnmarshalBinary(b []byte) error {
	switch n := len(b); {
	case n == 0:
		*ip = Addr{}
	case n == 4:
		*ip = AddrFrom4([4]byte(b))
	case n == 16:
		*ip = AddrFrom16([16]byte(b))
	case n > 16:
		*ip = AddrFrom16([16]byte(b[:16])).WithZone(string(b[16:]))
	default:
		return errSize
	}
	return nil
}
