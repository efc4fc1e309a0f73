// run

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

func main() {
	dir, err := os.MkdirTemp("", "locks")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "f")
	open := func() *os.File {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			panic(err)
		}
		return f
	}
	// A goroutine that waits for a lock does not hold up the one that has it.
	a, b := open(), open()
	fmt.Println(syscall.Flock(int(a.Fd()), syscall.LOCK_EX))
	fmt.Println(syscall.Flock(int(b.Fd()), syscall.LOCK_EX|syscall.LOCK_NB))
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		fmt.Println("waits")
		err := syscall.Flock(int(b.Fd()), syscall.LOCK_EX)
		fmt.Println("has it", err)
	}()
	time.Sleep(20 * time.Millisecond)
	fmt.Println("unlocks", syscall.Flock(int(a.Fd()), syscall.LOCK_UN))
	wg.Wait()
	// Locks of records belong to the process.
	l := syscall.Flock_t{Type: syscall.F_WRLCK, Start: 0, Len: 10}
	fmt.Println(syscall.FcntlFlock(a.Fd(), syscall.F_SETLKW, &l))
	fmt.Println(syscall.FcntlFlock(b.Fd(), syscall.F_SETLKW, &l))
	l.Type = syscall.F_UNLCK
	fmt.Println(syscall.FcntlFlock(a.Fd(), syscall.F_SETLK, &l))
}
