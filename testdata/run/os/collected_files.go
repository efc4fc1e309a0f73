// run

// Files that nobody can reach are closed by the collector.
package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"syscall"
	"time"
)

func collect() {
	for range 3 {
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
}

func lastWords(w *os.File) { w.WriteString("last words") }

func main() {
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	lastWords(w)
	w = nil
	collect()
	b, err := io.ReadAll(r)
	fmt.Printf("%q %v\n", b, err)

	// One that is being read lives.
	r, w, _ = os.Pipe()
	go func() {
		collect()
		w.WriteString("still here")
		w.Close()
	}()
	b, err = io.ReadAll(r)
	fmt.Printf("%q %v\n", b, err)

	// A file made for a descriptor owns it.
	fd, err := syscall.Open("/dev/null", syscall.O_RDONLY, 0)
	if err != nil {
		panic(err)
	}
	func() {
		f := os.NewFile(uintptr(fd), "null")
		fmt.Println(f.Name())
	}()
	collect()
	var st syscall.Stat_t
	null := syscall.Fstat(fd, &st) == nil && st.Mode&syscall.S_IFMT == syscall.S_IFCHR
	fmt.Println("still the same file:", null)

	// So does a connection.
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		func() {
			c, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				panic(err)
			}
			c.Write([]byte("bye"))
		}()
		collect()
	}()
	c, err := l.Accept()
	if err != nil {
		panic(err)
	}
	b, err = io.ReadAll(c)
	fmt.Printf("%q %v\n", b, err)
}
