// run

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

type ctxKey int

const (
	userKey ctxKey = iota
	traceKey
)

func withUser(ctx context.Context, u string) context.Context {
	return context.WithValue(ctx, userKey, u)
}
func user(ctx context.Context) string {
	u, ok := ctx.Value(userKey).(string)
	if !ok {
		return "anonymous"
	}
	return u
}

type handler func(context.Context, string) (string, error)

func logged(log *[]string, h handler) handler {
	return func(ctx context.Context, s string) (string, error) {
		*log = append(*log, "in:"+s+" by "+user(ctx))
		r, err := h(ctx, s)
		*log = append(*log, fmt.Sprintf("out:%s %v", r, err))
		return r, err
	}
}
func deadline(d time.Duration, h handler) handler {
	return func(ctx context.Context, s string) (string, error) {
		ctx, cancel := context.WithTimeout(ctx, d)
		defer cancel()
		return h(ctx, s)
	}
}
func work(ctx context.Context, s string) (string, error) {
	if s == "slow" {
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(10 * time.Second):
		}
	}
	return strings.ToUpper(s), nil
}

type custom struct{ context.Context }

func (custom) Value(k any) any { return fmt.Sprint("custom ", k) }

func main() {
	var log []string
	h := logged(&log, deadline(20*time.Millisecond, work))
	ctx := withUser(context.Background(), "ann")
	h(ctx, "fast")
	_, err := h(context.Background(), "slow")
	fmt.Println(log, errors.Is(err, context.DeadlineExceeded))
	c := custom{ctx}
	fmt.Println(c.Value("x"), user(ctx), context.WithValue(c, traceKey, 1).Value(userKey))
	root, cancel := context.WithCancelCause(ctx)
	var kids []context.Context
	for i := range 3 {
		k, cc := context.WithCancel(context.WithValue(root, traceKey, i))
		defer cc()
		kids = append(kids, k)
	}
	g, gc := context.WithCancel(kids[1])
	gc()
	fmt.Println(g.Err(), kids[1].Err(), g.Value(traceKey), user(g))
	cancel(fmt.Errorf("shutdown %d", 1))
	for _, k := range kids {
		<-k.Done()
		fmt.Print(k.Err(), "/", context.Cause(k), " ")
	}
	fmt.Println()
	n := 0
	done := make(chan bool)
	c2, cancel2 := context.WithCancel(context.Background())
	for i := range 3 {
		context.AfterFunc(c2, func() { done <- i < 3 })
	}
	cancel2()
	for range 3 {
		if <-done {
			n++
		}
	}
	fmt.Println(n)
	dl := time.Now().Add(time.Hour)
	c3, cancel3 := context.WithDeadline(ctx, dl)
	defer cancel3()
	c4, cancel4 := context.WithTimeout(c3, 2*time.Hour)
	defer cancel4()
	d, ok := c4.Deadline()
	_, ok2 := ctx.Deadline()
	fmt.Println(d.Equal(dl), ok, ok2)
	fmt.Println(context.Background(), context.WithoutCancel(ctx).Value(userKey), c3.Err())
}
