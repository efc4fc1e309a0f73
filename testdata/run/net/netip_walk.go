// run

// Addresses and prefixes: their texts, neighbours and kinds.
package main

import (
	"encoding/json"
	"fmt"
	"net/netip"
)

func ips() {
	for _, s := range []string{"1.2.3.4", "01.2.3.4", "1.2.3", "1.2.3.256", "::", "::1", "1::2::3", "fe80::1%eth0", "::ffff:1.2.3.4", "2001:db8::/32", "::%", "12345::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "::1.2.3.4", "1.2.3.4%x", "", "0:0:0:0:0:0:0:0", "1:0:0:2:0:0:0:3"} {
		a, err := netip.ParseAddr(s)
		fmt.Println(s, a, err, a.Is4(), a.Is6(), a.Is4In6(), a.IsValid(), a.BitLen(), a.Zone())
		if err == nil {
			fmt.Println("  ", a.Next(), a.Prev(), a.Unmap(), a.StringExpanded(), a.IsPrivate(), a.IsLoopback(), a.IsLinkLocalUnicast(), a.IsGlobalUnicast(), a.IsMulticast(), a.IsUnspecified())
		}
	}
	for _, s := range []string{"10.0.0.0/8", "10.1.2.3/8", "::/0", "1.2.3.4/33", "1.2.3.4", "1.2.3.4/08", "fe80::1%x/64", "1.2.3.4/-1", "/8", "::1/128"} {
		p, err := netip.ParsePrefix(s)
		fmt.Println(s, p, err, p.Masked(), p.Bits(), p.IsSingleIP(), p.Contains(netip.MustParseAddr("10.9.9.9")))
	}
	for _, s := range []string{"1.2.3.4:80", "[::1]:80", "::1:80", "1.2.3.4", "1.2.3.4:99999", "[1.2.3.4]:80", "[fe80::1%a]:1", ":80", "[::1]", "1.2.3.4:"} {
		p, err := netip.ParseAddrPort(s)
		fmt.Println(s, p, err)
	}
	a, b := netip.MustParseAddr("1.2.3.4"), netip.MustParseAddr("::1")
	fmt.Println(a.Compare(b), a.Less(b), netip.MustParsePrefix("10.0.0.0/8").Overlaps(netip.MustParsePrefix("10.1.0.0/16")))
	fmt.Println(a.Prefix(20))
	fmt.Println(a.Prefix(40))
	fmt.Println(netip.AddrFromSlice([]byte{1, 2}))
	m := map[netip.Addr]int{a: 1}
	fmt.Println(m[netip.AddrFrom4([4]byte{1, 2, 3, 4})], a.As16(), b.As16())
	j, _ := json.Marshal(map[string]any{"a": a, "p": netip.MustParsePrefix("1.0.0.0/8"), "ap": netip.AddrPortFrom(a, 5), "z": netip.Addr{}})
	fmt.Println(string(j))
	fmt.Println(netip.MustParseAddr("255.255.255.255").Next(), netip.Prefix{}, netip.AddrPort{})
}

func main() {
	ips()
}
