package http

// Proxies that carry any connection: SOCKS, version 5 (RFC 1928), with names and passwords (RFC 1929).

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"time"
)

// socksAddr is an address as errors show it.
type socksAddr string

func (a socksAddr) Network() string { return "socks" }
func (a socksAddr) String() string  { return string(a) }

var socksReplies = [...]string{"succeeded", "general SOCKS server failure", "connection not allowed by ruleset", "network unreachable",
	"host unreachable", "connection refused", "TTL expired", "command not supported", "address type not supported"}

// socksConnect makes a proxy connect to the target.
func socksConnect(ctx context.Context, c net.Conn, proxy *url.URL, target string) error {
	if d, ok := ctx.Deadline(); ok {
		c.SetDeadline(d)
		defer c.SetDeadline(time.Time{})
	}
	stop := context.AfterFunc(ctx, func() { c.SetDeadline(time.Unix(1, 0)) })
	err := socksTalk(c, proxy, target)
	if !stop() && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func socksTalk(c net.Conn, proxy *url.URL, target string) error {
	host, portText, err := net.SplitHostPort(target)
	if err != nil {
		return err
	}
	port, err := strconv.Atoi(portText)
	if err != nil || port < 1 || port > 0xffff {
		return errors.New("port number out of range " + portText)
	}
	const none, withPassword = 0, 2
	hello := []byte{5, 1, none}
	if proxy.User != nil {
		hello = []byte{5, 2, none, withPassword}
	}
	if _, err := c.Write(hello); err != nil {
		return err
	}
	var b [4]byte
	if _, err := io.ReadFull(c, b[:2]); err != nil {
		return err
	}
	if b[0] != 5 {
		return errors.New("unexpected protocol version " + strconv.Itoa(int(b[0])))
	}
	switch {
	case b[1] == withPassword && proxy.User != nil:
		if err := socksLogin(c, proxy.User); err != nil {
			return err
		}
	case b[1] != none:
		return errors.New("no acceptable authentication methods")
	}
	ask := []byte{5, 1, 0}
	if ip, err := netip.ParseAddr(host); err == nil && ip.Zone() == "" {
		if ip = ip.Unmap(); ip.Is4() {
			ask = append(ask, 1)
		} else {
			ask = append(ask, 4)
		}
		ask = append(ask, ip.AsSlice()...)
	} else if len(host) > 255 {
		return errors.New("FQDN too long")
	} else {
		ask = append(append(ask, 3, byte(len(host))), host...)
	}
	if _, err := c.Write(append(ask, byte(port>>8), byte(port))); err != nil {
		return err
	}
	if _, err := io.ReadFull(c, b[:4]); err != nil {
		return err
	}
	if b[0] != 5 {
		return errors.New("unexpected protocol version " + strconv.Itoa(int(b[0])))
	}
	if b[1] != 0 {
		why := "unknown code: " + strconv.Itoa(int(b[1]))
		if int(b[1]) < len(socksReplies) {
			why = socksReplies[b[1]]
		}
		return errors.New("unknown error " + why)
	}
	rest := 2
	switch b[3] {
	case 1:
		rest += 4
	case 4:
		rest += 16
	case 3:
		if _, err := io.ReadFull(c, b[:1]); err != nil {
			return err
		}
		rest += int(b[0])
	default:
		return fmt.Errorf("unknown address type %d", b[3])
	}
	_, err = io.ReadFull(c, make([]byte, rest))
	return err
}

func socksLogin(c net.Conn, u *url.Userinfo) error {
	name := u.Username()
	password, _ := u.Password()
	if len(name) == 0 || len(name) > 255 || len(password) > 255 {
		return errors.New("invalid username/password")
	}
	b := append([]byte{1, byte(len(name))}, name...)
	b = append(append(b, byte(len(password))), password...)
	if _, err := c.Write(b); err != nil {
		return err
	}
	var answer [2]byte
	if _, err := io.ReadFull(c, answer[:]); err != nil {
		return err
	}
	if answer[0] != 1 {
		return errors.New("invalid username/password version")
	}
	if answer[1] != 0 {
		return errors.New("username/password authentication failed")
	}
	return nil
}
