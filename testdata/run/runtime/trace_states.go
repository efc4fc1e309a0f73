// run
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"runtime/trace"
	"sync"
	"time"
)

// parts counts the batches of a trace, generation by generation; the end of each must be where it says.
func parts(data []byte) (generations int, ok bool) {
	const header = "go 1.26 trace\x00\x00\x00"
	data, ok = bytes.CutPrefix(data, []byte(header))
	if !ok {
		return 0, false
	}
	number := func() (x uint64) {
		for shift := 0; len(data) > 0; shift += 7 {
			b := data[0]
			data = data[1:]
			x |= uint64(b&0x7f) << shift
			if b < 0x80 {
				break
			}
		}
		return x
	}
	open := false
	for len(data) > 0 {
		kind := data[0]
		data = data[1:]
		switch kind {
		case 1: // a batch: generation, thread, time, size
			number()
			number()
			number()
			size := number()
			if size > uint64(len(data)) || size > 64<<10 {
				return generations, false
			}
			data = data[size:]
			open = true
		case 52: // the end of a generation
			generations++
			open = false
		default:
			return generations, false
		}
	}
	return generations, !open
}

func work(ctx context.Context) {
	var wg sync.WaitGroup
	results := make(chan int)
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer trace.StartRegion(ctx, "part").End()
			time.Sleep(time.Millisecond)
			trace.Logf(ctx, "progress", "part %d", i)
			results <- i
		}()
	}
	go func() { wg.Wait(); close(results) }()
	sum := 0
	for r := range results {
		sum += r
	}
	runtime.GC()
	fmt.Println("sum", sum)
}

func main() {
	fmt.Println("enabled", trace.IsEnabled())
	var first bytes.Buffer
	fmt.Println("start", trace.Start(&first), trace.IsEnabled())
	fmt.Println("again", trace.Start(io.Discard))
	fmt.Println("low level", runtime.StartTrace())
	ctx, task := trace.NewTask(context.Background(), "all")
	trace.WithRegion(ctx, "work", func() { work(ctx) })
	task.End()
	trace.Stop()
	trace.Stop()
	n, ok := parts(first.Bytes())
	fmt.Println("complete", n > 0, ok, bytes.Contains(first.Bytes(), []byte("part 2")), bytes.Contains(first.Bytes(), []byte("main.work")))
	size := first.Len()

	recorder := trace.NewFlightRecorder(trace.FlightRecorderConfig{MinAge: time.Minute, MaxBytes: 1 << 20})
	_, err := recorder.WriteTo(io.Discard)
	fmt.Println("off", err)
	fmt.Println("on", recorder.Start(), recorder.Enabled(), trace.IsEnabled())
	fmt.Println("twice", recorder.Start())
	fmt.Println("other", trace.NewFlightRecorder(trace.FlightRecorderConfig{}).Start())
	trace.Log(context.Background(), "category", "remember me")
	for range 2 {
		var snapshot bytes.Buffer
		written, err := recorder.WriteTo(&snapshot)
		_, ok = parts(snapshot.Bytes())
		fmt.Println("snapshot", written == int64(snapshot.Len()), err, ok, bytes.Contains(snapshot.Bytes(), []byte("remember me")))
	}
	var second bytes.Buffer
	fmt.Println("both", trace.Start(&second))
	recorder.Stop()
	recorder.Stop()
	fmt.Println("one", recorder.Enabled(), trace.IsEnabled())
	trace.Stop()
	_, ok = parts(second.Bytes())
	fmt.Println("none", trace.IsEnabled(), ok, first.Len() == size, runtime.NumGoroutine())

	fmt.Println(trace.NewTask(context.Background(), "named"))
	fmt.Println(*trace.StartRegion(context.Background(), "nothing is recorded"))
}
