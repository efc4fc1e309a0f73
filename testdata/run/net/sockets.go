// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			c, err := l.Accept()
			if err != nil {
				fmt.Println("accept ends:", errors.Is(err, net.ErrClosed))
				return
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				defer c.Close()
				n, err := io.Copy(c, c)
				_ = n
				if err != nil {
					fmt.Println("copy:", err)
				}
			}()
		}
	}()
	var cw sync.WaitGroup
	total := 0
	var mu sync.Mutex
	for i := 0; i < 50; i++ {
		cw.Add(1)
		go func() {
			defer cw.Done()
			c, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				fmt.Println(err)
				return
			}
			r := bufio.NewReader(c)
			for j := 0; j < 20; j++ {
				fmt.Fprintf(c, "hello %d %d\n", i, j)
				s, err := r.ReadString('\n')
				if err != nil || s != fmt.Sprintf("hello %d %d\n", i, j) {
					fmt.Println("bad", s, err)
				}
				mu.Lock()
				total += len(s)
				mu.Unlock()
			}
			c.(*net.TCPConn).CloseWrite()
			rest, err := io.ReadAll(r)
			if len(rest) != 0 || err != nil {
				fmt.Println(rest, err)
			}
			c.Close()
		}()
	}
	cw.Wait()
	fmt.Println(total)
	// big transfer
	c, _ := net.Dial("tcp", l.Addr().String())
	data := make([]byte, 5<<20)
	for i := range data {
		data[i] = byte(i * 7)
	}
	go func() { c.Write(data); c.(*net.TCPConn).CloseWrite() }()
	got, err := io.ReadAll(c)
	same := len(got) == len(data)
	for i := range got {
		if same && got[i] != data[i] {
			same = false
		}
	}
	fmt.Println(len(got), err, same)
	c.Close()
	// deadlines
	c, _ = net.Dial("tcp", l.Addr().String())
	c.SetReadDeadline(time.Now().Add(30 * time.Millisecond))
	_, err = c.Read(make([]byte, 10))
	var ne net.Error
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &ne) && ne.Timeout())
	c.SetReadDeadline(time.Time{})
	go func() { time.Sleep(20 * time.Millisecond); c.SetReadDeadline(time.Now()) }()
	_, err = c.Read(make([]byte, 10))
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
	c.SetReadDeadline(time.Time{})
	go func() { time.Sleep(20 * time.Millisecond); c.Close() }()
	_, err = c.Read(make([]byte, 10))
	fmt.Println(errors.Is(err, net.ErrClosed))
	l.Close()
	wg.Wait()
	// udp
	a, err := net.ListenPacket("udp", "127.0.0.1:0")
	b, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	n, err := a.WriteTo([]byte("ping"), b.LocalAddr())
	fmt.Println(n, err)
	buf := make([]byte, 100)
	n, from, err := b.ReadFromUDP(buf)
	fmt.Println(n, from.String() == a.LocalAddr().String(), err, string(buf[:n]), from.IP.IsLoopback())
	d, err := net.Dial("udp", a.LocalAddr().String())
	d.Write([]byte("dialed"))
	n, fr, err := a.ReadFrom(buf)
	fmt.Println(n, fr.String() == d.LocalAddr().String(), err)
	b.SetDeadline(time.Now().Add(10 * time.Millisecond))
	_, _, err = b.ReadFrom(buf)
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
	// unix
	dir, _ := os.MkdirTemp("", "u")
	defer os.RemoveAll(dir)
	ul, err := net.Listen("unix", dir+"/s")
	go func() {
		c, err := ul.Accept()
		fmt.Println("unix accept", err)
		io.WriteString(c, "bye")
		c.Close()
	}()
	uc, err := net.Dial("unix", dir+"/s")
	s, err := io.ReadAll(uc)
	fmt.Println(string(s), err, uc.RemoteAddr().Network())
	ul.Close()
	_, err = os.Stat(dir + "/s")
	fmt.Println(os.IsNotExist(err))
	// pipe
	x, y := net.Pipe()
	go func() { io.WriteString(x, "through the pipe"); x.Close() }()
	s, err = io.ReadAll(y)
	fmt.Println(string(s), err)
	// buffers
	bufs := net.Buffers{[]byte("ab"), []byte("cde"), nil, []byte("f")}
	var sink fmt.Stringer = &w{}
	m, err := bufs.WriteTo(sink.(*w))
	fmt.Println(m, err, sink, len(bufs))
}

type w struct{ s string }

func (w *w) Write(p []byte) (int, error) { w.s += string(p); return len(p), nil }
func (w *w) String() string              { return w.s }
