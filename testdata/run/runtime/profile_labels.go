// run

// Labels of goroutines in profiles and traces.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"regexp"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"time"
)

// labels returns the lines of a profile in text form that have labels.
func labels() string {
	var b bytes.Buffer
	pprof.Lookup("goroutine").WriteTo(&b, 1)
	var out []string
	for _, l := range strings.Split(b.String(), "\n") {
		if strings.HasPrefix(l, "# labels") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

var header = regexp.MustCompile(`(?m)^goroutine \d+ \[([^\]]*)\](.*)$`)

func headers(text string) {
	for _, m := range header.FindAllStringSubmatch(text, -1) {
		fmt.Println(m[1] + "|" + m[2])
	}
}

func main() {
	done := make(chan bool)
	ctx := context.Background()
	go pprof.Do(ctx, pprof.Labels("worker", "purge", "id", "7"), func(ctx context.Context) { <-done })
	time.Sleep(10 * time.Millisecond)
	fmt.Println(labels())

	pprof.Do(ctx, pprof.Labels("outer", "1"), func(ctx context.Context) {
		fmt.Println(pprof.Label(ctx, "outer"))
		pprof.Do(ctx, pprof.Labels("inner", "a b", "outer", "2"), func(ctx context.Context) {
			pprof.ForLabels(ctx, func(k, v string) bool {
				fmt.Println(k, "=", v)
				return true
			})
			headers(string(debug.Stack()))
			started := make(chan bool)
			go func() {
				headers(string(debug.Stack()))
				started <- true
			}()
			<-started
		})
		headers(string(debug.Stack()))
	})
	headers(string(debug.Stack()))

	pprof.SetGoroutineLabels(pprof.WithLabels(ctx, pprof.Labels("a:b", `x"y`, "empty", "")))
	headers(string(debug.Stack()))
	pprof.SetGoroutineLabels(ctx)
	headers(string(debug.Stack()))

	var b bytes.Buffer
	pprof.Lookup("goroutine").WriteTo(&b, 2)
	headers(b.String())

	b.Reset()
	pprof.Lookup("goroutine").WriteTo(&b, 0)
	z, err := gzip.NewReader(&b)
	if err != nil {
		panic(err)
	}
	data, err := io.ReadAll(z)
	fmt.Println(err, bytes.Contains(data, []byte("worker")), bytes.Contains(data, []byte("purge")))
	close(done)
}
