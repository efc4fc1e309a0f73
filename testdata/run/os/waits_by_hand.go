// run

package main

import (
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"
)

func main() {
	r, w, _ := os.Pipe()
	defer runtime.KeepAlive(r) // its descriptor is used below
	ticks := 0
	go func() {
		for range 5 {
			time.Sleep(10 * time.Millisecond)
			ticks++
		}
		w.Write([]byte("x"))
	}()
	var set syscall.FdSet
	fd := int(r.Fd())
	set.Bits[fd/64] |= 1 << (fd % 64)
	n, err := syscall.Select(fd+1, &set, nil, nil, &syscall.Timeval{Sec: 5})
	fmt.Println(n, err, ticks >= 5, set.Bits[fd/64]>>(fd%64)&1)
	var none syscall.FdSet
	none.Bits[fd/64] |= 1 << (fd % 64)
	b := make([]byte, 1)
	syscall.Read(fd, b)
	n, err = syscall.Select(fd+1, &none, nil, nil, &syscall.Timeval{Usec: 20000})
	fmt.Println(n, err, none.Bits[fd/64])
	n, err = syscall.Select(fd+1, &none, nil, nil, &syscall.Timeval{})
	fmt.Println(n, err)

	e, _ := syscall.EpollCreate1(0)
	syscall.EpollCtl(e, syscall.EPOLL_CTL_ADD, fd, &syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(fd)})
	events := make([]syscall.EpollEvent, 4)
	ran := false
	go func() {
		time.Sleep(10 * time.Millisecond)
		ran = true
		w.Write([]byte("y"))
	}()
	n, err = syscall.EpollWait(e, events, 5000)
	fmt.Println(n, err, ran, events[0].Fd == int32(fd), events[0].Events == syscall.EPOLLIN)
}
