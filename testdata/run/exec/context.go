// run

package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	err := exec.CommandContext(ctx, "sleep", "5").Run()
	fmt.Println(err, ctx.Err(), time.Since(start) < 2*time.Second)
	ctx2, cancel2 := context.WithCancel(context.Background())
	cancel2()
	err = exec.CommandContext(ctx2, "sleep", "5").Run()
	fmt.Println(err, errors.Is(err, context.Canceled))
}
