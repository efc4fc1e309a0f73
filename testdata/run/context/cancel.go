// run

package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key string

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg.Err(), bg.Done() == nil, bg.Value("x"))
	ctx, cancel := context.WithCancel(bg)
	fmt.Println(ctx.Err(), ctx)
	child, cc := context.WithCancel(ctx)
	defer cc()
	done := make(chan string)
	go func() { <-child.Done(); done <- fmt.Sprint("child ", child.Err()) }()
	cancel()
	cancel()
	fmt.Println(<-done, ctx.Err(), errors.Is(ctx.Err(), context.Canceled))
	v := context.WithValue(context.WithValue(bg, key("a"), 1), key("b"), "two")
	fmt.Println(v.Value(key("a")), v.Value(key("b")), v.Value("a"), v.Value(key("c")))
	fmt.Println(context.WithValue(bg, key("k"), "str"))
	c2, cancel2 := context.WithCancelCause(v)
	cancel2(errors.New("my cause"))
	fmt.Println(c2.Err(), context.Cause(c2), context.Cause(bg), c2.Value(key("a")))
	c3, cancel3 := context.WithTimeout(bg, 5*time.Millisecond)
	defer cancel3()
	_, has := c3.Deadline()
	select {
	case <-c3.Done():
		fmt.Println(c3.Err(), has, errors.Is(c3.Err(), context.DeadlineExceeded), context.Cause(c3))
	case <-time.After(5 * time.Second):
		fmt.Println("too slow")
	}
	var te interface{ Timeout() bool }
	fmt.Println(errors.As(c3.Err(), &te) && te.Timeout())
	c4, cancel4 := context.WithDeadline(bg, time.Now().Add(-time.Second))
	fmt.Println(c4.Err())
	cancel4()
	c5, cancel5 := context.WithTimeout(c3, time.Hour)
	fmt.Println(c5.Err())
	cancel5()
	stopped := make(chan bool, 1)
	c6, cancel6 := context.WithCancel(bg)
	stop := context.AfterFunc(c6, func() { stopped <- true })
	cancel6()
	fmt.Println(<-stopped, stop())
	c7 := context.WithoutCancel(c6)
	fmt.Println(c7.Err(), c7.Done() == nil)
	c8, cancel8 := context.WithTimeoutCause(bg, time.Millisecond, errors.New("slow"))
	defer cancel8()
	<-c8.Done()
	fmt.Println(c8.Err(), context.Cause(c8))
	defer func() { fmt.Println(recover()) }()
	context.WithValue(bg, nil, 1)
}
