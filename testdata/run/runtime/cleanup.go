// run

package main

import (
	"fmt"
	"runtime"
	"time"
)

type File struct {
	fd  int
	pad [4]*int
}

func main() {
	done := make(chan int, 3)
	f := &File{fd: 3}
	runtime.AddCleanup(f, func(fd int) { done <- fd }, f.fd)
	c := runtime.AddCleanup(f, func(fd int) { done <- fd * 10 }, f.fd)
	c.Stop()
	runtime.KeepAlive(f)
	f = nil
	runtime.GC()
	fmt.Println(<-done)
	time.Sleep(10 * time.Millisecond)
	fmt.Println(len(done))
	defer func() { fmt.Println(recover()) }()
	g := &File{fd: 4}
	runtime.AddCleanup(g, func(p *File) {}, g)
}
