// run

package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGUSR1)
	defer stop()
	syscall.Kill(syscall.Getpid(), syscall.SIGUSR1)
	<-ctx.Done()
	cause := context.Cause(ctx)
	fmt.Println(ctx.Err(), "/", cause, errors.Is(cause, context.Canceled), errors.Is(cause, context.DeadlineExceeded))
	child, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	fmt.Println(child.Err(), context.Cause(child))
}
