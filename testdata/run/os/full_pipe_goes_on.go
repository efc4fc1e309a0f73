// run

// A goroutine that writes to a full pipe waits; the others go on.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	out, _ := syscall.Dup(1)
	report := os.NewFile(uintptr(out), "report")
	var p [2]int
	if err := syscall.Pipe(p[:]); err != nil {
		panic(err)
	}
	syscall.Dup2(p[1], 1)

	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	written := make(chan int)
	go func() {
		for i := 0; ; i++ {
			if _, err := fmt.Println("a line that fills the pipe sooner or later"); err != nil {
				written <- i
				return
			}
		}
	}()
	for i := range 3 {
		time.Sleep(5 * time.Millisecond)
		fmt.Fprintln(report, "tick", i)
	}
	syscall.Kill(os.Getpid(), syscall.SIGTERM)
	fmt.Fprintln(report, "got", <-c)

	// Somebody reads: the writer goes on where it was.
	buf := make([]byte, 43*1000)
	total := 0
	for total < len(buf) {
		n, err := syscall.Read(p[0], buf[total:])
		if err != nil {
			fmt.Fprintln(report, err)
			break
		}
		total += n
	}
	fmt.Fprintln(report, total, string(buf[len(buf)-43:len(buf)-1]))

	// More than a pipe holds in one call.
	r, w, _ := os.Pipe()
	done := make(chan bool)
	go func() {
		w.Fd() // in blocking mode from now on
		n, err := w.Write(make([]byte, 300_000))
		fmt.Fprintln(report, n, err)
		w.Close()
		done <- true
	}()
	sum := 0
	for {
		n, err := r.Read(buf)
		sum += n
		if err != nil {
			break
		}
	}
	<-done
	fmt.Fprintln(report, sum)
}
