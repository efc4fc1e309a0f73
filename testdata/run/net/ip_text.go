// run

package main

import (
	"fmt"
	"net"
)

func main() {
	for _, s := range []string{"", "a", ":", "a:", ":1", "a:1", "a:b:c", "[a]:1", "[a]", "[a", "a]", "a]:1", "[a]b:1", "[[a]]:1", "[a]:1:2", "a[:1", "[a]]:1", "[]:1", "[:]:", "::1:2", "a:1]", "a:1[", "[a]1", "[a:1"} {
		h, p, err := net.SplitHostPort(s)
		fmt.Printf("%q %q %q %v\n", s, h, p, err)
	}
	fmt.Println(net.JoinHostPort("::1", "80"), net.JoinHostPort("a", "b"), net.JoinHostPort("a%z", "b"))
	for _, s := range []string{"", "1.2.3.4/8", "1.2.3.4/33", "::1/64", "::ffff:1.2.3.4/100", "1.2.3.4", "1.2.3/8", "1.2.3.4/-1", "1.2.3.4/08", "x/1", "fe80::1%lo/64", "1.2.3.4/32/1", "1.2.3.4/"} {
		ip, n, err := net.ParseCIDR(s)
		fmt.Printf("%q %v %v %v %T\n", s, ip, n, err, err)
		if n != nil {
			fmt.Println(len(ip), len(n.IP), len(n.Mask), n.Mask, n.Network())
			o, b := n.Mask.Size()
			fmt.Println(o, b)
		}
	}
	for _, s := range []string{"", "00:00:5e:00:53:01", "02:00:5e:10:00:00:00:01", "00-00-5e-00-53-01", "0000.5e00.5301", "0000.5e00.530G", "01", "01:02", "00:00:5e:00:53:0", "00:00:5e-00:53:01", "0000.5e00.5301.0000", "00:00:00:00:fe:80:00:00:00:00:00:00:02:00:5e:10:00:00:00:01", "0:0:0:0:0:0"} {
		m, err := net.ParseMAC(s)
		fmt.Printf("%q %v %v %d\n", s, m, err, len(m))
	}
	for _, s := range []string{"", "1.2.3.4", "::1", "::ffff:1.2.3.4", "01.2.3.4", "fe80::1%lo", "1.2.3.4.5", "2001:db8::1:0:0:1"} {
		ip := net.ParseIP(s)
		b, err := ip.MarshalText()
		fmt.Printf("%q %v %d %v %v %q %v\n", s, ip, len(ip), ip.To4(), ip.DefaultMask(), b, err)
	}
	fmt.Println(net.IP{1, 2, 3}.String(), net.IP(nil), net.IPMask{255, 255}, net.IPMask(nil), net.IPMask{255, 0, 255, 0})
	_, err := net.IP{1, 2, 3}.MarshalText()
	fmt.Println(err)
	var ip net.IP
	fmt.Println(ip.UnmarshalText([]byte("x")), ip.UnmarshalText(nil))
	fmt.Println(net.CIDRMask(33, 32), net.CIDRMask(20, 32), net.CIDRMask(70, 128), net.IPv4Mask(1, 2, 3, 4))
	fmt.Println(net.IPv4(1, 2, 3, 4).Mask(net.CIDRMask(8, 32)), net.ParseIP("1.2.3.4").Mask(net.CIDRMask(104, 128)), net.ParseIP("::1").Mask(net.CIDRMask(8, 32)))
	n := &net.IPNet{IP: net.IPv4(10, 0, 0, 0), Mask: net.IPMask{255, 0, 255, 0}}
	fmt.Println(n, n.Contains(net.IPv4(10, 5, 0, 1)), (*net.IPNet)(nil))
	fmt.Println((*net.TCPAddr)(nil), &net.TCPAddr{}, &net.TCPAddr{IP: net.ParseIP("fe80::1"), Zone: "lo", Port: 3}, &net.UDPAddr{Port: 9}, &net.IPAddr{}, (*net.IPAddr)(nil), &net.UnixAddr{Name: "x", Net: "unix"}, (*net.UnixAddr)(nil))
	fmt.Println(&net.OpError{})
	fmt.Println((&net.DNSError{Err: "x", Name: "y", Server: "z"}).Error(), (&net.ParseError{"a", "b"}).Error(), (&net.AddrError{"e", "a"}).Error(), net.UnknownNetworkError("q"), net.InvalidAddrError("w"))
	fmt.Println(net.FlagUp|net.FlagRunning, net.Flags(0))
}
