// run

package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 3)
	signal.Notify(c)
	for _, s := range []syscall.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGTERM, syscall.SIGUSR1, syscall.SIGWINCH, syscall.SIGALRM, syscall.SIGPIPE} {
		syscall.Kill(syscall.Getpid(), s)
		fmt.Println(<-c)
	}
}
