// run

// A profile of processor time: where it was spent, and for whom.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"runtime/pprof"
	"strings"
	"time"
)

func spin(until time.Time) (n int) {
	for time.Now().Before(until) {
		for i := range 10_000 {
			n += i % 3
		}
	}
	return n
}

func main() {
	var b bytes.Buffer
	fmt.Println(pprof.StartCPUProfile(&b))
	fmt.Println(pprof.StartCPUProfile(io.Discard))
	pprof.Do(context.Background(), pprof.Labels("task", "spinning"), func(context.Context) {
		fmt.Println(spin(time.Now().Add(300*time.Millisecond)) > 0)
	})
	pprof.StopCPUProfile()
	pprof.StopCPUProfile()
	r, err := gzip.NewReader(&b)
	if err != nil {
		panic(err)
	}
	data, err := io.ReadAll(r)
	fmt.Println(err)
	for _, word := range []string{"main.spin", "main.main", "samples", "cpu", "nanoseconds", "task", "spinning", "cpu_profile.go"} {
		fmt.Println(word, strings.Contains(string(data), word))
	}
	b.Reset()
	fmt.Println(pprof.StartCPUProfile(&b))
	pprof.StopCPUProfile()
	fmt.Println(b.Len() > 0)
}
