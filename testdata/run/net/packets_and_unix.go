// run

// Packets, sockets of Unix with HTTP on them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func norm(s string, repl ...string) string {
	for i := 0; i+1 < len(repl); i += 2 {
		s = strings.ReplaceAll(s, repl[i], repl[i+1])
	}
	return s
}

func udp() {
	fmt.Println("-- udp")
	s, err := net.ListenPacket("udp", "127.0.0.1:0")
	fmt.Println(err)
	addr := s.LocalAddr().String()
	go func() {
		b := make([]byte, 100)
		for {
			n, a, err := s.ReadFrom(b)
			if err != nil {
				fmt.Println("srv", norm(err.Error(), addr, "ADDR"), errors.Is(err, net.ErrClosed))
				return
			}
			s.WriteTo([]byte(strings.ToUpper(string(b[:n]))), a)
		}
	}()
	c, err := net.Dial("udp", addr)
	fmt.Println(err, c.RemoteAddr().String() == addr)
	for _, m := range []string{"hello", "", "world"} {
		c.Write([]byte(m))
		b := make([]byte, 3)
		n, err := c.Read(b)
		fmt.Printf("%q %v\n", b[:n], err)
	}
	c.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	_, err = c.Read(make([]byte, 1))
	var ne net.Error
	fmt.Println(norm(err.Error(), addr, "ADDR", c.LocalAddr().String(), "LOCAL"), errors.As(err, &ne) && ne.Timeout(), errors.Is(err, os.ErrDeadlineExceeded))
	s.Close()
	time.Sleep(10 * time.Millisecond)
	c.SetReadDeadline(time.Time{})
	c.Write([]byte("x"))
	_, err = c.Read(make([]byte, 1))
	fmt.Println(norm(err.Error(), addr, "ADDR", c.LocalAddr().String(), "LOCAL"), errors.Is(err, syscall.ECONNREFUSED))
	c.Close()
	_, err = c.Write([]byte("x"))
	fmt.Println(norm(err.Error(), addr, "ADDR", c.LocalAddr().String(), "LOCAL"))
}

func unix() {
	fmt.Println("-- unix")
	dir, _ := os.MkdirTemp("", "u")
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "s.sock")
	l, err := net.Listen("unix", path)
	fmt.Println(err, norm(l.Addr().String(), dir, "DIR"), l.Addr().Network())
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "remote %q", r.RemoteAddr)
	})}
	go srv.Serve(l)
	c := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, n, a string) (net.Conn, error) {
		fmt.Println("dial", n, a)
		return (&net.Dialer{}).DialContext(ctx, "unix", path)
	}}}
	resp, err := c.Get("http://unix/x")
	b, _ := io.ReadAll(resp.Body)
	fmt.Println(string(b), err)
	fmt.Println(srv.Shutdown(context.Background()))
	_, err = os.Stat(path)
	fmt.Println(errors.Is(err, os.ErrNotExist))
	_, err = net.Dial("unix", path)
	fmt.Println(norm(err.Error(), dir, "DIR"))
	_, err = net.Listen("unix", "/nonexistent/dir/x")
	fmt.Println(err)
	ua, _ := net.ResolveUnixAddr("unixgram", path)
	g, err := net.ListenUnixgram("unixgram", ua)
	fmt.Println(err)
	gc, err := net.Dial("unixgram", path)
	fmt.Println(err)
	gc.Write([]byte("dgram"))
	bb := make([]byte, 10)
	n, a, err := g.ReadFrom(bb)
	fmt.Println(string(bb[:n]), a, err)
	g.Close()
}

func main() {
	udp()
	unix()
}
