// run

package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"sort"
	"strings"
)

func name(s string) (b []byte) {
	for _, l := range strings.Split(strings.TrimSuffix(s, "."), ".") {
		b = append(append(b, byte(len(l))), l...)
	}
	return append(b, 0)
}
func rr(n string, t uint16, data []byte) []byte {
	b := name(n)
	b = binary.BigEndian.AppendUint16(b, t)
	b = append(b, 0, 1, 0, 0, 0, 60)
	b = binary.BigEndian.AppendUint16(b, uint16(len(data)))
	return append(b, data...)
}
func answer(q []byte) []byte {
	at := 12
	var labels []string
	for q[at] != 0 {
		n := int(q[at])
		labels = append(labels, string(q[at+1:at+1+n]))
		at += 1 + n
	}
	typ := binary.BigEndian.Uint16(q[at+1:])
	qname := strings.Join(labels, ".")
	var ans [][]byte
	code := byte(0)
	switch {
	case strings.HasPrefix(qname, "none"):
		code = 3
	case strings.HasPrefix(qname, "fail"):
		code = 2
	case strings.HasPrefix(qname, "empty"):
	case typ == 1 && strings.HasPrefix(qname, "alias"):
		ans = append(ans, rr(qname, 5, name("real.example.com")), rr("real.example.com", 1, []byte{1, 2, 3, 4}))
	case typ == 28 && strings.HasPrefix(qname, "alias"):
		ans = append(ans, rr(qname, 5, name("real.example.com")))
	case typ == 1:
		ans = append(ans, rr(qname, 1, []byte{127, 0, 0, 1}))
	case typ == 28:
		ans = append(ans, rr(qname, 28, net.ParseIP("::1")))
	case typ == 15:
		ans = append(ans, rr(qname, 15, append([]byte{0, 20}, name("mx2.example.com")...)), rr(qname, 15, append([]byte{0, 10}, name("mx1.example.com")...)))
		if strings.HasPrefix(qname, "dirty") {
			ans = append(ans, rr(qname, 15, append([]byte{0, 5}, name("a b.com")...)))
		}
	case typ == 16:
		ans = append(ans, rr(qname, 16, []byte("\x03abc\x02de")), rr(qname, 16, []byte("\x05hello")))
	case typ == 2:
		ans = append(ans, rr(qname, 2, name("ns1.example.com")), rr(qname, 2, []byte{3, 'n', 's', '2', 0xc0, 12}))
	case typ == 33:
		ans = append(ans, rr(qname, 33, append([]byte{0, 2, 0, 0, 0, 80}, name("b.example.com")...)), rr(qname, 33, append([]byte{0, 1, 0, 5, 0, 81}, name("a.example.com")...)))
	}
	b := append([]byte(nil), q[:at+5]...)
	b[2], b[3] = 0x81, 0x80|code
	b[6], b[7] = 0, byte(len(ans))
	b[8], b[9], b[10], b[11] = 0, 0, 0, 0
	for _, a := range ans {
		b = append(b, a...)
	}
	return b
}
func main() {
	pc, _ := net.ListenPacket("udp", "127.0.0.1:0")
	go func() {
		buf := make([]byte, 2000)
		for {
			n, from, err := pc.ReadFrom(buf)
			if err != nil {
				return
			}
			pc.WriteTo(answer(buf[:n]), from)
		}
	}()
	r := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
		return net.Dial("udp", pc.LocalAddr().String())
	}}
	ctx := context.Background()
	show := func(v any, err error) {
		var de *net.DNSError
		if errors.As(err, &de) {
			fmt.Println(v, de.Err, de.Name, de.IsNotFound, de.IsTemporary, de.IsTimeout)
			return
		}
		fmt.Println(v, err)
	}
	mx, err := r.LookupMX(ctx, "example.com.")
	for _, m := range mx {
		fmt.Println(*m)
	}
	show(len(mx), err)
	mx, err = r.LookupMX(ctx, "dirty.com.")
	show(len(mx), err)
	t, err := r.LookupTXT(ctx, "example.com.")
	show(t, err)
	ns, err := r.LookupNS(ctx, "example.com.")
	for _, n := range ns {
		fmt.Println(*n)
	}
	show(len(ns), err)
	c, srv, err := r.LookupSRV(ctx, "http", "tcp", "example.com.")
	for _, s := range srv {
		fmt.Println(*s)
	}
	show(c, err)
	c, srv, err = r.LookupSRV(ctx, "", "", "direct.example.com.")
	show(c, err)
	cn, err := r.LookupCNAME(ctx, "alias.example.com.")
	show(cn, err)
	cn, err = r.LookupCNAME(ctx, "plain.example.com.")
	show(cn, err)
	for _, n := range []string{"none.example.com.", "fail.example.com.", "empty.example.com.", "a b", "-x-", ""} {
		_, err = r.LookupTXT(ctx, n)
		show(n, err)
		_, err = r.LookupCNAME(ctx, n)
		show(n, err)
	}
	hosts, err := r.LookupHost(ctx, "plain.example.com.")
	sort.Strings(hosts)
	show(hosts, err)
	ips, err := r.LookupIP(ctx, "ip4", "alias.example.com.")
	show(ips, err)
	_, err = r.LookupHost(ctx, "none.example.com.")
	show("", err)
}
