// run

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"regexp"
	"syscall"
	"time"
)

var port = regexp.MustCompile(`:\d{4,5}\b`)

// show prints an error and what it wraps.
func show(err error) {
	fmt.Print(port.ReplaceAllString(fmt.Sprint(err), ":PORT"))
	var ne net.Error
	if errors.As(err, &ne) {
		fmt.Printf(" [timeout %v]", ne.Timeout())
	}
	var oe *net.OpError
	if errors.As(err, &oe) {
		fmt.Printf(" [op %s net %s source %v addr %v]", oe.Op, oe.Net, oe.Source != nil, oe.Addr != nil)
	}
	for _, e := range []error{net.ErrClosed, os.ErrDeadlineExceeded, context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrClosedPipe,
		syscall.ECONNREFUSED, syscall.ECONNRESET, syscall.EPIPE, syscall.EADDRINUSE, os.ErrNotExist} {
		if errors.Is(err, e) {
			fmt.Printf(" is %v;", e)
		}
	}
	fmt.Println()
}

func main() {
	dir, _ := os.MkdirTemp("", "sock")
	defer os.RemoveAll(dir)
	os.Chdir(dir)
	l, err := net.Listen("unix", "s")
	fmt.Println(l.Addr(), err)
	c, _ := net.Dial("unix", "s")
	s, _ := l.Accept()
	fmt.Printf("%q %q %q %q\n", c.LocalAddr(), c.RemoteAddr(), s.LocalAddr(), s.RemoteAddr())
	_, err = net.Listen("unix", "s")
	show(err)
	c.Close()
	_, err = c.Write([]byte("x"))
	show(err)
	s.SetReadDeadline(time.Now())
	_, err = s.Read(make([]byte, 1))
	show(err)
	l.Close()
	_, err = os.Stat("s")
	show(err)
	_, err = l.Accept()
	show(err)
	show(l.Close())
	for _, a := range [][2]string{{"tcp", ""}, {"tcp", "1.2.3.4"}, {"tcp", ":"}, {"tcp", "127.0.0.1:1"}, {"tcp", "localhost:1"},
		{"tcp4", "[::1]:1"}, {"tcp6", "127.0.0.1:1"}, {"tcp", "127.0.0.1:99999"}, {"tcp", "127.0.0.1:foo"}, {"foo", "x"},
		{"unix", "/nonexist"}, {"udp", "127.0.0.1"}, {"tcp", "a:b:c"}, {"ip", "1.2.3.4"}, {"ip:xyz", "1.2.3.4"}, {"tcp", "127.0.0.1:-1"},
		{"tcp", "[::1"}, {"tcp", "[::1]"}, {"tcp", "[::1]x:1"}, {"tcp", "a[:1"}, {"tcp", "a]:1"}, {"unix", ""}, {"unixgram", "/nonexist"}} {
		c, err := net.Dial(a[0], a[1])
		fmt.Print(a, " ")
		show(err)
		if c != nil {
			c.Close()
		}
	}
	for _, a := range [][2]string{{"tcp4", ":0"}, {"tcp", "localhost:0"}, {"foo", "x"}, {"udp", "127.0.0.1:0"}, {"tcp", "127.0.0.1"}, {"tcp", "127.0.0.1:99999"}} {
		l, err := net.Listen(a[0], a[1])
		fmt.Print(a, " ")
		show(err)
		if l != nil {
			fmt.Println(l.Addr().Network(), port.ReplaceAllString(l.Addr().String(), ":PORT"))
		}
	}
	_, err = net.ListenPacket("tcp", "127.0.0.1:0")
	show(err)
	tl, _ := net.Listen("tcp", "127.0.0.1:0")
	_, err = net.Listen("tcp", tl.Addr().String())
	show(err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = (&net.Dialer{}).DialContext(ctx, "tcp", tl.Addr().String())
	show(err)
	_, err = (&net.Dialer{Timeout: 1}).Dial("tcp", tl.Addr().String())
	show(err)
	tc, _ := net.Dial("tcp", tl.Addr().String())
	ts, _ := tl.Accept()
	ts.(*net.TCPConn).SetLinger(0)
	ts.Close()
	time.Sleep(10 * time.Millisecond)
	_, err = tc.Read(make([]byte, 1))
	show(err)
	_, err = tc.Write(make([]byte, 1))
	show(err)
	show(tc.Close())
	show(tc.Close())
	show(tc.SetDeadline(time.Now()))
	_, err = tc.Read(make([]byte, 1))
	show(err)
	tl.(*net.TCPListener).SetDeadline(time.Now())
	_, err = tl.Accept()
	show(err)
	pc, _ := net.ListenPacket("udp", "127.0.0.1:0")
	uc, _ := net.Dial("udp", pc.LocalAddr().String())
	_, err = uc.(*net.UDPConn).WriteTo([]byte("x"), uc.RemoteAddr())
	show(err)
	_, err = uc.(*net.UDPConn).WriteTo([]byte("x"), tl.Addr())
	show(err)
	_, err = pc.WriteTo([]byte("x"), nil)
	show(err)
	h, err := net.LookupHost("127.0.0.1")
	fmt.Println(h, err)
	_, err = net.LookupHost("")
	show(err)
	_, err = net.LookupPort("tcp", "nope")
	show(err)
	fmt.Println(net.LookupPort("tcp", "http"))
	_, err = net.LookupAddr("foo")
	show(err)
	_, err = net.ResolveTCPAddr("tcp", "x")
	show(err)
	_, err = net.ResolveTCPAddr("udp", "x:1")
	show(err)
	a, err := net.ResolveTCPAddr("tcp", ":80")
	fmt.Println(a, err)
	_, err = net.InterfaceByName("nope")
	show(err)
	_, err = net.InterfaceByIndex(0)
	show(err)
	lo, err := net.InterfaceByName("lo")
	fmt.Println(lo.Name, lo.MTU, lo.Flags, err)
	x, y := net.Pipe()
	fmt.Println(x.LocalAddr(), x.LocalAddr().Network())
	x.SetDeadline(time.Now())
	_, err = x.Read(nil)
	show(err)
	y.Close()
	_, err = x.Write(nil)
	show(err)
	_, err = y.Read(nil)
	show(err)
	x.Close()
	_, err = x.Read(nil)
	show(err)
	show(x.SetDeadline(time.Now()))
}
