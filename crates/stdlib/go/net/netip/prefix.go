package netip

import (
	"errors"
	"strconv"
	"strings"
)

// A Prefix is an IP network: the first bits of an address.
type Prefix struct {
	ip          Addr
	bitsPlusOne uint8 // 0 marks an invalid length
}

// PrefixFrom puts address and length together; it masks nothing off, but drops a zone.
func PrefixFrom(ip Addr, bits int) Prefix {
	p := Prefix{ip: ip.withoutZone()}
	if ip.IsValid() && 0 <= bits && bits <= ip.BitLen() {
		p.bitsPlusOne = uint8(bits) + 1
	}
	return p
}

func (p Prefix) Addr() Addr { return p.ip }

// Bits returns the length; -1 if it is invalid.
func (p Prefix) Bits() int { return int(p.bitsPlusOne) - 1 }

// IsValid reports whether address and length are valid.
func (p Prefix) IsValid() bool { return p.bitsPlusOne > 0 }

// IsSingleIP reports whether the network has just one address.
func (p Prefix) IsSingleIP() bool { return p.IsValid() && p.Bits() == p.ip.BitLen() }

// Compare orders by validity, length of addresses, masked address, length, and address.
func (p Prefix) Compare(p2 Prefix) int {
	if c := order(uint64(p.ip.BitLen()), uint64(p2.ip.BitLen())); c != 0 {
		return c
	}
	if c := p.Masked().ip.Compare(p2.Masked().ip); c != 0 {
		return c
	}
	if c := order(uint64(p.bitsPlusOne), uint64(p2.bitsPlusOne)); c != 0 {
		return c
	}
	return p.ip.Compare(p2.ip)
}

type parsePrefixError struct {
	in, msg string
}

func (e parsePrefixError) Error() string {
	return "netip.ParsePrefix(" + strconv.Quote(e.in) + "): " + e.msg
}

// ParsePrefix parses ip/bits.
func ParsePrefix(s string) (Prefix, error) {
	slash := strings.LastIndexByte(s, '/')
	if slash < 0 {
		return Prefix{}, parsePrefixError{s, "no '/'"}
	}
	ip, err := ParseAddr(s[:slash])
	if err != nil {
		return Prefix{}, parsePrefixError{s, err.Error()}
	}
	if ip.Zone() != "" {
		return Prefix{}, parsePrefixError{s, "IPv6 zones cannot be present in a prefix"}
	}
	text := s[slash+1:]
	bits, err := strconv.Atoi(text)
	if err != nil || strconv.Itoa(bits) != text || bits < 0 {
		return Prefix{}, parsePrefixError{s, "bad bits after slash: " + strconv.Quote(text)}
	}
	if bits > ip.BitLen() {
		return Prefix{}, parsePrefixError{s, "prefix length out of range"}
	}
	return PrefixFrom(ip, bits), nil
}

// MustParsePrefix is ParsePrefix that panics on error.
func MustParsePrefix(s string) Prefix {
	p, err := ParsePrefix(s)
	if err != nil {
		panic(err)
	}
	return p
}

// Prefix keeps the top b bits of ip.
func (ip Addr) Prefix(b int) (Prefix, error) {
	if b < 0 {
		return Prefix{}, errors.New("negative Prefix bits")
	}
	size := ip.BitLen()
	if size == 0 {
		return Prefix{}, nil
	}
	if b > size {
		version := "IPv6"
		if size == 32 {
			version = "IPv4"
		}
		return Prefix{}, errors.New("prefix length " + strconv.Itoa(b) + " too large for " + version)
	}
	ip = ip.withoutZone()
	n := b + 128 - size
	if n <= 64 {
		ip.addr.hi &= ^uint64(0) << (64 - n)
		ip.addr.lo = 0
	} else {
		ip.addr.lo &= ^uint64(0) << (128 - n)
	}
	return PrefixFrom(ip, b), nil
}

// Masked returns the network with all other bits 0.
func (p Prefix) Masked() Prefix {
	m, _ := p.ip.Prefix(p.Bits())
	return m
}

// Contains reports whether ip is in the network. An address with a zone is in none.
func (p Prefix) Contains(ip Addr) bool {
	if !p.IsValid() || p.ip.BitLen() != ip.BitLen() || ip.Zone() != "" {
		return false
	}
	q, err := ip.Prefix(p.Bits())
	return err == nil && q.ip == p.Masked().ip
}

// Overlaps reports whether the networks share an address.
func (p Prefix) Overlaps(o Prefix) bool {
	if !p.IsValid() || !o.IsValid() || p.ip.BitLen() != o.ip.BitLen() {
		return false
	}
	bits := min(p.Bits(), o.Bits())
	a, _ := p.ip.Prefix(bits)
	b, _ := o.ip.Prefix(bits)
	return a == b
}

func (p Prefix) String() string {
	if !p.IsValid() {
		return "invalid Prefix"
	}
	return p.ip.text() + "/" + strconv.Itoa(p.Bits())
}

// AppendTo appends the text; nothing for the zero Prefix.
func (p Prefix) AppendTo(b []byte) []byte {
	if p == (Prefix{}) {
		return b
	}
	return append(b, p.String()...)
}

func (p Prefix) AppendText(b []byte) ([]byte, error) { return p.AppendTo(b), nil }

func (p Prefix) MarshalText() ([]byte, error) { return p.AppendTo([]byte{}), nil }

func (p *Prefix) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Prefix{}
		return nil
	}
	var err error
	*p, err = ParsePrefix(string(text))
	return err
}

func (p Prefix) AppendBinary(b []byte) ([]byte, error) {
	b, err := p.ip.withoutZone().AppendBinary(b)
	return append(b, uint8(p.Bits())), err
}

func (p Prefix) MarshalBinary() ([]byte, error) { return p.AppendBinary([]byte{}) }

func (p *Prefix) UnmarshalBinary(b []byte) error {
	n := len(b) - 1
	if n < 0 {
		return errSize
	}
	var ip Addr
	if err := ip.UnmarshalBinary(b[:n]); err != nil {
		return err
	}
	*p = PrefixFrom(ip, int(b[n]))
	return nil
}
