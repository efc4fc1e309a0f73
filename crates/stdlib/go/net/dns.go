package net

// Questions to name servers, for what the system's resolver does not answer: RFC 1035, and 6891 for long answers.

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Types of records.
const (
	recordA     = 1
	recordNS    = 2
	recordCNAME = 5
	recordMX    = 15
	recordTXT   = 16
	recordAAAA  = 28
	recordSRV   = 33
	recordOPT   = 41
)

// A SRV is a service's place.
type SRV struct {
	Target   string
	Port     uint16
	Priority uint16
	Weight   uint16
}

// An MX is a host that takes mail.
type MX struct {
	Host string
	Pref uint16
}

// An NS is a name server.
type NS struct {
	Host string
}

// resolvConf is what /etc/resolv.conf says.
type resolvConf struct {
	servers  []string
	search   []string
	ndots    int
	timeout  time.Duration
	attempts int
}

func readResolvConf() *resolvConf {
	c := &resolvConf{ndots: 1, timeout: 5 * time.Second, attempts: 2}
	data, _ := os.ReadFile("/etc/resolv.conf")
	for line := range strings.Lines(string(data)) {
		if line[0] == ';' || line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		switch f[0] {
		case "nameserver":
			if len(f) > 1 && len(c.servers) < 3 {
				if ip, _ := parseZone(f[1]); ip != nil {
					c.servers = append(c.servers, JoinHostPort(f[1], "53"))
				}
			}
		case "domain":
			if len(f) > 1 {
				c.search = []string{absolute(f[1])}
			}
		case "search":
			c.search = nil
			for _, s := range f[1:] {
				if s = absolute(s); s != "." {
					c.search = append(c.search, s)
				}
			}
		case "options":
			for _, o := range f[1:] {
				name, value, _ := strings.Cut(o, ":")
				n, _ := strconv.Atoi(value)
				switch name {
				case "ndots":
					c.ndots = max(0, min(n, 15))
				case "timeout":
					c.timeout = time.Duration(max(n, 1)) * time.Second
				case "attempts":
					c.attempts = max(n, 1)
				}
			}
		}
	}
	if len(c.servers) == 0 {
		c.servers = []string{"127.0.0.1:53", "[::1]:53"}
	}
	return c
}

func absolute(name string) string {
	if strings.HasSuffix(name, ".") {
		return name
	}
	return name + "."
}

// names returns what to ask for: the name itself, and within the domains that are searched.
func (c *resolvConf) names(name string) []string {
	n := len(name)
	rooted := n > 0 && name[n-1] == '.'
	if n > 254 || n == 254 && !rooted {
		return nil
	}
	if rooted {
		return []string{name}
	}
	first := strings.Count(name, ".") >= c.ndots
	name += "."
	var list []string
	if first {
		list = append(list, name)
	}
	for _, s := range c.search {
		if full := name + s; len(full) <= 254 {
			list = append(list, full)
		}
	}
	if !first {
		list = append(list, name)
	}
	return list
}

// isDomainName reports whether s is one, of letters, digits, hyphens and underscores.
func isDomainName(s string) bool {
	if s == "." {
		return true
	}
	s = strings.TrimSuffix(s, ".")
	if s == "" || len(s) > 253 {
		return false
	}
	letter := false
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, c := range []byte(label) {
			switch {
			case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == '-':
				letter = true
			case '0' <= c && c <= '9':
			default:
				return false
			}
		}
	}
	return letter
}

// record is one of an answer; data begins at an offset into the message, because names in it may point back.
type record struct {
	name    string
	kind    uint16
	message []byte
	at, end int
}

var (
	errNoSuchHost    = errors.New("no such host")
	errMisbehaving   = errors.New("server misbehaving")
	errLame          = errors.New("lame referral")
	errBadMessage    = errors.New("cannot unmarshal DNS message")
	errBadResponse   = errors.New("invalid DNS response")
	errDirtyNames    = "DNS response contained records which contain invalid names"
	errBadDomainName = "no such host"
)

func question(id uint16, name string, kind uint16) ([]byte, bool) {
	b := []byte{byte(id >> 8), byte(id), 1, 0, 0, 1, 0, 0, 0, 0, 0, 1}
	if name != "." {
		for label := range strings.SplitSeq(strings.TrimSuffix(name, "."), ".") {
			if label == "" || len(label) > 63 {
				return nil, false
			}
			b = append(append(b, byte(len(label))), label...)
		}
	}
	b = append(b, 0, byte(kind>>8), byte(kind), 0, 1)
	// The size of answers that are taken, by an OPT record.
	return append(b, 0, 0, recordOPT, 1232>>8, 1232&0xff, 0, 0, 0, 0, 0, 0), true
}

