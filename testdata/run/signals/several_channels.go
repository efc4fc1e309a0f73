// run

package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	a := make(chan os.Signal, 1)
	b := make(chan os.Signal, 1)
	signal.Notify(a, syscall.SIGUSR1)
	signal.Notify(b, syscall.SIGUSR1, syscall.SIGUSR2)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(<-a, <-b)
	signal.Stop(a)
	syscall.Kill(os.Getpid(), syscall.SIGUSR2)
	fmt.Println(<-b, len(a))
}
