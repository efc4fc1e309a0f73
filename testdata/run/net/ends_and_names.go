// run

// How connections end, what is no address, pipes, names.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

func norm(s string, repl ...string) string {
	for i := 0; i+1 < len(repl); i += 2 {
		s = strings.ReplaceAll(s, repl[i], repl[i+1])
	}
	return s
}

func tcp() {
	fmt.Println("-- tcp")
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	addr := l.Addr().String()
	_, err := net.Listen("tcp", addr)
	fmt.Println(norm(err.Error(), addr, "ADDR"), errors.Is(err, syscall.EADDRINUSE))
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := 0; ; i++ {
			c, err := l.Accept()
			if err != nil {
				fmt.Println("accept", norm(err.Error(), addr, "ADDR"), errors.Is(err, net.ErrClosed))
				return
			}
			switch i {
			case 0: // half-close
				b, err := io.ReadAll(c)
				fmt.Fprintf(c, "got %d %v", len(b), err)
				c.Close()
			case 1: // reset
				time.Sleep(10 * time.Millisecond)
				c.(*net.TCPConn).SetLinger(0)
				c.Close()
			case 2:
				time.Sleep(50 * time.Millisecond)
				c.Close()
			}
		}
	}()
	c, _ := net.Dial("tcp", addr)
	fmt.Fprint(c, strings.Repeat("x", 100000))
	c.(*net.TCPConn).CloseWrite()
	b, err := io.ReadAll(c)
	fmt.Println(string(b), err)
	c.Close()
	fmt.Println(norm(c.Close().Error(), addr, "ADDR", c.LocalAddr().String(), "LOCAL"))
	c, _ = net.Dial("tcp", addr)
	time.Sleep(20 * time.Millisecond)
	_, err = c.Read(make([]byte, 1))
	fmt.Println(norm(err.Error(), addr, "ADDR", c.LocalAddr().String(), "LOCAL"), errors.Is(err, syscall.ECONNRESET))
	c, _ = net.Dial("tcp", addr)
	c.SetDeadline(time.Now().Add(10 * time.Millisecond))
	_, err = c.Read(make([]byte, 1))
	fmt.Println(norm(err.Error(), addr, "ADDR", c.LocalAddr().String(), "LOCAL"))
	c.SetDeadline(time.Time{})
	_, err = c.Read(make([]byte, 1))
	fmt.Println(err)
	go func() { time.Sleep(10 * time.Millisecond); c.Close() }()
	l.Close()
	wg.Wait()
	_, err = net.Dial("tcp", addr)
	fmt.Println(norm(err.Error(), addr, "ADDR"), errors.Is(err, syscall.ECONNREFUSED))
	_, err = net.DialTimeout("tcp", "10.255.255.1:80", time.Nanosecond)
	fmt.Println(err)
	for _, a := range []string{"127.0.0.1", "127.0.0.1:http:x", "127.0.0.1:99999", "127.0.0.1:nosuch", "[::1", "a b:1", ":::1", "127.0.0.1:-1", ""} {
		_, err = net.Dial("tcp", a)
		fmt.Println(a, "|", err)
	}
	_, err = net.Dial("tcpx", "127.0.0.1:1")
	fmt.Println(err)
	_, err = net.Listen("udp", ":0")
	fmt.Println(err)
	_, err = net.ListenPacket("tcp", ":0")
	fmt.Println(err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = (&net.Dialer{}).DialContext(ctx, "tcp", "127.0.0.1:1")
	fmt.Println(err, errors.Is(err, context.Canceled))
}

func pipe() {
	fmt.Println("-- pipe")
	a, b := net.Pipe()
	fmt.Println(a.LocalAddr(), a.RemoteAddr().Network())
	go func() { fmt.Fprint(a, "hello"); a.Close() }()
	x, err := io.ReadAll(b)
	fmt.Println(string(x), err)
	_, err = b.Write([]byte("x"))
	fmt.Println(err)
	a, b = net.Pipe()
	a.SetDeadline(time.Now().Add(5 * time.Millisecond))
	_, err = a.Write([]byte("x"))
	fmt.Println(err, errors.Is(err, os.ErrDeadlineExceeded))
	_, err = a.Read(nil)
	fmt.Println(err)
	b.Close()
	_, err = b.Read([]byte{0})
	fmt.Println(err)
}

func names() {
	fmt.Println("-- names")
	hs, err := net.LookupHost("localhost")
	fmt.Println(len(hs) > 0, err)
	fmt.Println(net.LookupPort("tcp", "http"))
	fmt.Println(net.LookupPort("udp", "domain"))
	fmt.Println(net.LookupPort("tcp", "nosuchport"))
	fmt.Println(net.SplitHostPort("[fe80::1%lo]:80"))
	fmt.Println(net.SplitHostPort("host"))
	fmt.Println(net.SplitHostPort("a:b:c"))
	fmt.Println(net.JoinHostPort("::1", "80"))
	fmt.Println(net.ParseIP("::ffff:1.2.3.4"), net.ParseIP("1.2.3.04"), net.ParseIP("fe80::1%eth0"))
	ip, n, err := net.ParseCIDR("10.1.2.3/12")
	fmt.Println(ip, n, err)
	_, _, err = net.ParseCIDR("10.1.2.3/33")
	fmt.Println(err)
	fmt.Println(net.ParseMAC("00:00:5e:00:53:01"))
	fmt.Println(net.ParseMAC("00-00-5e-0053-01"))
	fmt.Println(net.ResolveTCPAddr("tcp", "localhost:http"))
	fmt.Println(net.ResolveTCPAddr("tcp4", ":80"))
	fmt.Println(net.CIDRMask(20, 32), net.IPv4Mask(255, 255, 0, 0), net.IPMask{255, 0, 255, 0})
	ifs, err := net.InterfaceByName("lo")
	fmt.Println(ifs.Name, ifs.Flags&net.FlagLoopback != 0, err)
	_, err = net.InterfaceByName("nosuch")
	fmt.Println(err)
}

func main() {
	tcp()
	pipe()
	names()
}