// readName reads a name that may end in a pointer.
func readName(b []byte, at int) (name string, next int, ok bool) {
	var out []byte
	jumps := 0
	for {
		if at >= len(b) {
			return "", 0, false
		}
		n := int(b[at])
		at++
		switch n & 0xc0 {
		case 0:
			if n == 0 {
				if jumps == 0 {
					next = at
				}
				if len(out) == 0 {
					out = append(out, '.')
				}
				return string(out), next, true
			}
			if at+n > len(b) || len(out) > 254 {
				return "", 0, false
			}
			if strings.IndexByte(string(b[at:at+n]), '.') >= 0 {
				return "", 0, false
			}
			out = append(append(out, b[at:at+n]...), '.')
			at += n
		case 0xc0:
			if at >= len(b) || jumps > 10 {
				return "", 0, false
			}
			to := (n&0x3f)<<8 | int(b[at])
			if jumps == 0 {
				next = at + 1
			}
			jumps++
			at = to
		default:
			return "", 0, false
		}
	}
}

func two(b []byte, at int) uint16 { return uint16(b[at])<<8 | uint16(b[at+1]) }

// readAnswer takes an answer apart.
func readAnswer(b []byte) (list []record, code int, ok bool) {
	if len(b) < 12 {
		return nil, 0, false
	}
	code = int(b[3] & 15)
	at := 12
	for range two(b, 4) {
		if _, at, ok = readName(b, at); !ok || at+4 > len(b) {
			return nil, code, false
		}
		at += 4
	}
	for range two(b, 6) {
		var r record
		if r.name, at, ok = readName(b, at); !ok || at+10 > len(b) {
			return nil, code, false
		}
		r.kind, r.message, r.at = two(b, at), b, at+10
		r.end = r.at + int(two(b, at+8))
		if r.end > len(b) {
			return nil, code, false
		}
		at = r.end
		list = append(list, r)
	}
	return list, code, true
}

// exchange asks one server, again by a stream if the answer does not fit a packet.
func (r *Resolver) exchange(ctx context.Context, server, name string, kind uint16, timeout time.Duration) ([]byte, error) {
	id := uint16(rand.Uint32())
	q, ok := question(id, name, kind)
	if !ok {
		return nil, errNoSuchHost
	}
	for _, network := range []string{"udp", "tcp"} {
		sub, cancel := context.WithDeadline(ctx, time.Now().Add(timeout))
		b, err := r.ask(sub, network, server, q, id)
		cancel()
		if err != nil {
			return nil, err
		}
		if b[2]&2 == 0 {
			return b, nil
		}
	}
	return nil, errBadResponse
}

