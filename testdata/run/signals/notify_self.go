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
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGUSR2)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(<-c)
	p, _ := os.FindProcess(os.Getpid())
	p.Signal(syscall.SIGUSR2)
	fmt.Println(<-c)
}
