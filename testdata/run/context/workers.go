// run

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sort"
	"sync"
	"time"
)

func worker(ctx context.Context, id int, in <-chan int, out chan<- string) {
	for {
		select {
		case <-ctx.Done():
			out <- fmt.Sprintf("worker %d: %v", id, context.Cause(ctx))
			return
		case v, ok := <-in:
			if !ok {
				out <- fmt.Sprintf("worker %d: drained", id)
				return
			}
			out <- fmt.Sprint(v * v)
		}
	}
}

type reqID struct{}

func handle(ctx context.Context) string { return "req " + ctx.Value(reqID{}).(string) }

func retry(ctx context.Context, n int, f func(int) error) (err error) {
	for i := range n {
		if err = f(i); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("after %d: %w", i+1, ctx.Err())
		default:
		}
	}
	return fmt.Errorf("gave up: %w", err)
}

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	in, out := make(chan int), make(chan string)
	for i := range 3 {
		go worker(ctx, i, in, out)
	}
	sum := 0
	for i := range 4 {
		in <- i
		sum += len(<-out)
	}
	cancel(errors.New("enough"))
	var msgs []string
	for range 3 {
		msgs = append(msgs, <-out)
	}
	sort.Strings(msgs)
	fmt.Println(sum, msgs)
	in2, out2 := make(chan int), make(chan string, 1)
	close(in2)
	go worker(context.Background(), 9, in2, out2)
	fmt.Println(<-out2, handle(context.WithValue(ctx, reqID{}, "42")))
	fmt.Println(retry(ctx, 3, func(i int) error { return fmt.Errorf("fail %d", i) }))
	fmt.Println(retry(context.Background(), 3, func(i int) error {
		if i == 2 {
			return nil
		}
		return errors.New("x")
	}), retry(context.Background(), 2, func(int) error { return io.EOF }))
	parent, stop := context.WithCancel(context.Background())
	n := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 100 {
		c, cc := context.WithTimeout(parent, time.Minute)
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer cc()
			<-c.Done()
			mu.Lock()
			n++
			mu.Unlock()
		}()
	}
	stop()
	wg.Wait()
	fmt.Println(n)
}