func (r *Resolver) ask(ctx context.Context, network, server string, q []byte, id uint16) ([]byte, error) {
	var c Conn
	var err error
	if r.Dial != nil {
		c, err = r.Dial(ctx, network, server)
	} else {
		c, err = new(Dialer).DialContext(ctx, network, server)
	}
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if t, ok := ctx.Deadline(); ok {
		c.SetDeadline(t)
	}
	stop := context.AfterFunc(ctx, func() { c.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	fits := func(b []byte) bool { return len(b) >= 12 && two(b, 0) == id && b[2]&0x80 != 0 }
	if _, packets := c.(PacketConn); packets {
		if _, err := c.Write(q); err != nil {
			return nil, err
		}
		b := make([]byte, 1232)
		for {
			n, err := c.Read(b)
			if err != nil {
				return nil, err
			}
			// Others may answer: what is not for us is passed over.
			if fits(b[:n]) {
				return b[:n], nil
			}
		}
	}
	if _, err := c.Write(append([]byte{byte(len(q) >> 8), byte(len(q))}, q...)); err != nil {
		return nil, err
	}
	var head [2]byte
	if _, err := io.ReadFull(c, head[:]); err != nil {
		return nil, err
	}
	b := make([]byte, two(head[:], 0))
	if _, err := io.ReadFull(c, b); err != nil {
		return nil, err
	}
	if !fits(b) {
		return nil, errBadResponse
	}
	return b, nil
}

// query asks the servers in turn for one full name.
func (r *Resolver) query(ctx context.Context, conf *resolvConf, name string, kind uint16) ([]record, string, error) {
	var last error
	lastServer := ""
	for range conf.attempts {
		for _, server := range conf.servers {
			b, err := r.exchange(ctx, server, name, kind, conf.timeout)
			lastServer = server
			if err != nil {
				e := &DNSError{Err: err.Error(), Name: name, Server: server}
				if ne, ok := err.(Error); ok && ne.Timeout() {
					e.IsTimeout, e.Err = true, "i/o timeout"
				}
				if _, ok := err.(*OpError); ok {
					e.IsTemporary = true
				}
				e.UnwrapErr = err
				last = e
				continue
			}
			list, code, ok := readAnswer(b)
			switch {
			case !ok:
				last = &DNSError{Err: errBadMessage.Error(), Name: name, Server: server, UnwrapErr: errBadMessage}
			case code == 3:
				return nil, server, &DNSError{Err: errNoSuchHost.Error(), Name: name, Server: server, IsNotFound: true, UnwrapErr: errNoSuchHost}
			case code != 0:
				last = &DNSError{Err: errMisbehaving.Error(), Name: name, Server: server, IsTemporary: code == 2, UnwrapErr: errMisbehaving}
			case len(list) == 0 && b[2]&4 == 0 && b[3]&0x80 == 0 && two(b, 8) > 0:
				last = &DNSError{Err: errLame.Error(), Name: name, Server: server, UnwrapErr: errLame}
			default:
				for _, rec := range list {
					if rec.kind == kind || kind != recordCNAME && rec.kind == recordCNAME {
						return list, server, nil
					}
				}
				return nil, server, &DNSError{Err: errNoSuchHost.Error(), Name: name, Server: server, IsNotFound: true, UnwrapErr: errNoSuchHost}
			}
		}
	}
	return nil, lastServer, last
}

// records looks a name up, also within the searched domains.
func (r *Resolver) records(ctx context.Context, name string, kind uint16) ([]record, string, error) {
	if !isDomainName(name) {
		return nil, "", &DNSError{Err: errBadDomainName, Name: name, IsNotFound: true, UnwrapErr: errNoSuchHost}
	}
	conf := readResolvConf()
	var last error
	for _, full := range conf.names(name) {
		list, server, err := r.query(ctx, conf, full, kind)
		if err == nil {
			return list, server, nil
		}
		last = err
		if e, ok := err.(*DNSError); ok && (e.IsTimeout || e.IsTemporary) && r.StrictErrors {
			break
		}
	}
	if last == nil {
		last = &DNSError{Err: errBadDomainName, Name: name, IsNotFound: true, UnwrapErr: errNoSuchHost}
	}
	if e, ok := last.(*DNSError); ok {
		e.Name = name
	}
	return nil, "", last
}

func (rec *record) nameAt(skip int) string {
	name, _, ok := readName(rec.message, rec.at+skip)
	if !ok {
		return ""
	}
	return name
}

// addresses asks for the addresses of a name, and for its canonical name.
func (r *Resolver) addresses(ctx context.Context, host string) (list []string, cname string, err error) {
	type result struct {
		list []record
		err  error
	}
	var results [2]result
	done := make(chan int, 2)
	for i, kind := range []uint16{recordA, recordAAAA} {
		go func() {
			results[i].list, _, results[i].err = r.records(ctx, host, kind)
			done <- i
		}()
	}
	<-done
	<-done
	for _, res := range results {
		if res.err != nil && err == nil {
			err = res.err
		}
		for _, rec := range res.list {
			switch {
			case rec.kind == recordA && rec.end-rec.at == 4, rec.kind == recordAAAA && rec.end-rec.at == 16:
				list = append(list, IP(rec.message[rec.at:rec.end]).String())
				if cname == "" {
					cname = rec.name
				}
			}
		}
	}
	if cname == "" {
		for _, res := range results {
			for _, rec := range res.list {
				if rec.kind == recordCNAME {
					cname = rec.nameAt(0)
				}
			}
		}
	}
	if len(list) > 0 || cname != "" {
		err = nil
	}
	return list, cname, err
}

// LookupCNAME returns the canonical name of a host.
func LookupCNAME(host string) (cname string, err error) {
	return DefaultResolver.LookupCNAME(context.Background(), host)
}

// LookupCNAME returns the canonical name of a host.
func (r *Resolver) LookupCNAME(ctx context.Context, host string) (string, error) {
	_, cname, err := r.addresses(ctx, host)
	if err != nil {
		return "", err
	}
	if !isDomainName(cname) {
		return "", &DNSError{Err: errDirtyNames, Name: host}
	}
	return cname, nil
}

// LookupMX returns the hosts that take a domain's mail, by preference.
func LookupMX(name string) ([]*MX, error) {
	return DefaultResolver.LookupMX(context.Background(), name)
}

// LookupMX returns the hosts that take a domain's mail, by preference. Records with names that are none are left out, with an error.
func (r *Resolver) LookupMX(ctx context.Context, name string) ([]*MX, error) {
	list, _, err := r.records(ctx, name, recordMX)
	if err != nil {
		return nil, err
	}
	var out []*MX
	dirty := false
	for _, rec := range list {
		if rec.kind != recordMX || rec.end-rec.at < 3 {
			continue
		}
		mx := &MX{Host: rec.nameAt(2), Pref: two(rec.message, rec.at)}
		if !isDomainName(mx.Host) {
			// An address, as some write it, is let through.
			if ip := ParseIP(strings.TrimSuffix(mx.Host, ".")); ip == nil {
				dirty = true
				continue
			}
		}
		out = append(out, mx)
	}
	rand.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	slices.SortStableFunc(out, func(a, b *MX) int { return int(a.Pref) - int(b.Pref) })
	if dirty {
		return out, &DNSError{Err: errDirtyNames, Name: name}
	}
	return out, nil
}

// LookupNS returns the name servers of a domain.
func LookupNS(name string) ([]*NS, error) {
	return DefaultResolver.LookupNS(context.Background(), name)
}

// LookupNS returns the name servers of a domain.
func (r *Resolver) LookupNS(ctx context.Context, name string) ([]*NS, error) {
	list, _, err := r.records(ctx, name, recordNS)
	if err != nil {
		return nil, err
	}
	var out []*NS
	dirty := false
	for _, rec := range list {
		if rec.kind != recordNS {
			continue
		}
		if host := rec.nameAt(0); isDomainName(host) {
			out = append(out, &NS{host})
		} else {
			dirty = true
		}
	}
	if dirty {
		return out, &DNSError{Err: errDirtyNames, Name: name}
	}
	return out, nil
}

// LookupTXT returns the texts of a domain.
func LookupTXT(name string) ([]string, error) {
	return DefaultResolver.LookupTXT(context.Background(), name)
}

// LookupTXT returns the texts of a domain; the parts of one record are put together.
func (r *Resolver) LookupTXT(ctx context.Context, name string) ([]string, error) {
	list, _, err := r.records(ctx, name, recordTXT)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, rec := range list {
		if rec.kind != recordTXT {
			continue
		}
		var text []byte
		for b := rec.message[rec.at:rec.end]; len(b) > 0; {
			n := min(int(b[0]), len(b)-1)
			text = append(text, b[1:1+n]...)
			b = b[1+n:]
		}
		out = append(out, string(text))
	}
	return out, nil
}

// LookupSRV returns where a service is, by priority and, within one, at random by weight.
func LookupSRV(service, proto, name string) (cname string, addrs []*SRV, err error) {
	return DefaultResolver.LookupSRV(context.Background(), service, proto, name)
}

// LookupSRV returns where a service is. With both service and proto empty, name is looked up as it is.
func (r *Resolver) LookupSRV(ctx context.Context, service, proto, name string) (string, []*SRV, error) {
	target := name
	if service != "" || proto != "" {
		target = "_" + service + "._" + proto + "." + name
	}
	list, _, err := r.records(ctx, target, recordSRV)
	if err != nil {
		return "", nil, err
	}
	var out []*SRV
	cname := ""
	dirty := false
	for _, rec := range list {
		if rec.kind != recordSRV || rec.end-rec.at < 7 {
			continue
		}
		if cname == "" {
			cname = rec.name
		}
		b, at := rec.message, rec.at
		srv := &SRV{Target: rec.nameAt(6), Priority: two(b, at), Weight: two(b, at+2), Port: two(b, at+4)}
		if !isDomainName(srv.Target) {
			dirty = true
			continue
		}
		out = append(out, srv)
	}
	slices.SortFunc(out, func(a, b *SRV) int {
		if a.Priority != b.Priority {
			return int(a.Priority) - int(b.Priority)
		}
		return int(a.Weight) - int(b.Weight)
	})
	for i := 0; i < len(out); {
		j := i + 1
		for j < len(out) && out[j].Priority == out[i].Priority {
			j++
		}
		shuffleByWeight(out[i:j])
		i = j
	}
	if cname != "" && !isDomainName(cname) {
		return "", nil, &DNSError{Err: "SRV header name is invalid", Name: name}
	}
	if dirty {
		return cname, out, &DNSError{Err: errDirtyNames, Name: name}
	}
	return cname, out, nil
}

// shuffleByWeight orders servers at random, the heavier sooner, by RFC 2782.
func shuffleByWeight(list []*SRV) {
	sum := 0
	for _, s := range list {
		sum += int(s.Weight)
	}
	for sum > 0 && len(list) > 1 {
		at, pick := 0, rand.IntN(sum)
		for i, s := range list {
			if at += int(s.Weight); at > pick {
				copy(list[1:i+1], list[:i])
				list[0] = s
				break
			}
		}
		sum -= int(list[0].Weight)
		list = list[1:]
	}
}
